/** Wheel events -> whole slices. A mouse sends notches, a trackpad a stream of small distances; both must feel like one slice at a time. */

/** The parts of a WheelEvent that count. */
export type WheelMove = {
  readonly deltaX: number;
  readonly deltaY: number;
  /** WheelEvent.deltaMode: 0 CSS pixels, 1 lines, 2 pages. */
  readonly deltaMode: number;
  readonly shiftKey: boolean;
  readonly timeStamp: number;
};

/** Pixels of one notch as browsers report it; several notches within a frame arrive as one event. */
const NOTCH_PX = 100;
/** An event at least this long comes from a wheel with notches. */
const LEAST_NOTCH_PX = 50;
/** A trackpad's way to the next slice. */
const TRACKPAD_STEP_PX = 40;
/** Lines that a notch is worth where a browser counts in lines. */
const LINES_PER_NOTCH = 3;
/** After this pause a new gesture begins, which owes nothing to the one before. */
const PAUSE_MS = 250;

/** Distance down the page in CSS pixels; with shift some systems turn the wheel sideways. */
function wheelPixels({ deltaX, deltaY, deltaMode, shiftKey }: WheelMove): number {
  const delta = deltaY === 0 && shiftKey ? deltaX : deltaY;
  if (deltaMode === 0) return delta;
  return deltaMode === 1 ? (delta / LINES_PER_NOTCH) * NOTCH_PX : delta * NOTCH_PX;
}

/** Keeps what is left over between events; the result is steps down (positive) or up, often 0 on a trackpad. */
export function createWheelSteps(): (move: WheelMove) => number {
  let left = 0;
  let last = -Infinity;
  return (move) => {
    const pixels = wheelPixels(move);
    const isNewGesture = move.timeStamp - last > PAUSE_MS || Math.sign(pixels) !== Math.sign(left);
    last = move.timeStamp;
    if (Math.abs(pixels) >= LEAST_NOTCH_PX) {
      left = 0;
      return Math.sign(pixels) * Math.max(1, Math.round(Math.abs(pixels) / NOTCH_PX));
    }
    left = (isNewGesture ? 0 : left) + pixels;
    const steps = Math.trunc(left / TRACKPAD_STEP_PX);
    left -= steps * TRACKPAD_STEP_PX;
    return steps === 0 ? 0 : steps; // never -0
  };
}

/** Zoom factor of ctrl + wheel and of a trackpad's pinch, which browsers report as the same; rolling up enlarges. */
export function wheelZoom(move: WheelMove): number {
  const pixels = Math.max(-25, Math.min(25, wheelPixels(move)));
  return Math.exp(-pixels / 100);
}
