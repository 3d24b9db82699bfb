import { describe, expect, test } from 'vitest';
import { readInstance } from './readInstance.ts';
import type { Frame, SourceId } from './study.ts';
import { el, encode, EXPLICIT_UID, mrElements, part10, type TestElement } from './testFile.ts';

const doubles = (...values: number[]) => new Uint8Array(Float64Array.from(values).buffer);
const macro = (tag: number, ...elements: readonly TestElement[]) => el(tag, 'SQ', { items: [elements] });

/** An Enhanced MR object without any geometry of its own. */
function framesOf(count: number, ...groups: readonly TestElement[]): readonly Frame[] {
  const own: Record<number, TestElement | null> = { 0x00200032: null, 0x00200037: null, 0x00280030: null };
  for (const each of [...groups, el(0x00280008, 'IS', String(count)), el(0x7fe00010, 'OW', new Uint8Array(16 * count))])
    own[each.tag] = each;
  const bytes = part10(EXPLICIT_UID, encode(mrElements(own)));
  const result = readInstance(bytes, { source: 's' as SourceId, sourceName: 'IM', byteLength: bytes.length });
  if (!('frames' in result)) throw new Error(JSON.stringify(result));
  return result.frames;
}

const shared = (...macros: readonly TestElement[]) => el(0x52009229, 'SQ', { items: [macros] });
const perFrame = (...items: readonly (readonly TestElement[])[]) => el(0x52009230, 'SQ', { items, undefinedLength: true });
const position = (z: number) => macro(0x00209113, el(0x00200032, 'DS', `-10\\20\\${z}`));
const axial = macro(0x00209116, el(0x00200037, 'DS', '1\\0\\0\\0\\1\\0'));
const measures = macro(0x00289110, el(0x00180050, 'DS', '4'), el(0x00280030, 'DS', '0.5\\0.75'));

describe('functional groups', () => {
  test('shared and per-frame geometry', () => {
    const [first, second] = framesOf(2, shared(axial, measures), perFrame([position(1)], [position(5)]));
    expect(first).toMatchObject({
      number: 1,
      thicknessMm: 4,
      spacingMm: [0.5, 0.75],
      plane: { origin: { x: -10, y: 20, z: 1 }, rowStepMm: 0.5 },
    });
    expect(second).toMatchObject({ number: 2, plane: { origin: { z: 5 }, normal: { x: 0, y: 0, z: 1 } } });
  });

  test('a frame’s own group counts before the shared one', () => {
    const finer = macro(0x00289110, el(0x00280030, 'DS', '0.25\\0.25'));
    const [first, second] = framesOf(2, shared(axial, measures), perFrame([position(1)], [position(5), finer]));
    expect([first?.spacingMm, second?.spacingMm]).toEqual([
      [0.5, 0.75],
      [0.25, 0.25],
    ]);
  });

  test('echoes, inversion, timing, diffusion and time of each frame', () => {
    const echo = (ms: number) => macro(0x00189114, el(0x00189082, 'FD', doubles(ms)));
    const content = (index: number) => macro(0x00209111, el(0x00209128, 'UL', Uint8Array.of(index, 0, 0, 0)));
    const [first, second] = framesOf(
      2,
      el(0x00189008, 'CS', 'SPIN'),
      el(0x00189005, 'SH', 'TSE'),
      el(0x00089209, 'CS', 'STIR'),
      shared(
        axial,
        measures,
        macro(0x00189112, el(0x00180080, 'DS', '3500'), el(0x00181314, 'DS', '90')),
        macro(0x00189115, el(0x00189009, 'CS', 'YES'), el(0x00189079, 'FD', doubles(160))),
        macro(0x00189117, el(0x00189087, 'FD', doubles(800))),
      ),
      perFrame([position(1), echo(20), content(1)], [position(1), echo(80), content(2)]),
    );
    expect(first).toMatchObject({
      temporalPosition: 1,
      acquisition: { repetitionTimeMs: 3500, echoTimeMs: 20, inversionTimeMs: 160, flipAngleDeg: 90, bValue: 800, sequenceName: 'TSE' },
    });
    expect(first?.acquisition.scanningSequence).toEqual(['SE', 'IR']);
    expect(first?.acquisition.acquisitionContrast).toBe('STIR');
    expect(second).toMatchObject({ temporalPosition: 2, acquisition: { echoTimeMs: 80 } });
  });

  test('a position outside the groups is that of no frame', () => {
    const frames = framesOf(2, el(0x00200032, 'DS', '1\\2\\3'), shared(axial, measures), perFrame([position(1)], [measures]));
    expect(frames.map(({ plane, planeProblem }) => plane?.origin.z ?? planeProblem)).toEqual([1, 'no image position']);
  });

  test('rescale and window of each frame', () => {
    const values = (slope: string, center: string) => [
      macro(0x00289132, el(0x00281050, 'DS', center), el(0x00281051, 'DS', '200')),
      macro(0x00289145, el(0x00281052, 'DS', '-1024'), el(0x00281053, 'DS', slope)),
    ];
    const [first, second] = framesOf(
      2,
      shared(axial, measures),
      perFrame([position(1), ...values('2', '40')], [position(5), ...values('0', '50')]),
    );
    expect(first).toMatchObject({ rescale: { slope: 2, intercept: -1024 }, window: { center: 40, width: 200 } });
    // A slope of 0 would make every pixel alike.
    expect(second).toMatchObject({ rescale: { slope: 1, intercept: -1024 }, window: { center: 50, width: 200 } });
  });

  test('frames beyond the groups that are there have no place of their own', () => {
    const frames = framesOf(3, shared(axial, measures), perFrame([position(1)]));
    expect(frames.map(({ planeProblem }) => planeProblem)).toEqual([undefined, 'no image position', 'no image position']);
  });
});

test('a classic multi-frame image does not lend its one position to all frames', () => {
  const geometry = mrElements().filter(({ tag }) => [0x00200032, 0x00200037, 0x00280030].includes(tag));
  const frames = framesOf(2, ...geometry);
  expect(frames.map(({ plane, planeProblem }) => [plane, planeProblem])).toEqual(
    [1, 2].map(() => [undefined, 'multi-frame image without a position for each frame']),
  );
  expect(frames[0]?.spacingMm).toEqual([0.5, 0.75]);
});
