/** How the cursor and the panes move together (handbook geometry). Pure: state in, state out. */
import { nearestSlice, scrollCursor } from '#geometry/nearest.ts';
import type { PatientPoint, Vec3 } from '#geometry/points.ts';
import { planeCentre, rectangleContains, signedDistanceMm, type SlicePlane } from '#geometry/plane.ts';
import { acuteAngleDeg, patientSum } from '#geometry/vector.ts';
import type { Study } from '#dicom/study.ts';
import { contentAt, paneStops, type PaneStops } from './stops.ts';
import type { Cursor, Pane, PaneId, ViewState } from './view.ts';

/** Planes closer to parallel than this follow each other when scrolled (the same limit below which no reference line is drawn). */
const PARALLEL_DEG = 10;
/** Slices of one block, apart from rounding and a table's tilt. */
const ONE_BLOCK_DEG = 1;
/** Slices further from square to the canal run along it: no block is meant for a level. */
const ACROSS_DEG = 45;

type Panes = ViewState['panes'];
type Links = ViewState['frameLinks'];

/** The cursor's position in another frame: the same point, moved by the reader's own link, or null when not linked. */
export function cursorIn(cursor: Cursor | null, frame: string | null, links: Links): PatientPoint | null {
  if (!cursor || frame === null) return null;
  if (cursor.frame === frame) return cursor.point;
  const forward = links[cursor.frame];
  if (forward?.to === frame) return patientSum(cursor.point, forward.offset, 1);
  const backward = links[frame];
  if (backward?.to === cursor.frame) return patientSum(cursor.point, backward.offset, -1);
  return null;
}

const planesOf = (at: PaneStops): readonly (SlicePlane | undefined)[] => at.stops.map((stop) => stop.plane);

/**
 * `pane` showing the stop nearest to `cursor`; unchanged when not linked or without geometry. With `canal` (its direction at a level)
 * blocks at an angle to each other are told apart: of the slices whose slab holds the cursor, those most nearly across it are taken.
 */
export function paneNearest(study: Study | undefined, pane: Pane, cursor: Cursor | null, links: Links, canal?: Vec3): Pane {
  const at = paneStops(study, pane.content);
  const point = cursorIn(cursor, at.frame, links);
  if (!point) return pane;
  const planes = canal ? planesAcross(at, point, canal) : planesOf(at);
  const nearest = nearestSlice(planes, point, at.index < 0 ? undefined : at.index, canal);
  if (!nearest || nearest.index === at.index) return pane;
  return { ...pane, content: contentAt(pane.content, at.stops, nearest.index) };
}

/** The stops' planes without those of blocks angled for another level; all of them where none is across the canal. */
function planesAcross(at: PaneStops, point: PatientPoint, canal: Vec3): readonly (SlicePlane | undefined)[] {
  const angles = at.stops.map(({ plane, slabMm }) => {
    const holds = plane && Math.abs(signedDistanceMm(plane, point)) <= slabMm / 2 && rectangleContains(plane, point);
    return holds ? acuteAngleDeg(plane.normal, canal) : Infinity;
  });
  const least = Math.min(...angles);
  if (least > ACROSS_DEG) return planesOf(at);
  return at.stops.map(({ plane }, index) => (angles[index]! <= least + ONE_BLOCK_DEG ? plane : undefined));
}

/** Every pane but `except` at the stop nearest to the cursor. */
export function panesNearest(
  study: Study | undefined,
  panes: Panes,
  cursor: Cursor | null,
  links: Links,
  except?: PaneId,
  canal?: Vec3,
): Panes {
  const entries = Object.entries(panes) as [PaneId, Pane][];
  return Object.fromEntries(
    entries.map(([id, pane]) => [id, id === except ? pane : paneNearest(study, pane, cursor, links, canal)]),
  ) as Panes;
}

/**
 * Scrolls one pane to stop `index`: the cursor moves along that plane's normal, panes parallel to it follow, the others keep their slice.
 * A pane that is not linked scrolls alone.
 */
export function scrollPane(study: Study | undefined, view: ViewState, id: PaneId, index: number): Pick<ViewState, 'panes' | 'cursor'> {
  const { panes, cursor, frameLinks } = view;
  const pane = panes[id];
  const at = paneStops(study, pane.content);
  const target = Math.max(0, Math.min(at.stops.length - 1, index));
  const scrolled: Panes = { ...panes, [id]: { ...pane, content: contentAt(pane.content, at.stops, target) } };
  const from = at.stops[at.index]?.plane;
  const to = at.stops[target]?.plane;
  if (!from || !to || at.frame === null) return { panes: scrolled, cursor };
  const here = cursorIn(cursor, at.frame, frameLinks);
  if (cursor && !here) return { panes: scrolled, cursor };
  const moved: Cursor = { point: scrollCursor(here ?? planeCentre(from), from, to), frame: at.frame };
  const followers = (Object.entries(scrolled) as [PaneId, Pane][]).map(([other, otherPane]): [PaneId, Pane] => {
    if (other === id) return [other, otherPane];
    const stops = paneStops(study, otherPane.content);
    const shown = stops.stops[stops.index]?.plane;
    const parallel = shown && acuteAngleDeg(shown.normal, to.normal) < PARALLEL_DEG;
    return [other, parallel ? paneNearest(study, otherPane, moved, frameLinks) : otherPane];
  });
  return { panes: Object.fromEntries(followers) as Panes, cursor: moved };
}

/** Puts the cursor at `point` on pane `id` (which keeps its slice); every linked pane shows the slice nearest to it. */
export function pointAt(study: Study | undefined, view: ViewState, id: PaneId, point: PatientPoint): Pick<ViewState, 'panes' | 'cursor'> {
  const at = paneStops(study, view.panes[id].content);
  if (at.frame === null) return { panes: view.panes, cursor: view.cursor };
  const cursor: Cursor = { point, frame: at.frame };
  return { panes: panesNearest(study, view.panes, cursor, view.frameLinks, id), cursor };
}
