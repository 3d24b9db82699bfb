/** Which labels show on a pane, and where. */
import { canvasPoint, type CanvasPoint, type Vec3 } from '#geometry/points.ts';
import { signedDistanceMm } from '#geometry/plane.ts';
import { moveAlong, vec3 } from '#geometry/vector.ts';
import type { AnatomicalPlane } from '#geometry/orientation.ts';
import type { LevelLabel } from '#spine/level.ts';
import { levelsIn } from '#store/levels.ts';
import { toCanvas, type PaneView } from '#store/paneView.ts';
import type { Store } from '#store/store.ts';

export type Tag = {
  readonly label: LevelLabel;
  /** The label's point. */
  readonly dot: CanvasPoint;
  /** Where its name stands, beside the anatomy. */
  readonly name: CanvasPoint;
  /** Whether the slice passes through the label; false: it lies in front of it or behind. */
  readonly through: boolean;
};

/** Along the spine a slice anywhere through the bodies shows their levels. */
const NEAR_MM = 25;
/** The name stands off the body: in front of it on sagittal planes, to the patient's right on the others. */
const BESIDE: Readonly<Record<AnatomicalPlane, { readonly towards: Vec3; readonly mm: number }>> = {
  sagittal: { towards: vec3(0, -1, 0), mm: 27 },
  coronal: { towards: vec3(-1, 0, 0), mm: 34 },
  axial: { towards: vec3(-1, 0, 0), mm: 36 },
};
const EDGE_PX = 6;

/** Labels of the pane's frame (or one linked to it) that belong on the slice shown, in no order. */
export function tagsOf(state: Pick<Store, 'marks' | 'frameLinks'>, view: PaneView): readonly Tag[] {
  const { stop, anatomical, frame } = view;
  if (!stop?.plane || !anatomical || frame === null) return [];
  const { plane, slabMm } = stop;
  const { towards, mm } = BESIDE[anatomical];
  return levelsIn(state, frame).labels.flatMap((label): Tag[] => {
    const offMm = Math.abs(signedDistanceMm(plane, label.point));
    const through = offMm <= slabMm / 2;
    if (!through && (anatomical === 'axial' || offMm > NEAR_MM)) return [];
    const dot = toCanvas(view, label.point);
    const name = toCanvas(view, moveAlong(label.point, towards, mm));
    if (!dot || !name) return [];
    const { widthPx, heightPx } = view.size;
    if (dot.x < 0 || dot.y < 0 || dot.x > widthPx || dot.y > heightPx) return [];
    return [{ label, dot, name: canvasPoint(Math.min(widthPx - EDGE_PX, Math.max(EDGE_PX, name.x)), name.y), through }];
  });
}
