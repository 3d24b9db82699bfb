/** Which annotations a pane shows: its own slice's, and dashed those on the same plane of a linked series. */
import { signedDistanceMm } from '#geometry/plane.ts';
import type { CanvasPoint, PatientPoint } from '#geometry/points.ts';
import { acuteAngleDeg } from '#geometry/vector.ts';
import { canvasToPixel, pixelToCanvas } from '#geometry/viewTransform.ts';
import { patientToPixel, pixelToPatient } from '#geometry/plane.ts';
import type { Annotation } from '#spine/annotation.ts';
import { centreOf } from '#spine/annotationPoints.ts';
import type { PixelPoint } from '#geometry/points.ts';
import { cursorIn } from '#store/sync.ts';
import type { PaneView } from '#store/paneView.ts';
import type { ViewState } from '#store/view.ts';

type Links = ViewState['frameLinks'];

/** `own`: drawn on this very image (solid, and it can be changed here); else it lies on the same plane of another series (dashed). */
export type Shown = { readonly annotation: Annotation; readonly own: boolean };

/** Planes closer than this to parallel show each other's annotations. */
const PARALLEL_DEG = 10;

const inFrame = (point: PatientPoint, from: string | null, view: PaneView, links: Links): PatientPoint | null =>
  from === null ? null : cursorIn({ point, frame: from }, view.frame, links);

const centres = new WeakMap<Annotation, PatientPoint | null>();
function centre(annotation: Annotation): PatientPoint | null {
  let known = centres.get(annotation);
  if (known === undefined) centres.set(annotation, (known = centreOf(annotation)));
  return known;
}

function shownOn(view: PaneView, annotation: Annotation, links: Links): Shown | null {
  const { stop } = view;
  const { on, shape } = annotation;
  if (!stop) return null;
  if (on.sliceId !== null && on.sliceId === stop.slice?.id) return { annotation, own: true };
  const middle = centre(annotation);
  if (!stop.plane || !on.plane || !middle || shape.space !== 'patient') return null;
  const here = inFrame(middle, on.frame, view, links);
  if (!here) return null;
  const away = Math.abs(signedDistanceMm(stop.plane, here));
  if (stop.slice)
    return away <= stop.slabMm / 2 && acuteAngleDeg(stop.plane.normal, on.plane.normal) < PARALLEL_DEG ? { annotation, own: false } : null;
  // A reconstructed plane is thin: only what lies in it all along.
  const halfStep = Math.min(stop.plane.rowStepMm, stop.plane.columnStepMm) / 2;
  if (away > halfStep) return null;
  const inIt = shape.points.every((point) => Math.abs(signedDistanceMm(stop.plane!, inFrame(point, on.frame, view, links)!)) <= halfStep);
  return inIt ? { annotation, own: on.sliceId === null } : null;
}

type Memo = { readonly links: Links; readonly byStop: Map<string, readonly Shown[]> };
const remembered = new WeakMap<readonly Annotation[], Memo>();

/** Remembered for each image until the annotations or the reader's links change, so that scrolling back costs nothing. */
export function visibleOn(view: PaneView, annotations: readonly Annotation[], links: Links): readonly Shown[] {
  if (!view.stop) return [];
  let memo = remembered.get(annotations);
  if (!memo || memo.links !== links) remembered.set(annotations, (memo = { links, byStop: new Map() }));
  const key = `${view.frame} ${view.stop.key}`;
  let shown = memo.byStop.get(key);
  if (!shown) memo.byStop.set(key, (shown = annotations.flatMap((annotation) => shownOn(view, annotation, links) ?? [])));
  return shown;
}

/** Where an annotation's points lie on the pane; for another slice along the normal. Empty when it has no place there. */
export function onCanvas(view: PaneView, { shape, on }: Pick<Annotation, 'shape' | 'on'>, links: Links): readonly CanvasPoint[] {
  const { stop, view: transform } = view;
  if (!stop || !transform) return [];
  if (shape.space === 'pixel') return shape.points.map((pixel) => pixelToCanvas(transform, pixel));
  const { plane } = stop;
  if (!plane) return [];
  return shape.points.flatMap((point) => {
    const here = on.frame === view.frame ? point : inFrame(point, on.frame, view, links);
    return here ? pixelToCanvas(transform, patientToPixel(plane, here)) : [];
  });
}

/** The pixel of the image an annotation was drawn on that lies under a place of the pane which shows it as its own. */
export function pixelUnder(view: PaneView, { plane }: Annotation['on'], at: CanvasPoint): PixelPoint | null {
  if (!view.view) return null;
  const shown = canvasToPixel(view.view, at);
  return plane && view.stop?.plane && view.stop.plane !== plane ? patientToPixel(plane, pixelToPatient(view.stop.plane, shown)) : shown;
}
