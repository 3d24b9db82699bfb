/** The study that is open: bytes, engine and reading, from the choice of files to closing. */
import { hangStudy, readyToHang } from '#features/hanging/index.ts';
import { buildStudies } from '#dicom/buildStudies.ts';
import { openCaseSlug } from '#features/cases/index.ts';
import { reports } from '#features/exporting/index.ts';
import { rememberRecent } from '#features/home/index.ts';
import { readSources, type Found } from '#features/intake/index.ts';
import { importFile, marksRestored, startSaving } from '#features/saving/index.ts';
import { formatPersonName } from '#dicom/characterSets.ts';
import type { Instance, SourceId, Study, StudyUid } from '#dicom/study.ts';
import { anatomicalPlane } from '#geometry/orientation.ts';
import { planeCentre, projectOnto } from '#geometry/plane.ts';
import { activeStudy } from '#store/studySlice.ts';
import { frameKey, paneStops } from '#store/stops.ts';
import { useStore } from '#store/store.ts';
import type { Cursor, PaneContent, PaneId } from '#store/view.ts';
import type { BoundEngine } from './bindEngine.ts';
import { openPanel } from './panels.ts';
import { pendingView } from './address.ts';
import { publishReading } from './contractReading.ts';
import { keepSettings } from './settingsStorage.ts';
import { watchMarks } from './watchMarks.ts';
import { restorePendingView, writeAddress } from './viewAddress.ts';

export { closeCase } from '#features/cases/index.ts';
export { applyView } from './viewAddress.ts';

keepSettings();
startSaving();
publishReading();
watchMarks();
writeAddress();

const store = useStore.getState;
let bound: BoundEngine | undefined;
let binding: Promise<BoundEngine> | undefined;
let reading: AbortController | undefined;
/** Bytes of the study that is being opened: an engine that starts late must have them before it is asked for anything. */
let blobs = new Map<SourceId, Blob>();
/** Case files found among the images, for the study they are chosen with. */
let waitingImports: Blob[] = [];
/** Files that are no images but may be reports on them. */
let documents: Blob[] = [];

/** Bytes of an image of the open study. */
export const blobOf = (source: SourceId): Blob | undefined => blobs.get(source);

/** The engine's code is fetched when a reader reaches for the page, and at the latest when something is opened. */
const loadEngine = () => import('./bindEngine.ts');
export const warmUpEngine = (): void => void loadEngine();

async function startEngine(bytes: Map<SourceId, Blob>): Promise<BoundEngine> {
  const started = (await loadEngine()).bindEngine(bytes);
  // Closed while the code was on its way: nobody will ask this engine for anything.
  if (bytes === blobs) bound = started;
  else started.unbind();
  return started;
}

/** The engine of the open study; starts it on first use. */
export function engineReady(): Promise<BoundEngine> {
  binding ??= startEngine(blobs);
  return binding;
}
export const boundEngine = (): BoundEngine | undefined => bound;

/**
 * Where the cursor starts: on the sagittal plane, at the height of what the axial plane shows, so that no plane starts outside its stack;
 * else at the centre of the first plane that has geometry.
 */
function startingCursor(contents: Partial<Record<PaneId, PaneContent>>): Cursor | null {
  const study = activeStudy(store());
  const shown = Object.values(contents).flatMap((content) => {
    const at = paneStops(study, content);
    const { plane, slice } = at.stops[at.index] ?? {};
    return plane && slice ? [{ plane, frame: frameKey(slice), anatomical: anatomicalPlane(plane.normal) }] : [];
  });
  const first = shown.find(({ anatomical }) => anatomical === 'sagittal') ?? shown[0];
  if (!first) return null;
  const axial = shown.find(({ anatomical, frame }) => anatomical === 'axial' && frame === first.frame);
  const aim = planeCentre((axial ?? first).plane);
  return { point: projectOnto(first.plane, aim), frame: first.frame };
}

/** Instances read but not yet part of the studies in the store. */
let waitingInstances: Instance[] = [];

/** Building the studies anew costs in proportion to all instances, so each build waits until they have grown by half. */
function addInstances(batch: readonly Instance[]): void {
  waitingInstances.push(...batch);
  if (waitingInstances.length >= store().instances.length / 2) buildWaiting();
}

function buildWaiting(): void {
  const instances = [...store().instances, ...waitingInstances];
  waitingInstances = [];
  store().setInstances(instances, buildStudies(instances).studies);
}

