/** The open study's marks in the field's own formats. */
import { zipSync } from 'fflate';
import { standardTurn } from '#geometry/orientation.ts';
import type { Turn } from '#geometry/viewTransform.ts';
import type { SourceId, Study } from '#dicom/study.ts';
import { IDENTITY_BYTES, readSubject } from '#dicom/write/sourceIdentity.ts';
import { uidOfUuid, type Issue } from '#dicom/write/envelope.ts';
import type { SelectionTitle } from '#dicom/write/keyObjects.ts';
import { paneView } from '#store/paneView.ts';
import { activeStudy } from '#store/studySlice.ts';
import { useStore, type Store } from '#store/store.ts';
import { ALL_PANES } from '#store/view.ts';
import { measurementTable } from './csv.ts';
import type { Exported, ExportSource, NotExported } from './exportSource.ts';
import { imagesOf } from './imagesOf.ts';
import { keyObjects } from './keyImages.ts';
import { measuredMarks } from './measuredMarks.ts';
import { presentationStates, type SeriesDisplay } from './presentationStates.ts';
import { structuredReport } from './structuredReport.ts';

export type MarksFormat = 'sr' | 'kos' | 'gsps' | 'csv';

/** What exports need of the rest of the program. */
export type ExportPorts = {
  /** Bytes of an image of the open study. */
  readonly blobOf: (source: SourceId) => Blob | undefined;
  /** Why key images are picked. */
  readonly title?: SelectionTitle;
};

const digits = (value: number, count: number): string => String(value).padStart(count, '0');

/** Now, in local time, by this version. */
function issueNow(): Issue {
  const now = new Date();
  const [date, time] = [
    [now.getFullYear(), now.getMonth() + 1, now.getDate()],
    [now.getHours(), now.getMinutes(), now.getSeconds()],
  ] as const;
  return {
    date: digits(date[0], 4) + digits(date[1], 2) + digits(date[2], 2),
    time: time.map((part) => digits(part, 2)).join(''),
    version: __CONUS_VERSION__,
    newUid: () => uidOfUuid(crypto.randomUUID()),
  };
}

/** Patient and study as an image of the study states them; the first whose bytes are still at hand. */
async function subjectOf(state: Store, study: Study, { blobOf }: ExportPorts) {
  const instances = state.instances.filter(({ studyUid }) => studyUid === study.uid);
  for (const { source } of instances) {
    const blob = blobOf(source);
    if (!blob) continue;
    try {
      return readSubject(new Uint8Array(await blob.slice(0, IDENTITY_BYTES).arrayBuffer()), blob.size);
    } catch {
      // A file that was moved or changed since it was opened; the next one may still be there.
    }
  }
  return { problem: 'The files of the study can no longer be read. Open the study again, then export.' };
}

function displayIn(state: Store, seriesUid: string): SeriesDisplay {
  const view = ALL_PANES.map((id) => paneView(state, id)).find(({ series, stop }) => series?.uid === seriesUid && stop?.slice);
  const series = activeStudy(state)?.series.find(({ uid }) => uid === seriesUid);
  const plane = series?.slices.find(({ frame }) => frame.plane)?.frame.plane;
  const asStored: Turn = { transpose: false, mirrorX: false, mirrorY: false };
  return {
    window: (series && state.windows[series.uid]?.window) ?? null,
    inverted: (series && state.inverted[series.uid]) ?? false,
    turn: view?.turn ?? (plane ? standardTurn(plane) : asStored),
  };
}

const DICOM = { type: 'application/dicom', ending: 'dcm' } as const;
const FORMATS: Record<MarksFormat, { readonly words: string; readonly missing: string; readonly type: string; readonly ending: string }> = {
  sr: { words: 'measurements', missing: 'There is no measurement to export.', ...DICOM },
  kos: {
    words: 'key images',
    missing: 'There is no key image to export: keep a view of an image first. Reconstructed views cannot be exported this way.',
    ...DICOM,
  },
  gsps: { words: 'drawings', missing: 'There is no drawing on an image to export.', ...DICOM },
  csv: { words: 'measurements', missing: 'There is no measurement to export.', type: 'text/csv', ending: 'csv' },
};

function filesOf(format: MarksFormat, source: ExportSource, state: Store, title: SelectionTitle): readonly Uint8Array<ArrayBuffer>[] {
  if (format === 'gsps') return presentationStates(source, (seriesUid) => displayIn(state, seriesUid));
  const one = format === 'sr' ? structuredReport(source, null) : format === 'kos' ? keyObjects(source, title) : measurementTable(source);
  return one ? [one] : [];
}

/** Of the patient, only the study's date stands in a name. */
function nameFor(date: string, words: string, ending: string): string {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(date) ?? [];
  return `${year ? `${year}-${month}-${day} ` : ''}${words}.${ending}`;
}

/** Several objects come as one ZIP. */
function together(
  files: readonly Uint8Array<ArrayBuffer>[],
  date: string,
  { words, type, ending }: (typeof FORMATS)[MarksFormat],
): Exported {
  const [only, ...others] = files;
  if (only && others.length === 0) return { name: nameFor(date, words, ending), type, bytes: only };
  const entries = Object.fromEntries(files.map((bytes, index) => [`${words} ${index + 1}.${ending}`, bytes]));
  return { name: nameFor(date, words, 'zip'), type: 'application/zip', bytes: new Uint8Array(zipSync(entries, { level: 6 })) };
}

export async function exportMarks(format: MarksFormat, ports: ExportPorts): Promise<Exported | NotExported> {
  const state = useStore.getState();
  const study = activeStudy(state);
  if (!study) return { problem: 'No study is open, so there is nothing to export.' };
  const facts = FORMATS[format];
  const { annotations, levels, keyImages } = state.marks;
  const nothing = format === 'kos' ? keyImages.length === 0 : annotations.length === 0 && (format !== 'sr' || levels.labels.length === 0);
  if (nothing) return { problem: facts.missing };
  const subject = await subjectOf(state, study, ports);
  if (!('StudyInstanceUID' in subject)) return subject;
  const source: ExportSource = {
    study,
    marks: state.marks,
    measured: measuredMarks(study, state.marks),
    images: imagesOf(state.instances),
    subject,
    issue: issueNow(),
  };
  const files = filesOf(format, source, state, ports.title ?? 'interest');
  return files.length > 0 ? together(files, study.date, facts) : { problem: facts.missing };
}
