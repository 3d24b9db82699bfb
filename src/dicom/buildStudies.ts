/**
 * Instances -> studies, series and stacks (PS3.3 A.1.2). Pure, and made to be called again with every batch of files: a series whose
 * instances have not changed comes back as the same object.
 */
import { angleDeg, dot, negate, normalise, vec3 } from '#geometry/vector.ts';
import { anatomicalPlane, type AnatomicalPlane } from '#geometry/orientation.ts';
import { withoutDuplicates } from './duplicates.ts';
import { shortHash } from './hash.ts';
import { optional } from './optional.ts';
import { groupBy, stacksOf } from './stacks.ts';
import type { Instance, Series, Slice, SliceId, Stack, Study, StudyUid, Unreadable } from './study.ts';
import { recogniseWeighting } from './weighting.ts';

/** Studies in order of first appearance, their series as scanned (by series number); files that repeat an image are listed. */
export function buildStudies(instances: readonly Instance[]): {
  readonly studies: readonly Study[];
  readonly duplicates: readonly Unreadable[];
} {
  const { unique, duplicates } = withoutDuplicates(instances);
  const studies = groupBy(unique, ({ studyUid }) => studyUid).flatMap((sameUid) => {
    const patients = groupBy(sameUid, patientKey);
    return patients.map((members, index) => studyOf(members, index, patients.length));
  });
  return { studies, duplicates };
}

/** One person: the same ID, and a name that differs at most in spelling of case, spaces and carets. */
const patientKey = ({ patient }: Instance): string =>
  JSON.stringify([
    patient.id.trim(),
    (patient.name.split('=')[0] ?? '')
      .toUpperCase()
      .replace(/[\s^.,]+/g, ' ')
      .trim(),
  ]);

function studyOf(members: readonly Instance[], index: number, patients: number): Study {
  const [first] = members;
  const uid = index === 0 ? first!.studyUid : (`${first!.studyUid}~${shortHash(patientKey(first!))}` as StudyUid);
  const series = groupBy(members, ({ seriesUid }) => seriesUid)
    .map((group) => seriesOf(group, uid))
    .toSorted((a, b) => (a.number ?? Infinity) - (b.number ?? Infinity) || (a.uid < b.uid ? -1 : 1));
  const firstText = (read: (instance: Instance) => string): string => members.map(read).find((text) => text !== '') ?? '';
  return {
    uid,
    patient: first!.patient,
    date: firstText(({ studyDate }) => studyDate),
    time: firstText(({ studyTime }) => studyTime),
    description: firstText(({ studyDescription }) => studyDescription),
    accessionNumber: firstText(({ accessionNumber }) => accessionNumber),
    series,
    instanceCount: members.length,
    warnings: patients > 1 ? [`${patients} patients share one Study Instance UID: shown as separate studies`] : [],
  };
}

/** Last result for the series that begins with an instance. */
const seriesMemo = new WeakMap<Instance, { readonly members: readonly Instance[]; readonly series: Series }>();

function seriesOf(members: readonly Instance[], studyUid: StudyUid): Series {
  const first = members[0]!;
  const known = seriesMemo.get(first);
  const unchanged = known?.members.length === members.length && known.members.every((member, index) => member === members[index]);
  if (known && unchanged && known.series.studyUid === studyUid) return known.series;
  const series = makeSeries(members, studyUid);
  seriesMemo.set(first, { members, series });
  return series;
}

function makeSeries(members: readonly Instance[], studyUid: StudyUid): Series {
  const inOrder = members.toSorted(byInstanceNumber);
  const stacks = stacksOf(
    inOrder.flatMap((instance) => slicesOf(instance).map((slice) => ({ slice, acquisitionNumber: instance.acquisitionNumber }))),
  );
  const slices = stacks.flatMap((stack) => stack.slices);
  const first = inOrder[0]!;
  const references = new Set(inOrder.map(({ frameOfReferenceUid }) => frameOfReferenceUid));
  const { weighting, reason } = recogniseWeighting({
    modality: first.modality,
    description: first.seriesDescription,
    protocol: first.protocolName,
    slices,
  });
  return {
    uid: first.seriesUid,
    studyUid,
    ...optional('number', first.seriesNumber),
    description: first.seriesDescription,
    modality: first.modality,
    weighting,
    weightingReason: reason,
    ...optional('anatomical', weighting === 'projection' && stacks.length > 1 ? undefined : sharedPlane(stacks)),
    stacks,
    slices,
    ...optional('frameOfReferenceUid', references.size === 1 ? first.frameOfReferenceUid : undefined),
    warnings: [...(references.size > 1 ? ['images in different frames of reference'] : []), ...summary(inOrder)],
  };
}

const names = new Intl.Collator('en', { numeric: true });
const byInstanceNumber = (a: Instance, b: Instance): number =>
  (a.instanceNumber ?? Infinity) - (b.instanceNumber ?? Infinity) || names.compare(a.sourceName, b.sourceName);

const slicesMemo = new WeakMap<Instance, readonly Slice[]>();

/** One slice for each frame; the same objects each time. */
function slicesOf(instance: Instance): readonly Slice[] {
  const known = slicesMemo.get(instance);
  if (known) return known;
  const { sopInstanceUid, seriesUid, source, pixels, instanceNumber, frameOfReferenceUid } = instance;
  const slices = instance.frames.map((frame): Slice => {
    const id = (pixels.frames > 1 ? `${sopInstanceUid}#${frame.number}` : sopInstanceUid) as SliceId;
    const facts = { id, sopInstanceUid, seriesUid, source, frame, pixels };
    return { ...facts, ...optional('instanceNumber', instanceNumber), ...optional('frameOfReferenceUid', frameOfReferenceUid) };
  });
  slicesMemo.set(instance, slices);
  return slices;
}

/** Blocks angled to their discs still are axial together, even the one that tips beyond 45 degrees. */
const ONE_PLANE_DEG = 35;

function sharedPlane(stacks: readonly Stack[]): AnatomicalPlane | undefined {
  const normals = stacks.flatMap(({ normal }) => (normal ? [normal] : []));
  const [first] = normals;
  if (!first || normals.length < stacks.length) return undefined;
  const aligned = normals.map((normal) => (dot(normal, first) < 0 ? negate(normal) : normal));
  const sum = aligned.reduce((total, { x, y, z }) => vec3(total.x + x, total.y + y, total.z + z), vec3(0, 0, 0));
  const mean = normalise(sum);
  return aligned.every((normal) => angleDeg(normal, mean) <= ONE_PLANE_DEG) ? anatomicalPlane(mean) : undefined;
}

/** Each warning of the instances once, with how many it concerns unless all. */
function summary(instances: readonly Instance[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { warnings } of instances) for (const warning of new Set(warnings)) counts.set(warning, (counts.get(warning) ?? 0) + 1);
  return [...counts].map(([warning, count]) =>
    count === instances.length ? warning : `${warning} (${count} of ${instances.length} images)`,
  );
}
