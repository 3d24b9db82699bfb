/**
 * One pane: what it shall show, what is on its canvas, and what has been reported. Draws in the task that brought the change, at most
 * once a frame; a picture that is not there yet leaves the one before for a moment only, then ground.
 */
import type { CanvasPoint } from '#geometry/points.ts';
import type { Slice, VoiWindow } from '#dicom/study.ts';
import type { DecodedFrame } from './decode/decodedFrame.ts';
import { defaultWindow } from './defaultWindow.ts';
import { pictureKey, type EngineReports, type PaneId, type Show } from './engine.ts';
import { measureSlice } from './measure.ts';
import type { Availability } from './pictures.ts';
import type { PictureImage, Surface, SurfaceFrame } from './surface.ts';

/** How long the picture before may stay: blanking at once would flash on every step through slices that arrive in the next frame. */
const HOLD_MS = 50;

export type Pane = {
  want(show: Show | null): void;
  /** Pixels or bytes arrived: draws when they complete what is wanted. */
  look(): void;
  /** Draws what is on the canvas once more, after its contents were lost or erased. */
  redraw(): void;
  wanted(): Show | null;
  /** Slices that this pane waits for. */
  missing(): readonly Slice[];
  /** The wanted picture's pixels, if they are on the canvas. */
  drawnImage(): PictureImage | null;
  /** Holds the magnifier over a place; null puts it away. */
  magnify(at: CanvasPoint | null): void;
  dispose(): void;
};

export type PaneParts = {
  readonly id: PaneId;
  readonly surface: Surface;
  readonly reports: Pick<EngineReports, 'onDrawn' | 'onFailed' | 'onWindow'>;
  readonly find: (show: Show) => Availability;
  /** Called with slices missing, so that they are loaded. */
  readonly onMissing: () => void;
};

const sameFrame = (a: SurfaceFrame, b: SurfaceFrame): boolean =>
  a.image.key === b.image.key &&
  a.window.center === b.window.center &&
  a.window.width === b.window.width &&
  a.invert === b.invert &&
  a.smooth === b.smooth &&
  a.lens === b.lens &&
  (['a', 'b', 'c', 'd', 'e', 'f'] as const).every((letter) => a.view[letter] === b.view[letter]);

export function createPane({ id, surface, reports, find, onMissing }: PaneParts): Pane {
  let wanted: Show | null = null;
  let drawn: SurfaceFrame | null = null;
  let reported = '';
  let missing: readonly Slice[] = [];
  let inputAt: number | undefined;
  let lens: CanvasPoint | undefined;
  let hold: ReturnType<typeof setTimeout> | undefined;
  /** The window last chosen for want of another, and for which pixels. */
  let chosen: { readonly frame: DecodedFrame; readonly window: VoiWindow; isReported: boolean } | undefined;
  /** Pending while something has been drawn in this frame already. */
  let frameRequest = 0;
  let isDirty = false;

  const reportOnce = (report: string, tell: () => void) => {
    if (report === reported) return;
    reported = report;
    tell();
  };
  const release = () => {
    clearTimeout(hold);
    hold = undefined;
  };
  const blank = () => {
    release();
    drawn = null;
    surface.clear();
  };
  const windowFor = (show: Show, image: PictureImage, header: VoiWindow | undefined): VoiWindow => {
    if (show.window) {
      chosen = undefined;
      return show.window;
    }
    // Percentiles are not counted again for every step of a pan.
    if (chosen?.frame !== image.frame) chosen = { frame: image.frame, window: defaultWindow(image, header), isReported: false };
    return chosen.window;
  };
  const paint = (frame: SurfaceFrame) => {
    surface.show(frame);
    frameRequest ||= requestAnimationFrame(() => {
      frameRequest = 0;
      if (isDirty) updateSoon();
    });
  };
  const draw = (show: Show, { image, headerWindow, gaps }: Availability & { state: 'ready' }) => {
    const window = windowFor(show, image, headerWindow);
    const frame: SurfaceFrame = { image, window, invert: show.invert, smooth: show.smooth, view: show.view, lens };
    release();
    if (!drawn || !sameFrame(drawn, frame)) paint(frame);
    const isNew = drawn?.image.key !== image.key;
    drawn = frame;
    if (isNew && inputAt !== undefined) measureSlice(id, show.sliceNumber, inputAt);
    inputAt = undefined;
    // Reports come last: a listener may ask for the next picture at once.
    if (chosen && !chosen.isReported) {
      chosen.isReported = true;
      if (image.frame.samplesPerPixel === 1) reports.onWindow(id, image.key, window);
    }
    reportOnce(image.key, () => reports.onDrawn(id, image.key, gaps));
  };
  const update = () => {
    isDirty = false;
    missing = [];
    if (!wanted) {
      blank();
      chosen = undefined;
      reported = '';
      return;
    }
    const show = wanted;
    const key = pictureKey(show.picture);
    const found = find(show);
    if (found.state === 'ready') return draw(show, found);
    if (found.state === 'failed') {
      blank();
      inputAt = undefined;
      return reportOnce(`failed ${key}`, () => reports.onFailed(id, key, found.reason));
    }
    reported = '';
    missing = found.missing;
    if (drawn) hold ??= setTimeout(blank, HOLD_MS);
    onMissing();
  };
  /** The first change of a frame is drawn at once, so that an input is answered in its own task; once drawn, more wait for the next frame. */
  const updateSoon = () => {
    isDirty = true;
    if (!frameRequest) update();
  };
  return {
    want(show) {
      const isSame = show && wanted && pictureKey(show.picture) === pictureKey(wanted.picture);
      if (!isSame) inputAt = show?.inputAt;
      wanted = show;
      updateSoon();
    },
    look: () => {
      if (wanted && drawn?.image.key !== pictureKey(wanted.picture)) update();
    },
    redraw: () => {
      if (drawn) surface.show(drawn);
      else surface.clear();
    },
    wanted: () => wanted,
    missing: () => missing,
    drawnImage: () => (drawn && wanted && drawn.image.key === pictureKey(wanted.picture) ? drawn.image : null),
    magnify(at) {
      lens = at ?? undefined;
      if (wanted) updateSoon();
    },
    dispose() {
      release();
      cancelAnimationFrame(frameRequest);
      surface.dispose();
    },
  };
}
