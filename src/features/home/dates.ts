/** A DICOM date (DA, PS3.5 6.2) as "12 Mar 2026"; '' for none; the text as it stands when it is no date. */
export const printStudyDate = (da: string): string => {
  const [, year, month, day] = /^(\d{4})\.?(\d{2})\.?(\d{2})$/.exec(da.trim()) ?? [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (Number.isNaN(date.getTime()) || date.getUTCDate() !== Number(day)) return da;
  return date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
};

const midnight = (time: number): number => new Date(time).setHours(0, 0, 0, 0);

/** How long ago in whole days of the reader's calendar: "today", "yesterday", "5 days ago", then the date. */
export const printOpened = (openedAt: number, now: number): string => {
  const days = Math.round((midnight(now) - midnight(openedAt)) / 86_400_000);
  if (days <= 0) return 'today';
  if (days === 1) return 'yesterday';
  if (days < 14) return `${days} days ago`;
  return new Date(openedAt).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
};
