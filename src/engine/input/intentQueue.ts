/** Sums what happens within one animation frame, so that the store hears of at most one intent of a kind per frame. */
import type { CanvasPoint } from '#geometry/points.ts';
import type { Intent, PaneId } from '#engine/engine.ts';

type Part<Kind extends Intent['kind']> = Omit<Extract<Intent, { kind: Kind }>, 'kind' | 'pane'>;

export type IntentQueue = {
  scroll(part: Part<'scroll'>): void;
  /** A moving point: only the latest place counts. */
  point(part: Omit<Part<'point'>, 'phase'>): void;
  window(part: Part<'window'>): void;
  pan(part: Part<'pan'>): void;
  zoom(part: Part<'zoom'>): void;
  probe(at: CanvasPoint | null): void;
  /** Sends what waits, then this, in order: for beginnings, ends and wheel steps, which must not wait. */
  send(intent: Intent): void;
  flush(): void;
  /** Forgets what waits. */
  dispose(): void;
};

export function createIntentQueue(pane: PaneId, emit: (intent: Intent) => void): IntentQueue {
  const waiting = new Map<Intent['kind'], Intent>();
  let request = 0;
  const flush = () => {
    cancelAnimationFrame(request);
    request = 0;
    const intents = [...waiting.values()];
    waiting.clear();
    intents.forEach(emit);
  };
  const put = (intent: Intent) => {
    waiting.set(intent.kind, intent);
    request ||= requestAnimationFrame(flush);
  };
  const former = <Kind extends Intent['kind']>(kind: Kind) => waiting.get(kind) as Extract<Intent, { kind: Kind }> | undefined;
  return {
    scroll({ steps, inputAt }) {
      const before = former('scroll');
      // The first event of the frame waited longest: latency counts from there.
      put({ kind: 'scroll', pane, steps: steps + (before?.steps ?? 0), inputAt: before?.inputAt ?? inputAt });
    },
    point({ at, inputAt }) {
      put({ kind: 'point', pane, at, phase: 'move', inputAt: former('point')?.inputAt ?? inputAt });
    },
    window({ dx, dy }) {
      const before = former('window');
      put({ kind: 'window', pane, dx: dx + (before?.dx ?? 0), dy: dy + (before?.dy ?? 0) });
    },
    pan({ dx, dy }) {
      const before = former('pan');
      put({ kind: 'pan', pane, dx: dx + (before?.dx ?? 0), dy: dy + (before?.dy ?? 0) });
    },
    zoom({ factor, at }) {
      put({ kind: 'zoom', pane, factor: factor * (former('zoom')?.factor ?? 1), at });
    },
    probe: (at) => put({ kind: 'probe', pane, at }),
    send(intent) {
      flush();
      emit(intent);
    },
    flush,
    dispose() {
      cancelAnimationFrame(request);
      request = 0;
      waiting.clear();
    },
  };
}
