/** What stands in for a UID that a file does not have begins with this, so that nobody takes it for one that means something elsewhere. */
export const STAND_IN = 'no-uid';

/** Whether the file had no such UID. */
export const isStandIn = (uid: string): boolean => uid.startsWith(`${STAND_IN}-`);