function hang(): void {
  const study = activeStudy(store());
  if (!study) return;
  const contents = hangStudy(study, store().indexed);
  store().hang(contents, startingCursor(contents));
}

/** Puts up the only study there is as soon as its planes can be chosen; several studies wait for the reader's choice. */
function hangWhenReady(): void {
  const { studies, studyUid, phase } = store();
  const [study, ...others] = studies;
  if (phase !== 'opening' || studyUid || !study || others.length > 0 || pendingView()) return;
  if (!readyToHang(study)) return;
  store().chooseStudy(study.uid);
  hang();
}

function remember(study: Study): void {
  const { patient, date, description, series } = study;
  rememberRecent({
    studyUid: study.uid,
    patientName: formatPersonName(patient.name),
    patientId: patient.id,
    studyDate: date,
    description,
    seriesCount: series.length,
    openedAt: Date.now(),
  });
}

/** All headers are read: the hanging is final unless the reader has already moved something. */
function finishHanging(newestFirst: boolean): void {
  const { studies, studyUid } = store();
  if (studies.length === 0) {
    store().failOpening();
    const { skipped } = store();
    store().say({
      id: 'opening',
      tone: 'problem',
      text: skipped.length
        ? `None of the ${skipped.length} files is an image that can be shown. "${skipped[0]!.sourceName}": ${skipped[0]!.reason}.`
        : 'There was no file in what you chose.',
    });
    return;
  }
  const newest = studies.toSorted((a, b) => `${b.date}${b.time}`.localeCompare(`${a.date}${a.time}`))[0]!;
  const asks = studies.length > 1 && !newestFirst;
  if (asks && !studyUid) return;
  if (asks) openPanel('chooser');
  else if (studyUid !== newest.uid) store().chooseStudy(newest.uid);
  show();
}

/** The chosen study is on the screen as it should start, unless the reader has already moved something. */
function show(): void {
  if (!store().touched) hang();
  restorePendingView();
  void importCaseFiles(waitingImports.splice(0));
  if (documents.length > 0) void offerDocuments();
  const study = activeStudy(store());
  // Cases are always on the home page: they need no remembering.
  if (study && openCaseSlug() === null) remember(study);
}

/** Offers what reports among the files measured, once what was saved before is restored. */
async function offerDocuments(): Promise<void> {
  const files = documents;
  const { offerReports } = await reports();
  await marksRestored();
  await offerReports(files);
}

/** Brings case files into the open study, one after the other: each is a step of undo. */
export async function importCaseFiles(files: readonly Blob[]): Promise<void> {
  for (const file of files) await importFile(file, marksRestored());
}

/** The reader chose one of several studies. */
export function chooseStudy(uid: StudyUid): void {
  store().chooseStudy(uid);
  show();
}

/**
 * Opens what was chosen or dropped, in place of what is open. Several studies wait for the reader's choice, unless `newestFirst` (a case
 * with a prior) already makes it.
 */
export async function openSources(sources: AsyncIterable<Found>, newestFirst = false): Promise<void> {
  closeStudy();
  const abort = new AbortController();
  reading = abort;
  store().beginOpening();
  waitingInstances = [];
  blobs = new Map();
  waitingImports = [];
  documents = [];
  void engineReady();
  try {
    await readSources(
      sources,
      {
        onInstances(batch, more) {
          if (abort.signal.aborted) return;
          for (const [id, blob] of more) blobs.set(id, blob);
          bound?.engine.addSources(more);
          addInstances(batch);
          hangWhenReady();
        },
        onUnreadable: (batch) => store().addSkipped(batch),
        onProgress: (progress) => store().setProgress(progress),
        onImport: ({ blob }) => void waitingImports.push(blob),
        onDocument: ({ blob }) => void documents.push(blob),
      },
      abort.signal,
    );
  } catch (error) {
    store().say({
      id: 'opening',
      tone: 'problem',
      text: `The files could not be listed: ${error instanceof Error ? error.message : String(error)}`,
    });
  }
  if (reading !== abort) return;
  buildWaiting();
  store().finishIndexing(buildStudies(store().instances).duplicates);
  finishHanging(newestFirst);
}

/** Stops reading headers; what was read stays open. */
export const cancelReading = (): void => reading?.abort();

/** Back to the empty state: pixels, workers and bytes are given back. */
export function closeStudy(): void {
  reading?.abort();
  reading = undefined;
  bound?.unbind();
  bound = undefined;
  binding = undefined;
  blobs = new Map();
  store().closeStudy();
}
