import { useEffect, useEffectEvent, useRef, type DragEvent } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { Series, Slice } from '#dicom/study.ts';
import { useStore } from '#store/store.ts';
import { activeStudy, seriesLoads } from '#store/studySlice.ts';
import { visiblePanes } from '#store/view.ts';
import './rail.css';

export type RailProps = {
  /** Short name of what a series is ("T2 SAG"). */
  label(series: Series): string;
  /** MIME type that carries the series UID in a drag. */
  dragType: string;
  thumbnail(slice: Slice, sizePx: number): Promise<ImageBitmap | null>;
  /** Shows the series on the plane that suits it (or on the active one). */
  onShow(series: Series): void;
};

const THUMBNAIL_PX = 112;

function Thumbnail({ slice, thumbnail }: { slice: Slice; thumbnail: RailProps['thumbnail'] }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const indexed = useStore((state) => state.indexed);
  const picture = useEffectEvent(() => thumbnail(slice, THUMBNAIL_PX));
  useEffect(() => {
    // While headers still arrive the middle slice keeps changing, and the planes need the decoder more.
    if (!indexed) return;
    let gone = false;
    void picture().then((bitmap) => {
      if (gone || !bitmap || !canvas.current) return;
      canvas.current.width = bitmap.width;
      canvas.current.height = bitmap.height;
      canvas.current.getContext('bitmaprenderer')?.transferFromImageBitmap(bitmap);
    });
    return () => {
      gone = true;
    };
  }, [indexed]);
  return <canvas ref={canvas} className="rail-thumbnail" width="1" height="1" aria-hidden="true" />;
}

function LoadState({ series }: { series: Series }) {
  const { total, loaded, failed } = useStore(useShallow((state) => seriesLoads(series, state)));
  if (failed > 0) return <span className="rail-failed">{failed} failed</span>;
  return loaded >= total ? null : <span>{`${loaded} loaded`}</span>;
}

function SeriesButton({ series, shown, ...props }: { series: Series; shown: boolean } & RailProps) {
  const middle = series.slices[Math.floor((series.slices.length - 1) / 2)];
  const count = `${series.slices.length} image${series.slices.length === 1 ? '' : 's'}`;
  const name = [props.label(series), series.description].filter(Boolean).join(' ');
  const drag = (event: DragEvent) => {
    event.dataTransfer.setData(props.dragType, series.uid);
    event.dataTransfer.effectAllowed = 'copy';
  };
  return (
    <button
      type="button"
      className="rail-series"
      aria-pressed={shown}
      aria-label={`${name}, ${count}`}
      title={[name, series.weightingReason, ...series.warnings].filter(Boolean).join('\n')}
      data-series={series.uid}
      data-shows={series.anatomical}
      draggable
      onDragStart={drag}
      onClick={() => props.onShow(series)}
    >
      {middle && <Thumbnail key={middle.id} slice={middle} thumbnail={props.thumbnail} />}
      <span className="rail-facts">
        <span className="rail-label">{props.label(series)}</span>
        <span>{series.slices.length}</span>
      </span>
      <span className="rail-facts rail-dim">
        <span className="rail-description">{series.description || (series.number === undefined ? '' : `#${series.number}`)}</span>
        <LoadState series={series} />
      </span>
    </button>
  );
}

/** Every series of the study: what it is, how it is oriented, how much of it is loaded. Click or drag shows it on a plane. */
export function SeriesRail(props: RailProps) {
  const study = useStore(activeStudy);
  const shown = useStore(
    useShallow((state) =>
      visiblePanes(state).flatMap((id) => (state.panes[id].content.kind === 'empty' ? [] : state.panes[id].content.seriesUid)),
    ),
  );
  if (!study) return null;
  return (
    <nav className="rail" aria-label="Series">
      {study.series.map((series) => (
        <SeriesButton key={series.uid} series={series} shown={shown.includes(series.uid)} {...props} />
      ))}
    </nav>
  );
}
