/** Studies opened on this machine, kept in its local storage only, newest first, so that a reader finds them again by name. */
export type RecentStudy = {
  readonly studyUid: string;
  /** As written for people on the reading page; '' where absent. */
  readonly patientName: string;
  readonly patientId?: string;
  /** DICOM DA, "20260312"; '' where absent. */
  readonly studyDate: string;
  readonly description: string;
  readonly seriesCount: number;
  /** Milliseconds since 1970. */
  readonly openedAt: number;
};

export const maxRecent = 20;

const longestText = 400;
const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= longestText;
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

const parseStudy = (value: unknown): RecentStudy | null => {
  if (typeof value !== 'object' || value === null) return null;
  const { studyUid, patientName, patientId, studyDate, description, seriesCount, openedAt } = value as Record<string, unknown>;
  if (!isText(studyUid) || studyUid === '' || !isText(patientName) || !isText(studyDate) || !isText(description)) return null;
  if (!isCount(seriesCount) || !isCount(openedAt)) return null;
  return { studyUid, patientName, ...(isText(patientId) ? { patientId } : {}), studyDate, description, seriesCount, openedAt };
};

/** Reads what storage holds; rows that are not whole are left out, text that is no list gives none. */
export const parseRecent = (text: string | null): readonly RecentStudy[] => {
  try {
    const rows: unknown = JSON.parse(text ?? '[]');
    if (!Array.isArray(rows)) return [];
    const studies = rows.map(parseStudy).filter((study) => study !== null);
    return studies.reduceRight<readonly RecentStudy[]>((list, study) => withRecent(list, study), []);
  } catch {
    return [];
  }
};

/** The list with this study first, once, and no more than `maxRecent` in all. */
export const withRecent = (list: readonly RecentStudy[], study: RecentStudy): readonly RecentStudy[] =>
  [study, ...list.filter(({ studyUid }) => studyUid !== study.studyUid)].slice(0, maxRecent);

export const withoutRecent = (list: readonly RecentStudy[], studyUid: string): readonly RecentStudy[] =>
  list.filter((study) => study.studyUid !== studyUid);
