import { expect, test, vi } from 'vitest';
import type { Slice, SliceId, VoiWindow } from '#dicom/study.ts';
import { isProblem, type DecodedFrame, type Problem } from './decode/decodedFrame.ts';
import type { Show } from './engine.ts';
import { createPane } from './pane.ts';
import { findPicture } from './pictures.ts';
import { createPixelCache } from './pixels/pixelCache.ts';
import { createReformats } from './pixels/reformats.ts';
import type { SurfaceFrame } from './surface.ts';
import { FRAME_MS, nextFrame, withFakeFrames } from './testFrames.ts';
import { squareFrame, testSlice } from './testSlices.ts';

withFakeFrames();

const slices = Array.from({ length: 4 }, (_, n) => testSlice(n, { window: { center: 2, width: 4 } }));
const view = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };
const showing = (n: number, over: Partial<Show> = {}): Show => ({
  picture: { kind: 'acquired', slice: slices[n] as Slice },
  invert: false,
  smooth: true,
  view,
  ...over,
});

/** A pane on a surface that remembers what is on it: '' is ground. */
function setUp(onWindow?: (window: VoiWindow) => void) {
  const cache = createPixelCache(1e6, () => false);
  const reformats = createReformats(cache);
  const said: string[] = [];
  let onCanvas: SurfaceFrame | null = null;
  let draws = 0;
  const pane = createPane({
    id: 'sagittal',
    surface: {
      show(frame) {
        onCanvas = frame;
        draws += 1;
      },
      clear: () => void (onCanvas = null),
      resize: () => undefined,
      dispose: () => undefined,
    },
    reports: {
      onDrawn: (_pane, key) => said.push(`drawn ${key}`),
      onFailed: (_pane, key, reason) => said.push(`failed ${key}: ${reason}`),
      onWindow: (_pane, key, window) => {
        said.push(`window ${key} ${window.center}/${window.width}`);
        onWindow?.(window);
      },
    },
    find: ({ picture }) => findPicture(picture, cache, reformats),
    onMissing: () => undefined,
  });
  const arrive = (n: number, outcome: DecodedFrame | Problem = squareFrame(Int16Array.of(0, 1, 2, 3))) => {
    cache.put(`${n}` as SliceId, outcome);
    pane.look();
    return isProblem(outcome);
  };
  return { pane, said, arrive, onCanvas: () => onCanvas?.image.key ?? '', frame: () => onCanvas, draws: () => draws };
}

test('a picture at hand is drawn in the same task, with its window reported first', () => {
  const { pane, said, arrive, onCanvas } = setUp();
  arrive(0);
  pane.want(showing(0));
  expect(onCanvas()).toBe('0');
  expect(said).toEqual(['window 0 2/4', 'drawn 0']);
  pane.want(showing(0, { view: { ...view, e: 5 } }));
  nextFrame();
  expect(said).toHaveLength(2);
});

test('the picture before stays a moment at most, then ground, and nothing is reported until the wanted one is drawn', () => {
  const { pane, said, arrive, onCanvas } = setUp();
  arrive(0);
  pane.want(showing(0));
  nextFrame();
  pane.want(showing(1));
  expect(onCanvas()).toBe('0');
  nextFrame();
  // Moving on to yet another missing slice does not prolong the moment.
  pane.want(showing(2));
  vi.advanceTimersByTime(50 - FRAME_MS);
  expect(onCanvas()).toBe('');
  expect(pane.drawnImage()).toBeNull();
  arrive(1);
  expect(onCanvas()).toBe('');
  arrive(2);
  expect(onCanvas()).toBe('2');
  expect(said.filter((line) => line.startsWith('drawn'))).toEqual(['drawn 0', 'drawn 2']);
});

