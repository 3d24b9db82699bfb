/** Puts the engine together: panes that draw, one store of pixels that they share, and hands that report intents. */
import type { SliceId } from '#dicom/study.ts';
import { percentilesOf } from './defaultWindow.ts';
import { isProblem } from './decode/decodedFrame.ts';
import type { Engine, EngineReports, PaneId, PrimaryTool, Show } from './engine.ts';
import { fitSurface } from './fitSurface.ts';
import { bindInput, type Input } from './input/bindInput.ts';
import { createCanvasSurface } from './paint/canvasSurface.ts';
import { createPane, type Pane } from './pane.ts';
import { findPicture, slicesOf } from './pictures.ts';
import { createLoader } from './pixels/loader.ts';
import { createPixelCache } from './pixels/pixelCache.ts';
import { createReformats } from './pixels/reformats.ts';
import { createLoadedBatch } from './pixels/reportBatch.ts';
import { createSliceDecoder } from './pixels/sliceDecoder.ts';
import { makeThumbnail } from './thumbnails.ts';

/** Decoded pixels held at most, in bytes: several whole-spine studies, well below what a tab may use. */
const CAP_BYTES = 1024 ** 3;

type Attached = { readonly pane: Pane; readonly input: Input; stopFitting(): void };

/** `reports` may be called within any verb: an engine that has the pixels draws at once. */
export function createEngine(reports: EngineReports, capBytes = CAP_BYTES): Engine {
  const attached = new Map<PaneId, Attached>();
  /** What panes shall show that have no element yet. */
  const early = new Map<PaneId, Show>();
  let tool: PrimaryTool = 'cursor';

  const isOnScreen = (id: SliceId): boolean =>
    [...attached.values()].some(({ pane }) => {
      const show = pane.wanted();
      return show !== null && slicesOf(show.picture).some((slice) => slice.id === id);
    });
  const cache = createPixelCache(capBytes, isOnScreen);
  const reformats = createReformats(cache);
  const batch = createLoadedBatch((results) => reports.onLoaded(results));
  const decoder = createSliceDecoder();
  const loader = createLoader({
    decoder,
    cache,
    capBytes,
    // A pane that waits for one slice comes before a reformat that waits for a whole stack.
    needs: () =>
      [...attached.values()]
        .map(({ pane }) => pane.missing())
        .toSorted((a, b) => a.length - b.length)
        .flat(),
    onArrived({ id }, outcome) {
      batch.add(id, isProblem(outcome) ? outcome.problem : null);
      for (const { pane } of attached.values()) pane.look();
    },
  });

  const detach = (id: PaneId) => {
    const entry = attached.get(id);
    if (!entry) return;
    attached.delete(id);
    entry.input.dispose();
    entry.stopFitting();
    entry.pane.dispose();
  };
  const clear = () => {
    early.clear();
    for (const { pane } of attached.values()) pane.want(null);
    loader.clear();
    batch.clear();
    decoder.clear();
    reformats.clear();
    cache.clear();
  };
  return {
    attach(id, element) {
      detach(id);
      const surface = createCanvasSurface(element, () => pane.redraw());
      const pane: Pane = createPane({
        id,
        surface,
        reports,
        find: ({ picture }) => findPicture(picture, cache, reformats),
        onMissing: () => loader.pump(),
      });
      const input = bindInput(element, {
        pane: id,
        tool: () => tool,
        emit: (intent) => reports.onIntent(intent),
        magnify: (at) => pane.magnify(at),
      });
      attached.set(id, { pane, input, stopFitting: fitSurface(element, surface, () => pane.redraw()) });
      const show = early.get(id);
      early.delete(id);
      if (show) pane.want(show);
    },
    detach,
    addSources(sources) {
      loader.addSources(sources);
      // Reformats with gaps may be whole now.
      reformats.clear();
      for (const { pane } of attached.values()) pane.look();
    },
    show(id, show) {
      const entry = attached.get(id);
      if (entry) entry.pane.want(show);
      else if (show) early.set(id, show);
      else early.delete(id);
    },
    setTool(chosen) {
      tool = chosen;
      for (const { input } of attached.values()) input.toolChanged();
    },
    prefetch: (order) => loader.plan(order),
    valueAt(id, column, row) {
      const image = attached.get(id)?.pane.drawnImage();
      if (!image || image.frame.samplesPerPixel !== 1) return null;
      const [x, y] = [Math.round(column), Math.round(row)];
      const { rows, columns, values } = image.frame;
      if (!(x >= 0 && x < columns && y >= 0 && y < rows)) return null;
      return (values[y * columns + x] as number) * image.rescale.slope + image.rescale.intercept;
    },
    valuesOf({ id, frame: { rescale } }) {
      const frame = cache.get(id);
      if (!frame || isProblem(frame) || frame.samplesPerPixel !== 1) return null;
      const values = Float32Array.from(frame.values, (stored) => stored * rescale.slope + rescale.intercept);
      return { rows: frame.rows, columns: frame.columns, values };
    },
    autoWindow(id) {
      const image = attached.get(id)?.pane.drawnImage();
      return image && image.frame.samplesPerPixel === 1 ? percentilesOf(image) : null;
    },
    thumbnail: (slice, sizePx) => makeThumbnail(slice, sizePx, (wanted) => loader.load(wanted)),
    clear,
    dispose() {
      clear();
      // Deleting the key that is being visited does not upset a Map's walk.
      for (const id of attached.keys()) detach(id);
    },
  };
}
