import { describe, expect, test } from 'vitest';
import { planeFromDicom, type SlicePlane } from '#geometry/plane.ts';
import { buildStudies } from './buildStudies.ts';
import type { Acquisition, Frame, FrameOfReferenceUid, Instance, SeriesUid, SopInstanceUid, SourceId, StudyUid } from './study.ts';

type Facts = Partial<Omit<Instance, 'frames'>> & {
  readonly z?: number;
  readonly acquisition?: Partial<Acquisition>;
  readonly frame?: Partial<Frame>;
};

const plane = (z: number, orientation = [1, 0, 0, 0, 1, 0]): SlicePlane => {
  const found = planeFromDicom([0, 0, z], orientation, [1, 1], 100, 100);
  if ('problem' in found) throw new Error(found.problem);
  return found;
};

let made = 0;
/** An axial T2 image at `z`, unlike every other but for what is given. */
function image({ z, acquisition, frame, ...facts }: Facts = {}): Instance {
  made++;
  return {
    source: `source ${made}` as SourceId,
    sourceName: `IM${made}`,
    sopInstanceUid: `1.2.${made}` as SopInstanceUid,
    sopClassUid: '1.2.840.10008.5.1.4.1.1.4',
    studyUid: 'study' as StudyUid,
    seriesUid: 'series' as SeriesUid,
    frameOfReferenceUid: 'frame' as FrameOfReferenceUid,
    patient: { name: 'DOE^Jane', id: '1', birthDate: '', sex: '' },
    studyDate: '20260312',
    studyTime: '',
    studyDescription: '',
    accessionNumber: '',
    modality: 'MR',
    seriesDescription: '',
    protocolName: '',
    bodyPart: '',
    manufacturer: '',
    patientPosition: 'HFS',
    pixels: {
      rows: 100,
      columns: 100,
      frames: 1,
      samplesPerPixel: 1,
      photometric: 'MONOCHROME2',
      planarConfiguration: 0,
      bitsAllocated: 16,
      bitsStored: 16,
      highBit: 15,
      signed: false,
      transferSyntaxUid: '1.2.840.10008.1.2.1',
    },
    frames: [
      {
        number: 1,
        ...(z !== undefined && { plane: plane(z) }),
        rescale: { slope: 1, intercept: 0 },
        acquisition: {
          repetitionTimeMs: 4000,
          echoTimeMs: 100,
          scanningSequence: ['SE'],
          sequenceVariant: [],
          scanOptions: [],
          sequenceName: '',
          imageType: ['ORIGINAL', 'PRIMARY', 'M'],
          contrastAgent: '',
          ...acquisition,
        },
        ...frame,
      },
    ],
    warnings: [],
    ...facts,
  };
}
const only = (instances: readonly Instance[]) => {
  const { studies } = buildStudies(instances);
  expect(studies).toHaveLength(1);
  return studies[0]!;
};
const stacksAt = (instances: readonly Instance[]) =>
  only(instances).series[0]!.stacks.map(({ slices }) => slices.map(({ frame }) => frame.plane?.origin.z));
const heads = [40, 30, 20, 10];

describe('order', () => {
  test('by position head to feet, whatever the instance numbers and the order of arrival', () => {
    const shuffled = [20, 40, 10, 30].map((z, index) => image({ z, instanceNumber: index }));
    expect(stacksAt(shuffled)).toEqual([heads]);
    expect(stacksAt(shuffled.toReversed())).toEqual([heads]);
    const [stack] = only(shuffled).series[0]!.stacks;
    expect(stack).toMatchObject({ anatomical: 'axial', spacingMm: 10, normal: { z: -1 } });
  });
  test('without geometry by instance number, then name', () => {
    const numbers = [3, 1, undefined, 2].map((instanceNumber) => image(instanceNumber === undefined ? {} : { instanceNumber }));
    const [stack] = only(numbers).series[0]!.stacks;
    expect(stack!.slices.map(({ instanceNumber }) => instanceNumber)).toEqual([1, 2, 3, undefined]);
    expect(stack).not.toHaveProperty('normal');
    expect(only(numbers).series[0]).not.toHaveProperty('anatomical');
  });
  test('series as scanned', () => {
    const series = [9, 2, 10, 4].map((seriesNumber) => image({ z: 0, seriesNumber, seriesUid: `s${seriesNumber}` as SeriesUid }));
    expect(only([...series, image({ z: 0, seriesUid: 'none' as SeriesUid })]).series.map(({ number }) => number)).toEqual([
      2,
      4,
      9,
      10,
      undefined,
    ]);
  });
});

