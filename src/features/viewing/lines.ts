/** Lines that a pane draws for the other panes, in its own CSS pixels. From DICOM geometry, so turns, zoom and pan cannot break them. */
import { referenceLine } from '#geometry/referenceLine.ts';
import type { CanvasPoint, PatientPoint } from '#geometry/points.ts';
import type { AnatomicalPlane } from '#geometry/orientation.ts';
import { cross, moveAlong, patientSum } from '#geometry/vector.ts';
import { toCanvas, type PaneView } from '#store/paneView.ts';
import type { FrameLink, PaneId } from '#store/view.ts';

export type DrawnLine = {
  readonly pane: PaneId;
  readonly anatomical: AnatomicalPlane | undefined;
  readonly from: CanvasPoint;
  readonly to: CanvasPoint;
  readonly current: boolean;
  /** 1-based number of the slice, shown at the first and last line. */
  readonly label: string | null;
};

/**
 * Reference lines of `other` on `shown`: the current slice only, or all slices of its series.
 * Panes in another frame of reference draw none, unless the reader linked the two: then points are moved by that link.
 */
export function linesOf(shown: PaneView, other: PaneView, all: boolean, links: Readonly<Record<string, FrameLink>>): readonly DrawnLine[] {
  const plane = shown.stop?.plane;
  if (!plane || !other.stop?.plane || !shown.linked || !other.linked) return [];
  const moved = (p: PatientPoint): PatientPoint => {
    const forward = links[other.frame!];
    if (shown.frame === other.frame) return p;
    if (forward?.to === shown.frame) return patientSum(p, forward.offset, 1);
    const backward = links[shown.frame!];
    return backward ? patientSum(p, backward.offset, -1) : p;
  };
  const last = other.stops.length - 1;
  const stops = all && other.stop.slice ? other.stops.map((stop, index) => ({ stop, index })) : [{ stop: other.stop, index: other.index }];
  return stops.flatMap(({ stop, index }) => {
    if (!stop.plane) return [];
    const inShownFrame = shown.frame === other.frame ? stop.plane : { ...stop.plane, origin: moved(stop.plane.origin) };
    const segment = referenceLine(plane, inShownFrame, stop.slabMm);
    if (!segment) return [];
    const [from, to] = segment.map((p) => toCanvas(shown, p)!) as [CanvasPoint, CanvasPoint];
    const label = all && (index === 0 || index === last) ? String(index + 1) : null;
    return { pane: other.id, anatomical: other.anatomical, from, to, current: index === other.index, label };
  });
}

export type Arm = { readonly anatomical: AnatomicalPlane; readonly x: number; readonly y: number };

/** The two other planes of a plane, and how each crosses its standard display while no such pane is on the screen. */
const CROSSINGS: Record<AnatomicalPlane, readonly Arm[]> = {
  sagittal: [
    { anatomical: 'axial', x: 1, y: 0 },
    { anatomical: 'coronal', x: 0, y: 1 },
  ],
  axial: [
    { anatomical: 'coronal', x: 1, y: 0 },
    { anatomical: 'sagittal', x: 0, y: 1 },
  ],
  coronal: [
    { anatomical: 'axial', x: 1, y: 0 },
    { anatomical: 'sagittal', x: 0, y: 1 },
  ],
};

/** Screen directions (unit length) of the cursor's arms: along the planes of the other panes where they are shown. */
export function cursorArms(shown: PaneView, others: readonly PaneView[]): readonly Arm[] {
  const { cursor, anatomical } = shown;
  const plane = shown.stop?.plane;
  if (!plane || !cursor || !anatomical) return [];
  const at = toCanvas(shown, cursor)!;
  return CROSSINGS[anatomical].map((usual) => {
    const other = others.find((each) => each.anatomical === usual.anatomical && each.linked)?.stop?.plane;
    if (!other) return usual;
    const end = toCanvas(shown, moveAlong(cursor, cross(plane.normal, other.normal), 1))!;
    const lengthPx = Math.hypot(end.x - at.x, end.y - at.y);
    return lengthPx > 0 ? { anatomical: usual.anatomical, x: (end.x - at.x) / lengthPx, y: (end.y - at.y) / lengthPx } : usual;
  });
}