test('a failed slice leaves ground at once, never the picture before, and says why', () => {
  const { pane, said, arrive, onCanvas } = setUp();
  arrive(0);
  arrive(1, { problem: 'cut short' });
  pane.want(showing(0));
  nextFrame();
  pane.want(showing(1));
  expect(onCanvas()).toBe('');
  expect(pane.drawnImage()).toBeNull();
  nextFrame();
  pane.want(showing(1, { invert: true }));
  nextFrame();
  pane.want(showing(0));
  expect(onCanvas()).toBe('0');
  expect(said).toEqual(['window 0 2/4', 'drawn 0', 'failed 1: cut short', 'drawn 0']);
});

test('a second change within one frame waits for the next; only the latest is drawn', () => {
  const { pane, arrive, onCanvas, draws } = setUp();
  [0, 1, 2, 3].forEach((n) => arrive(n));
  pane.want(showing(0));
  pane.want(showing(1));
  pane.want(showing(2));
  pane.want(showing(3));
  expect(onCanvas()).toBe('0');
  nextFrame();
  expect(onCanvas()).toBe('3');
  expect(draws()).toBe(2);
});

test('telling the same again draws nothing', () => {
  const { pane, arrive, draws } = setUp();
  arrive(0);
  for (let i = 0; i < 5; i += 1) {
    pane.want(showing(0, { window: { center: 1, width: 2 } }));
    nextFrame();
  }
  expect(draws()).toBe(1);
});

test('a listener that tells the reported window back neither delays nor repeats the drawing', () => {
  const { pane, arrive, onCanvas, draws, said } = setUp((window) => pane.want(showing(0, { window })));
  arrive(0);
  pane.want(showing(0));
  expect(onCanvas()).toBe('0');
  nextFrame();
  nextFrame();
  expect(draws()).toBe(1);
  expect(said).toEqual(['window 0 2/4', 'drawn 0']);
});

test('being told the same does not keep a step waiting in that frame', () => {
  const { pane, arrive, onCanvas } = setUp();
  [0, 1].forEach((n) => arrive(n));
  pane.want(showing(0));
  nextFrame();
  pane.want(showing(0));
  pane.want(showing(1));
  expect(onCanvas()).toBe('1');
});

test('the window chosen is the reader’s, else the picture’s own again', () => {
  const { pane, arrive, frame, said } = setUp();
  arrive(0);
  pane.want(showing(0));
  nextFrame();
  pane.want(showing(0, { window: { center: 9, width: 9 } }));
  expect(frame()?.window).toEqual({ center: 9, width: 9 });
  nextFrame();
  pane.want(showing(0));
  expect(frame()?.window).toEqual({ center: 2, width: 4 });
  expect(said.filter((line) => line.startsWith('window'))).toHaveLength(2);
});

test('showing nothing leaves nothing, even while a picture is on its way', () => {
  const { pane, arrive, onCanvas, said } = setUp();
  pane.want(showing(0));
  nextFrame();
  pane.want(null);
  arrive(0);
  nextFrame();
  expect(onCanvas()).toBe('');
  expect(said).toEqual([]);
});

test('a change of slice is measured from its input to its drawing, once', () => {
  const measure = vi.spyOn(performance, 'measure').mockImplementation(() => ({}) as PerformanceMeasure);
  const { pane, arrive } = setUp();
  arrive(0);
  pane.want(showing(0));
  nextFrame();
  const inputAt = performance.now();
  vi.advanceTimersByTime(5);
  pane.want(showing(1, { inputAt, sliceNumber: 2 }));
  // The bind layer may tell the same again, without an input, before the pixels are there.
  pane.want(showing(1, { sliceNumber: 2 }));
  vi.advanceTimersByTime(20);
  arrive(1);
  pane.want(showing(1, { inputAt, view: { ...view, e: 1 }, sliceNumber: 2 }));
  nextFrame();
  expect(measure.mock.calls).toEqual([['conus:slice', { start: inputAt, end: inputAt + 25, detail: { plane: 'sagittal', slice: 2 } }]]);
});
