import { useEffect, useRef, type DragEvent, type ReactNode } from 'react';
import { levelOfPane } from '#store/levels.ts';
import { useStore } from '#store/store.ts';
import { paneView, type PaneView } from '#store/paneView.ts';
import type { PaneId } from '#store/view.ts';
import { PlaneLines } from './PlaneLines.tsx';
import { PlaneNotice } from './PlaneNotice.tsx';
import { PlaneTexts } from './PlaneTexts.tsx';
import { ProbeReadout, type ValueAt } from './ProbeReadout.tsx';

/** Connects a pane's element to the engine; the returned function disconnects it. */
export type AttachPane = (pane: PaneId, element: HTMLElement) => () => void;

/** Type of a series dragged from the rail: its Series Instance UID. */
export const SERIES_DRAG = 'application/x-conus-series';

const NAMES = {
  sagittal: 'Sagittal',
  axial: 'Axial',
  coronal: 'Coronal',
  'sagittal-2': 'Second sagittal',
  'sagittal-3': 'Third sagittal',
} as const;

export type PlaneActions = {
  attach: AttachPane;
  onDropSeries(pane: PaneId, seriesUid: string): void;
  valueAt: ValueAt;
  /** What other features lay over the image: drawings, labels. */
  overlay?: (view: PaneView) => ReactNode;
};

/** One pane: the engine's canvas below, lines and texts above, and the marks that contract.md promises. */
export function Plane({ id, attach, onDropSeries, valueAt, overlay }: PlaneActions & { id: PaneId }) {
  const screen = useRef<HTMLDivElement>(null);
  const view = useStore((state) => paneView(state, id));
  const level = useStore((state) => levelOfPane(state, view)?.name);
  const drawn = useStore((state) => state.drawn[id]);
  const active = useStore((state) => state.activePane === id);
  useEffect(() => attach(id, screen.current!), [attach, id]);

  const { content } = view.pane;
  const onIt = view.stop && drawn?.key === view.stop.key;
  const problem = onIt ? drawn.problem : null;
  const state = content.kind === 'empty' || !view.stop ? 'empty' : !onIt ? 'loading' : problem ? 'failed' : 'ready';
  const drop = (event: DragEvent) => {
    const seriesUid = event.dataTransfer.getData(SERIES_DRAG);
    if (!seriesUid) return;
    event.preventDefault();
    event.stopPropagation();
    onDropSeries(id, seriesUid);
  };
  return (
    <section
      className="plane"
      role="region"
      aria-label={`${NAMES[id]} plane`}
      data-plane={id}
      data-shows={view.anatomical ?? id.split('-')[0]}
      data-state={state}
      data-series-uid={view.series?.uid}
      data-sop-uid={view.stop?.slice?.sopInstanceUid}
      data-slice={view.stop ? view.index + 1 : undefined}
      data-slices={view.stop ? view.stops.length : undefined}
      data-kind={view.stop ? (view.stop.slice ? 'acquired' : 'reconstructed') : undefined}
      data-linked={view.stop ? view.linked : undefined}
      data-level={level}
      data-active={active}
      onDragOver={(event) => event.dataTransfer.types.includes(SERIES_DRAG) && event.preventDefault()}
      onDrop={drop}
    >
      <div className="plane-screen" ref={screen} />
      {/* Where there is no image, lines would only cross out the reason. */}
      {view.stop && !problem && <PlaneLines view={view} />}
      {overlay?.(view)}
      <PlaneTexts view={view} />
      <PlaneNotice view={view} problem={problem} gaps={onIt ? drawn.gaps : 0} />
      <ProbeReadout view={view} valueAt={valueAt} />
    </section>
  );
}
