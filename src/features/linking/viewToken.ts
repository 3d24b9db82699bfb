/**
 * The exact view as a short token: layout, planes, slices, cursor, windows, zoom and turns, defaults left out.
 * It carries no patient data: series, slices, studies and frames are named by a 32-bit hash of their UID, which says nothing without the study.
 */
import * as v from 'valibot';
import { patientPoint } from '#geometry/points.ts';
import { vec3 } from '#geometry/vector.ts';
import type { Series, SeriesUid, Study } from '#dicom/study.ts';
import { frameKey } from '#store/stops.ts';
import { ALL_PANES, FIT, LAYOUTS, UPRIGHT } from '#store/view.ts';
import type { Layout, Pane, PaneContent, PaneId, SeriesWindow, UserTurn, ViewState } from '#store/view.ts';

/** FNV-1a, 32 bit, in base 36. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(36);
}

const finite = v.pipe(v.number(), v.finite());
const hash = v.pipe(v.string(), v.maxLength(8));
const triple = v.tuple([finite, finite, finite]);
const pane = v.object({
  /** Series, and slice or (stack, plane, index) for a reformat. */
  s: v.optional(hash),
  i: v.optional(hash),
  r: v.optional(v.tuple([hash, v.picklist(['sagittal', 'axial', 'coronal']), v.pipe(v.number(), v.integer(), v.minValue(0))])),
  z: v.optional(v.pipe(finite, v.minValue(1e-4), v.maxValue(1e4))),
  p: v.optional(v.tuple([finite, finite])),
  q: v.optional(v.picklist([1, 2, 3])),
  f: v.optional(v.literal(1)),
});
const token = v.object({
  v: v.literal(1),
  s: hash,
  l: v.optional(v.picklist(Object.keys(LAYOUTS) as Layout[])),
  m: v.optional(v.picklist(ALL_PANES)),
  a: v.optional(v.picklist(ALL_PANES)),
  p: v.record(v.picklist(ALL_PANES), pane),
  c: v.optional(v.tuple([finite, finite, finite, hash])),
  w: v.optional(v.record(hash, v.tuple([finite, v.pipe(finite, v.minValue(1e-6))]))),
  n: v.optional(v.array(hash)),
  k: v.optional(v.array(v.tuple([hash, hash, triple]))),
});
type Token = v.InferOutput<typeof token>;

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

function packPane({ content, framing, turn }: Pane): v.InferOutput<typeof pane> {
  const { x, y } = framing.panMm;
  return {
    ...(content.kind === 'empty' ? {} : { s: shortHash(content.seriesUid) }),
    ...(content.kind === 'acquired' ? { i: shortHash(content.sliceId) } : {}),
    ...(content.kind === 'reformat' ? { r: [shortHash(content.stackId), content.anatomical, content.index] } : {}),
    ...(framing.pxPerMm === 'fit' ? {} : { z: round(framing.pxPerMm, 4) }),
    ...(x || y ? { p: [round(x, 2), round(y, 2)] } : {}),
    ...(turn.quarters ? { q: turn.quarters } : {}),
    ...(turn.flip ? { f: 1 as const } : {}),
  };
}

const changed = ({ window, initial }: SeriesWindow): boolean => window.center !== initial.center || window.width !== initial.width;

