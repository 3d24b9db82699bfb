/** The places a pane can scroll to: acquired slices in reading order, or the planes of a reformat. Derived, never stored. */
import type { SlicePlane } from '#geometry/plane.ts';
import type { AnatomicalPlane } from '#geometry/orientation.ts';
import { orthogonalReformat } from '#geometry/reformat.ts';
import type { Series, Slice, Stack, Study } from '#dicom/study.ts';
import type { PaneContent } from './view.ts';

export type Stop = {
  readonly key: string;
  readonly plane: SlicePlane | undefined;
  readonly slice: Slice | undefined;
  /** Half of this on either side belongs to the stop: the stack's spacing, else the slice's thickness. */
  readonly slabMm: number;
};

export type PaneStops = {
  readonly series: Series | undefined;
  readonly stack: Stack | undefined;
  readonly stops: readonly Stop[];
  /** Position in `stops`; -1 when there is nothing to show. */
  readonly index: number;
  readonly frame: string | null;
};

const NOTHING: PaneStops = { series: undefined, stack: undefined, stops: [], index: -1, frame: null };

/** Keys the coordinate system a slice lives in. Without a Frame of Reference UID a series is linked to nothing but itself. */
export const frameKey = (slice: Slice): string => slice.frameOfReferenceUid ?? `series ${slice.seriesUid}`;

const acquiredStops = new WeakMap<Series, readonly Stop[]>();
function stopsOfSeries(series: Series): readonly Stop[] {
  let stops = acquiredStops.get(series);
  if (!stops) {
    stops = series.stacks.flatMap((stack) =>
      stack.slices.map((slice) => ({
        key: slice.id,
        plane: slice.frame.plane,
        slice,
        slabMm: Math.max(stack.spacingMm ?? 0, slice.frame.thicknessMm ?? 0),
      })),
    );
    acquiredStops.set(series, stops);
  }
  return stops;
}

const reformatStops = new WeakMap<Stack, Partial<Record<AnatomicalPlane, readonly Stop[]>>>();
function stopsOfReformat(stack: Stack, anatomical: AnatomicalPlane): readonly Stop[] {
  const known = reformatStops.get(stack) ?? {};
  let stops = known[anatomical];
  if (!stops) {
    const planes = stack.slices.flatMap((slice) => slice.frame.plane ?? []);
    stops = orthogonalReformat(planes, anatomical).map((plane, index) => ({
      key: `${stack.id} ${anatomical} ${index}`,
      plane,
      slice: undefined,
      slabMm: Math.min(plane.rowStepMm, plane.columnStepMm),
    }));
    reformatStops.set(stack, { ...known, [anatomical]: stops });
  }
  return stops;
}

export const findSeries = (study: Study | undefined, uid: string): Series | undefined => study?.series.find((series) => series.uid === uid);

/** Everything a pane with this content can scroll through in this study. */
export function paneStops(study: Study | undefined, content: PaneContent): PaneStops {
  if (content.kind === 'empty') return NOTHING;
  const series = findSeries(study, content.seriesUid);
  if (!series) return NOTHING;
  if (content.kind === 'acquired') {
    const stops = stopsOfSeries(series);
    const index = stops.findIndex((stop) => stop.key === content.sliceId);
    const slice = stops[index]?.slice;
    const stack = slice && series.stacks.find((candidate) => candidate.slices.includes(slice));
    return { series, stack, stops, index, frame: slice ? frameKey(slice) : null };
  }
  const stack = series.stacks.find((candidate) => candidate.id === content.stackId);
  if (!stack?.slices[0]) return NOTHING;
  const stops = stopsOfReformat(stack, content.anatomical);
  return { series, stack, stops, index: Math.min(content.index, stops.length - 1), frame: frameKey(stack.slices[0]) };
}

/** The same content at another stop. */
export function contentAt(content: PaneContent, stops: readonly Stop[], index: number): PaneContent {
  const stop = stops[index];
  if (!stop || content.kind === 'empty') return content;
  return content.kind === 'acquired' ? { ...content, sliceId: stop.slice!.id } : { ...content, index };
}
