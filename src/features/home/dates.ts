const midnight = (time: number): number => new Date(time).setHours(0, 0, 0, 0);

/** How long ago in whole days of the reader's calendar: "today", "yesterday", "5 days ago", then the date. */
export const printOpened = (openedAt: number, now: number): string => {
  const days = Math.round((midnight(now) - midnight(openedAt)) / 86_400_000);
  if (days <= 0) return 'today';
  if (days === 1) return 'yesterday';
  if (days < 14) return `${days} days ago`;
  return new Date(openedAt).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
};