describe('what is measured more than once is told apart', () => {
  const twice = (first: Facts, second: Facts) => heads.flatMap((z) => [image({ z, ...first }), image({ z, ...second })]);
  test.each<readonly [string, Facts, Facts]>([
    ['echo time', { acquisition: { echoTimeMs: 20 } }, { acquisition: { echoTimeMs: 80 } }],
    ['echo number', { acquisition: { echoNumber: 1 } }, { acquisition: { echoNumber: 2 } }],
    ['magnitude and phase', {}, { acquisition: { imageType: ['ORIGINAL', 'PRIMARY', 'P'] } }],
    ['b-value', { acquisition: { bValue: 0 } }, { acquisition: { bValue: 800 } }],
    ['temporal position', { frame: { temporalPosition: 1 } }, { frame: { temporalPosition: 2 } }],
    ['acquisition number', { acquisitionNumber: 1 }, { acquisitionNumber: 2 }],
  ])('%s', (_, first, second) => {
    const instances = twice(first, second);
    expect(stacksAt(instances)).toEqual([heads, heads]);
    const [one] = only(instances).series[0]!.stacks;
    expect(new Set(one!.slices.map(({ frame }) => JSON.stringify([frame.acquisition, frame.temporalPosition]))).size).toBe(1);
  });
  test('different acquisitions at different positions stay one stack', () => {
    expect(stacksAt(heads.map((z, index) => image({ z, acquisitionNumber: index % 2 })))).toEqual([heads]);
  });
  test('a film of one place stays one stack', () => {
    expect(stacksAt([1, 2, 3].map((temporalPosition) => image({ z: 5, frame: { temporalPosition } })))).toEqual([[5, 5, 5]]);
  });
});

describe('never mixed', () => {
  test('frames of reference inside a series', () => {
    const instances = heads.map((z, index) => image({ z, frameOfReferenceUid: (index < 2 ? 'a' : 'b') as FrameOfReferenceUid }));
    const [series] = only(instances).series;
    expect(series!.stacks.map(({ slices }) => new Set(slices.map(({ frameOfReferenceUid }) => frameOfReferenceUid)).size)).toEqual([1, 1]);
    expect(series).not.toHaveProperty('frameOfReferenceUid');
    expect(series!.warnings).toEqual(['images in different frames of reference']);
  });
  test('two patients under one Study Instance UID', () => {
    const other = { name: 'ROE^Richard', id: '2', birthDate: '', sex: '' };
    const { studies } = buildStudies([image({ z: 1 }), image({ z: 2, patient: other })]);
    expect(studies.map(({ patient, instanceCount }) => [patient.name, instanceCount])).toEqual([
      ['DOE^Jane', 1],
      ['ROE^Richard', 1],
    ]);
    expect(new Set(studies.map(({ uid }) => uid)).size).toBe(2);
    expect(studies[1]!.warnings[0]).toMatch(/2 patients share one Study Instance UID/);
  });
  test('one patient whose name is spelt with other case or spaces', () => {
    const again = { name: 'Doe^Jane ', id: '1', birthDate: '', sex: '' };
    expect(only([image({ z: 1 }), image({ z: 2, patient: again })]).instanceCount).toBe(2);
  });
  test('angled blocks are one axial series of several stacks, even one tipped beyond 45 degrees', () => {
    const tipped = (deg: number) => [1, 0, 0, 0, Math.cos((deg * Math.PI) / 180), Math.sin((deg * Math.PI) / 180)];
    const blocks = [0, 15, 30, 48].flatMap((deg, block) =>
      [0, 4].map((step) => image({ frame: { plane: plane(-40 * block - step, tipped(deg)) } })),
    );
    const [series] = only(blocks).series;
    expect(series!.stacks).toHaveLength(4);
    expect(series!.anatomical).toBe('axial');
  });
});

describe('duplicates', () => {
  const uid = { sopInstanceUid: 'same' as SopInstanceUid };
  test('the same image again is listed once and not shown twice', () => {
    const first = image({ z: 1, ...uid });
    const { studies, duplicates } = buildStudies([first, { ...first, source: 'copy' as SourceId, sourceName: 'COPY' }]);
    expect(studies[0]!.instanceCount).toBe(1);
    expect(duplicates).toEqual([
      { source: 'copy', sourceName: 'COPY', kind: 'duplicate', reason: `the same image as ${first.sourceName}` },
    ]);
  });
  test('another image with the same UID is named as such', () => {
    const { studies, duplicates } = buildStudies([image({ z: 1, ...uid }), image({ z: 2, ...uid })]);
    expect(studies[0]!.series[0]!.slices[0]!.frame.plane?.origin.z).toBe(1);
    expect(duplicates[0]!.reason).toMatch(/another image with the SOP Instance UID of/);
  });
});

describe('batch after batch', () => {
  test('an unchanged series is the same object, a changed one keeps its slices and names', () => {
    const a = heads.map((z, instanceNumber) => image({ z, instanceNumber }));
    const b = heads.map((z) => image({ z, seriesUid: 'z' as SeriesUid }));
    const before = only([...a.slice(0, 3), ...b]);
    const after = only([...a, ...b]);
    expect(after.series[1]).toBe(before.series[1]);
    expect(after.series[0]!.slices[0]).toBe(before.series[0]!.slices[0]);
    expect(after.series[0]!.stacks[0]!.id).toBe(before.series[0]!.stacks[0]!.id);
  });
  test('slices of a multi-frame instance are numbered', () => {
    const single = image({ z: 1 });
    const multi = {
      ...single,
      pixels: { ...single.pixels, frames: 2 },
      frames: [single.frames[0]!, { ...single.frames[0]!, number: 2, plane: plane(5) }],
    };
    expect(only([multi]).series[0]!.slices.map(({ id }) => id)).toEqual([`${single.sopInstanceUid}#2`, `${single.sopInstanceUid}#1`]);
  });
  test('warnings are counted', () => {
    const instances = [image({ z: 1, warnings: ['odd'] }), image({ z: 2 }), image({ z: 3, warnings: ['odd'] })];
    expect(only(instances).series[0]!.warnings).toEqual(['odd (2 of 3 images)']);
  });
});