/** Token of a view of this study. */
export function printView(study: Study, view: ViewState): string {
  const windows = (Object.entries(view.windows) as [SeriesUid, SeriesWindow][]).filter(([, each]) => changed(each));
  const inverted = (Object.entries(view.inverted) as [SeriesUid, boolean][]).filter(([, on]) => on);
  const links = Object.entries(view.frameLinks);
  const packed: Token = {
    v: 1,
    s: shortHash(study.uid),
    ...(view.layout === 'planes' ? {} : { l: view.layout }),
    ...(view.maximised ? { m: view.maximised } : {}),
    ...(view.activePane === 'sagittal' ? {} : { a: view.activePane }),
    p: Object.fromEntries(ALL_PANES.map((id) => [id, packPane(view.panes[id])])) as Token['p'],
    ...(view.cursor
      ? { c: [round(view.cursor.point.x, 2), round(view.cursor.point.y, 2), round(view.cursor.point.z, 2), shortHash(view.cursor.frame)] }
      : {}),
    ...(windows.length
      ? { w: Object.fromEntries(windows.map(([uid, { window: w }]) => [shortHash(uid), [round(w.center, 2), round(w.width, 2)]])) }
      : {}),
    ...(inverted.length ? { n: inverted.map(([uid]) => shortHash(uid)) } : {}),
    ...(links.length
      ? { k: links.map(([from, { to, offset: o }]) => [shortHash(from), shortHash(to), [round(o.x, 2), round(o.y, 2), round(o.z, 2)]]) }
      : {}),
  };
  return btoa(JSON.stringify(packed)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

export type ParsedView = { readonly view: Partial<ViewState> } | { readonly problem: string };

function unpack(text: string): Token | null {
  try {
    const parsed = v.safeParse(token, JSON.parse(atob(text.replaceAll('-', '+').replaceAll('_', '/'))));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

function contentOf(study: Study, packed: v.InferOutput<typeof pane>): PaneContent | null {
  const series = study.series.find((each) => shortHash(each.uid) === packed.s);
  if (!series) return null;
  if (packed.r) {
    const [stackHash, anatomical, index] = packed.r;
    const stack = series.stacks.find((each) => shortHash(each.id) === stackHash);
    return stack ? { kind: 'reformat', seriesUid: series.uid, stackId: stack.id, anatomical, index } : null;
  }
  const slice = series.slices.find((each) => shortHash(each.id) === packed.i);
  return slice ? { kind: 'acquired', seriesUid: series.uid, sliceId: slice.id } : null;
}

/** Keys of every frame of reference in the study, by hash. */
const framesOf = (study: Study): Map<string, string> =>
  new Map(
    study.series.flatMap((series: Series) => series.slices.map((slice): [string, string] => [shortHash(frameKey(slice)), frameKey(slice)])),
  );

/**
 * The view of a token, for the study that is open. A problem (in words for a person) when it is malformed or made on another study;
 * parts that this study does not have keep what `now` shows.
 */
export function parseView(text: string, study: Study, now: ViewState): ParsedView {
  const packed = unpack(text);
  if (!packed) return { problem: 'The link to this view is damaged, so the study opened at its usual start.' };
  if (packed.s !== shortHash(study.uid)) return { problem: 'The link was made on another study, so this one opened at its usual start.' };
  const frames = framesOf(study);
  const seriesByHash = new Map(study.series.map((series) => [shortHash(series.uid), series.uid]));
  const panes = Object.fromEntries(
    ALL_PANES.map((id): [PaneId, Pane] => {
      const each = packed.p[id];
      if (!each) return [id, now.panes[id]];
      const turn: UserTurn = { quarters: each.q ?? UPRIGHT.quarters, flip: each.f === 1 };
      const framing = { pxPerMm: each.z ?? FIT.pxPerMm, panMm: each.p ? { x: each.p[0], y: each.p[1] } : FIT.panMm };
      return [id, { content: contentOf(study, each) ?? now.panes[id].content, framing, turn }];
    }),
  ) as Record<PaneId, Pane>;
  const windows: Record<SeriesUid, SeriesWindow> = Object.fromEntries(
    (Object.entries(now.windows) as [SeriesUid, SeriesWindow][]).map(([uid, each]) => [uid, { ...each, window: each.initial }]),
  );
  for (const [key, [center, width]] of Object.entries(packed.w ?? {})) {
    const uid = seriesByHash.get(key);
    if (uid) windows[uid] = { window: { center, width }, initial: windows[uid]?.initial ?? { center, width } };
  }
  const frame = packed.c && frames.get(packed.c[3]);
  return {
    view: {
      layout: packed.l ?? 'planes',
      maximised: packed.m ?? null,
      activePane: packed.a ?? 'sagittal',
      panes,
      windows,
      inverted: Object.fromEntries((packed.n ?? []).flatMap((key) => (seriesByHash.has(key) ? [[seriesByHash.get(key)!, true]] : []))),
      cursor: packed.c && frame ? { point: patientPoint(packed.c[0], packed.c[1], packed.c[2]), frame } : null,
      frameLinks: Object.fromEntries(
        (packed.k ?? []).flatMap(([from, to, [x, y, z]]) => {
          const [a, b] = [frames.get(from), frames.get(to)];
          return a && b ? [[a, { to: b, offset: vec3(x, y, z) }]] : [];
        }),
      ),
    },
  };
}
