/** State -> engine. The engine is told what each visible pane shows; it never decides. */
import { createEngine, pictureKey, type Engine, type Intent, type Picture, type Show } from '#engine/index.ts';
import { handleIntent, type AttachPane } from '#features/viewing/index.ts';
import type { SliceId } from '#dicom/study.ts';
import { paneView, toPatient, type PaneView } from '#store/paneView.ts';
import { activeStudy } from '#store/studySlice.ts';
import { useStore, type Store } from '#store/store.ts';
import { FIT, visiblePanes, type PaneId } from '#store/view.ts';
import { isPhone } from '#ui/usePhone.ts';
import { takeLinkRequest } from './linkHere.ts';
import { prefetchOrder } from './prefetchOrder.ts';

function pictureOf(view: PaneView): Picture | null {
  const { stop, stack } = view;
  if (!stop) return null;
  if (stop.slice) return { kind: 'acquired', slice: stop.slice };
  return stack && stop.plane ? { kind: 'reformat', stack, plane: stop.plane, key: stop.key } : null;
}

type Told = { readonly view: PaneView; readonly window: Show['window']; readonly invert: boolean; readonly smooth: boolean };

/** Intents go to viewing, but for the one click that links a plane by hand. */
function act(intent: Intent): void {
  const pane = intent.pane as PaneId;
  const links = intent.kind === 'point' && intent.phase === 'start' && takeLinkRequest(pane);
  const point = links && toPatient(paneView(useStore.getState(), pane), intent.at);
  if (point) useStore.getState().linkFrames(pane, point);
  // A phone shows one plane already: there a double tap fits the image.
  else if (intent.kind === 'maximise' && isPhone()) useStore.getState().setFraming(pane, FIT);
  else handleIntent(intent);
}

export type BoundEngine = { readonly engine: Engine; readonly attach: AttachPane; unbind(): void };

/** Creates the engine and keeps it told. One at a time; `unbind` disposes it. */
export function bindEngine(): BoundEngine {
  const told = new Map<PaneId, Told>();
  const { getState } = useStore;

  const engine = createEngine({
    onIntent: act,
    onDrawn: (pane, key, gaps) => getState().setDrawn(pane as PaneId, { key, problem: null, gaps: gaps.length }),
    onFailed: (pane, key, problem) => getState().setDrawn(pane as PaneId, { key, problem, gaps: 0 }),
    onWindow: (pane, key, window) => {
      const view = paneView(getState(), pane as PaneId);
      if (view.series && view.stop?.key === key) getState().startWindow(view.series.uid, window);
    },
    onLoaded: (results: ReadonlyMap<SliceId, string | null>) => getState().addLoaded(results),
  });

  const tell = (state: Store): void => {
    for (const id of visiblePanes(state)) {
      const view = paneView(state, id);
      const uid = view.series?.uid;
      const now: Told = {
        view,
        window: uid && state.windows[uid]?.window,
        invert: uid ? (state.inverted[uid] ?? false) : false,
        smooth: state.smooth,
      };
      const last = told.get(id);
      if (last && last.view === now.view && last.window === now.window && last.invert === now.invert && last.smooth === now.smooth)
        continue;
      told.set(id, now);
      const picture = pictureOf(view);
      if (!picture || !view.view || !state.paneSizes[id]) engine.show(id, null);
      else {
        const moved = !last?.view.stop || last.view.stop.key !== pictureKey(picture);
        engine.show(id, {
          picture,
          invert: now.invert,
          smooth: now.smooth,
          view: view.view,
          sliceNumber: view.index + 1,
          ...(now.window ? { window: now.window } : {}),
          ...(moved && state.inputAt ? { inputAt: state.inputAt } : {}),
        });
      }
    }
  };

  const unsubscribes = [
    useStore.subscribe((state) => state, tell),
    useStore.subscribe(
      (state) => state.tool,
      (tool) => engine.setTool(tool),
      { fireImmediately: true },
    ),
    useStore.subscribe(
      (state) => (state.indexed ? activeStudy(state) : undefined),
      (study) => {
        if (study) engine.prefetch(prefetchOrder(getState()));
      },
      { fireImmediately: true },
    ),
  ];
  /** Observes the element's size, tells the store, and shows what is due again after a remount. */
  const attach: AttachPane = (pane, element) => {
    engine.attach(pane, element);
    told.delete(pane);
    const report = () => {
      const { clientWidth: widthPx, clientHeight: heightPx } = element;
      const known = getState().paneSizes[pane];
      const same = known?.widthPx === widthPx && known.heightPx === heightPx;
      if (widthPx && heightPx && !same) getState().setPaneSize(pane, { widthPx, heightPx });
    };
    report();
    tell(getState());
    const observer = new ResizeObserver(report);
    observer.observe(element);
    return () => {
      observer.disconnect();
      engine.detach(pane);
      told.delete(pane);
    };
  };
  return {
    engine,
    attach,
    unbind() {
      for (const unsubscribe of unsubscribes) unsubscribe();
      engine.dispose();
    },
  };
}
