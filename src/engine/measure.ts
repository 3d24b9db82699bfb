/** The `conus:slice` measure of the page's contract: from the input event to the drawn frame, for every change of slice. */
const NAME = 'conus:slice';
/** The browser keeps entries for ever, so an hour's scrolling would grow the heap: older ones go. */
const MOST_ENTRIES = 4000;

let entries = 0;

/** `inputAt` is the event's timeStamp; `slice` is 1-based, undefined for a reformat without a number. */
export function measureSlice(plane: string, slice: number | undefined, inputAt: number): void {
  if ((entries += 1) > MOST_ENTRIES) {
    performance.clearMeasures(NAME);
    entries = 1;
  }
  performance.measure(NAME, { start: inputAt, end: performance.now(), detail: { plane, slice } });
}
