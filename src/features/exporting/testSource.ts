/** Studies and marks that exports are tested with: a constructed study of two slices, and the real ones. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pixelToPatient } from '#geometry/plane.ts';
import { pixelPoint } from '#geometry/points.ts';
import { buildStudies } from '#dicom/buildStudies.ts';
import { readInstance } from '#dicom/readInstance.ts';
import type { Instance, Slice, SourceId, Study } from '#dicom/study.ts';
import { el, encode, mrElements, part10, EXPLICIT_UID } from '#dicom/testFile.ts';
import type { Issue } from '#dicom/write/envelope.ts';
import { readSubject } from '#dicom/write/sourceIdentity.ts';
import { POINT_COUNTS, type Annotation, type AnnotationKind } from '#spine/annotation.ts';
import type { LevelLabel } from '#spine/level.ts';
import { NO_MARKS, type KeyImage, type Marks } from '#spine/marks.ts';
import type { ExportSource } from './exportSource.ts';
import { imagesOf } from './imagesOf.ts';
import { measuredMarks } from './measuredMarks.ts';

export function testIssue(): Issue {
  let used = 0;
  return { date: '20261124', time: '101530', version: '0.1.0', newUid: () => `2.25.${1000 + used++}` };
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder)
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? filesBelow(path) : [path]));

/** Files by name. */
export type Files = ReadonlyMap<string, Uint8Array>;
export const filesOf = (folder: string): Files => new Map(filesBelow(folder).map((path) => [path, new Uint8Array(readFileSync(path))]));

/** Two sagittal slices of one series in one frame of reference. */
export function constructedFiles(): Files {
  return new Map(
    [0, 1].map((index) => [
      `slice ${index}`,
      part10(
        EXPLICIT_UID,
        encode(
          mrElements({
            0x00080005: el(0x00080005, 'CS', 'ISO_IR 100'),
            0x00080018: el(0x00080018, 'UI', `1.2.3.4.${index}`),
            0x00080050: el(0x00080050, 'SH', 'A77'),
            0x00080090: el(0x00080090, 'PN', Uint8Array.from([0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72])),
            0x00100040: el(0x00100040, 'CS', 'F '),
            0x00180050: el(0x00180050, 'DS', '4.0 '),
            0x00200013: el(0x00200013, 'IS', `${index + 1} `),
            0x00200032: el(0x00200032, 'DS', `${index * 4 - 10}\\20\\30`),
            0x00280010: el(0x00280010, 'US', [2]),
          }),
        ),
      ),
    ]),
  );
}

function instancesOf(files: Files): Instance[] {
  return [...files].flatMap(([name, bytes]) => {
    const read = readInstance(bytes, { source: name as SourceId, sourceName: name, byteLength: bytes.length });
    return 'frames' in read ? [read] : [];
  });
}

/** Points spread over the middle of the slice, in an order that no kind confuses. */
function pointsOn(slice: Slice, count: number) {
  const { rows, columns } = slice.pixels;
  const pixels = Array.from({ length: count }, (_, index) => {
    const angle = (2 * Math.PI * index) / count;
    return pixelPoint(columns * (0.5 + 0.2 * Math.cos(angle)) - 0.5, rows * (0.5 + 0.3 * Math.sin(angle)) - 0.5);
  });
  // Ends of one axis, then of the other.
  return count === 4 ? [pixels[0]!, pixels[2]!, pixels[1]!, pixels[3]!] : pixels;
}

export function annotationOn(slice: Slice, kind: AnnotationKind, changes: Partial<Annotation> = {}): Annotation {
  const wanted = POINT_COUNTS[kind];
  const pixels = pointsOn(slice, wanted === 'polygon' ? 9 : wanted);
  const { plane } = slice.frame;
  return {
    id: `annotation ${kind}`,
    revision: 1,
    kind,
    shape: plane ? { space: 'patient', points: pixels.map((pixel) => pixelToPatient(plane, pixel)) } : { space: 'pixel', points: pixels },
    on: {
      seriesUid: slice.seriesUid,
      sliceId: slice.id,
      sopInstanceUid: slice.sopInstanceUid,
      frame: slice.frameOfReferenceUid ?? null,
      plane: plane ?? null,
    },
    text: '',
    values: [],
    changedAt: 1_790_000_000_000,
    readOnly: false,
    ...changes,
  };
}

/** One of each kind, three levels and two key images, on the middle slices of the study's series. */
function marksOn(study: Study): Marks {
  const middles = study.series.map(({ slices }) => slices[Math.floor(slices.length / 2)]!);
  const withPlane = middles.find(({ frame, frameOfReferenceUid }) => frame.plane && frameOfReferenceUid)!;
  const annotations = (Object.keys(POINT_COUNTS) as AnnotationKind[]).map((kind, index) =>
    annotationOn(middles[index % middles.length]!, kind, {
      text: kind === 'arrow' ? 'Extrusion, 8 mm "down"\nÄrzte 脊椎 =SUM(A1)' : '',
      values:
        kind === 'signalRatio' || kind === 'ellipse' ? Array.from({ length: 2 }, () => ({ mean: 812.25, deviation: 90.1, count: 44 })) : [],
    }),
  );
  const { origin } = withPlane.frame.plane!;
  const labels = ['L3', 'L3/4', 'L4', 'L4/5', 'L6'].map((name, index): LevelLabel => ({
    id: `label ${name}`,
    revision: 2,
    kind: name.includes('/') ? 'disc' : 'vertebra',
    name,
    point: { ...origin, z: origin.z - 17.3 * index },
    frame: withPlane.frameOfReferenceUid!,
    accepted: index !== 3,
  }));
  const keyImages = middles.slice(0, 2).map((slice, index): KeyImage => ({
    id: `key ${index}`,
    revision: 1,
    caption: index === 0 ? 'Extrusion at L4/5, größer als 脊椎' : '',
    view: 'token',
    sopInstanceUid: slice.sopInstanceUid,
    seriesUid: slice.seriesUid,
    changedAt: 1,
  }));
  return { ...NO_MARKS, levels: { ...NO_MARKS.levels, labels, numbering: 'counted from C2' }, annotations, keyImages };
}

/** A source of exports of the first study among the files; `marks` are made for that study. */
export function sourceOf(files: Files, marks: (study: Study) => Marks = marksOn): ExportSource {
  const instances = instancesOf(files);
  const study = buildStudies(instances).studies[0]!;
  const first = instances.find(({ studyUid }) => studyUid === study.uid)!;
  const bytes = files.get(first.sourceName)!;
  const subject = readSubject(bytes, bytes.length);
  if ('problem' in subject) throw new Error(subject.problem);
  const made = marks(study);
  return { study, marks: made, measured: measuredMarks(study, made), images: imagesOf(instances), subject, issue: testIssue() };
}
