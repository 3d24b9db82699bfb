/** A measurement group that another program wrote: each of its coordinates as a read-only drawing, the rest as text. */
import { pixelToPatient, type SlicePlane } from '#geometry/plane.ts';
import { patientPoint, pixelPoint, type PatientPoint } from '#geometry/points.ts';
import { sameCode } from '#dicom/code.ts';
import type { ContentItem, GraphicType } from '#dicom/contentItem.ts';
import { safeText } from '#dicom/text.ts';
import type { Slice, Study } from '#dicom/study.ts';
import type { Annotation, AnnotationKind, DrawnOn, Points } from '#spine/annotation.ts';
import { everyItem } from './annotationGroup.ts';
import { levelOfCode } from './levelCodes.ts';
import { CONCEPTS } from './reportCodes.ts';
import { findSlice } from './exportSource.ts';

type Located = Extract<ContentItem, { readonly type: 'SCOORD' | 'SCOORD3D' }>;
type Tuple = readonly number[];

/** Sites were coded in SNOMED RT before 2020 (PS3.16 annex O). */
const SITES = [CONCEPTS.site, { value: 'G-C0E3', scheme: 'SRT' }];

const located = (item: ContentItem): readonly Located[] => [
  ...(item.type === 'SCOORD' || item.type === 'SCOORD3D' ? [item] : []),
  ...item.children.flatMap(located),
];

const amount = (value: number): string => String(Number(value.toPrecision(6)));

/** "Length 12.3 mm" for each number, then the comments. */
function wordsOf(item: ContentItem): readonly string[] {
  const name = item.name?.meaning ?? '';
  const own =
    item.type === 'NUM'
      ? [item.measured ? `${name} ${amount(item.measured.value)} ${item.measured.unit.value}` : `${name} not stated`]
      : item.type === 'TEXT' && item.relationship === 'CONTAINS'
        ? [item.text]
        : item.type === 'CODE' && item.name && item.relationship === 'CONTAINS'
          ? [item.code.meaning]
          : [];
  return [...own, ...item.children.flatMap(wordsOf)].filter((text) => text !== '');
}

const siteOf = (group: ContentItem): readonly string[] =>
  group.children.flatMap((item) =>
    item.type === 'CODE' && item.name && SITES.some((site) => sameCode(site, item.name!)) ? [levelOfCode(item.code)] : [],
  );

/** "L4/5: Length 12.3 mm, anterior". */
const titleOf = (group: ContentItem): string =>
  safeText([siteOf(group).join(', '), wordsOf(group).join(', ')].filter(Boolean).join(': ')).slice(0, 1000);

const tuples = (data: readonly number[], size: 2 | 3): readonly Tuple[] =>
  Array.from({ length: Math.floor(data.length / size) }, (_, index) => data.slice(index * size, (index + 1) * size));

const same = (a: Tuple | undefined, b: Tuple | undefined): boolean =>
  a !== undefined && b !== undefined && a.every((value, i) => value === b[i]);

type Drawing = { readonly kind: AnnotationKind; readonly points: readonly Tuple[] };

/** Which drawing shows this graphic, with its points in our order; [] where none does. An open line of several parts is an angle or nothing of ours. */
function drawingsOf(graphic: GraphicType, points: readonly Tuple[], isAngle: boolean): readonly Drawing[] {
  switch (graphic) {
    case 'POINT':
    case 'MULTIPOINT':
      return points.map((point) => ({ kind: 'point', points: [point] }));
    case 'POLYGON':
    case 'POLYLINE':
      if (points.length > 3 && same(points[0], points.at(-1))) return [{ kind: 'freehand', points: points.slice(0, -1) }];
      if (points.length === 2) return [{ kind: 'length', points }];
      if (isAngle && points.length === 3) return [{ kind: 'angle', points }];
      return isAngle && points.length === 4 ? [{ kind: 'cobb', points }] : [];
    case 'ELLIPSE':
      return points.length === 4 ? [{ kind: 'ellipse', points }] : [];
    case 'CIRCLE': {
      const [centre, edge] = points;
      return centre?.length === 2 && edge ? [{ kind: 'ellipse', points: circle(centre, edge) }] : [];
    }
    case 'ELLIPSOID':
      return [];
  }
}

/** Ends of two axes of the circle on an image through `edge`. */
function circle(centre: Tuple, edge: Tuple): readonly Tuple[] {
  const [x = 0, y = 0] = centre;
  const [u, w] = [(edge[0] ?? x) - x, (edge[1] ?? y) - y];
  return [
    [x + u, y + w],
    [x - u, y - w],
    [x - w, y + u],
    [x + w, y - u],
  ];
}

const drawnOn = (slice: Slice, frame: string | null): DrawnOn => ({
  seriesUid: slice.seriesUid,
  sliceId: slice.id,
  sopInstanceUid: slice.sopInstanceUid,
  frame,
  plane: slice.frame.plane ?? null,
});

/** The slice that an item with image coordinates is selected from. */
function sliceOf(item: ContentItem, study: Study): Slice | undefined {
  const image = item.children.flatMap((child) => (child.type === 'IMAGE' ? [child.image] : []))[0];
  if (!image) return undefined;
  const ids = [`${image.sopInstanceUid}#${image.frame ?? 1}`, image.sopInstanceUid];
  return ids.map((id) => findSlice(study, id)?.slice).find((slice) => slice !== undefined);
}

const onPlane = (plane: SlicePlane | undefined, points: readonly Tuple[]): Points => {
  const pixels = points.map(([column = 0, row = 0]) => pixelPoint(column - 0.5, row - 0.5));
  return plane ? { space: 'patient', points: pixels.map((pixel) => pixelToPatient(plane, pixel)) } : { space: 'pixel', points: pixels };
};

const inPatient = (points: readonly Tuple[]): readonly PatientPoint[] => points.map(([x = 0, y = 0, z = 0]) => patientPoint(x, y, z));

/** Places an item on an image, or in a frame of reference that the study has. */
function placesOf(item: Located, study: Study, isAngle: boolean): readonly Pick<Annotation, 'kind' | 'shape' | 'on'>[] {
  if (item.type === 'SCOORD') {
    const slice = sliceOf(item, study);
    if (!slice) return [];
    const on = drawnOn(slice, slice.frameOfReferenceUid ?? `series ${slice.seriesUid}`);
    return drawingsOf(item.graphic, tuples(item.data, 2), isAngle).map(({ kind, points }) => ({
      kind,
      shape: onPlane(slice.frame.plane, points),
      on,
    }));
  }
  const series = study.series.find(({ frameOfReferenceUid }) => frameOfReferenceUid === item.frameOfReferenceUid);
  if (!series) return [];
  const on: DrawnOn = {
    seriesUid: series.uid,
    sliceId: null,
    sopInstanceUid: null,
    frame: item.frameOfReferenceUid,
    plane: null,
  };
  return drawingsOf(item.graphic, tuples(item.data, 3), isAngle).map(({ kind, points }) => ({
    kind,
    shape: { space: 'patient', points: inPatient(points) },
    on,
  }));
}

/** Coordinates that several numbers share are drawn once. */
const distinct = (items: readonly Located[]): readonly Located[] => [
  ...new Map(items.map((item) => [`${item.type} ${item.graphic} ${item.data.join(' ')}`, item])).values(),
];

export function foreignGroup(
  group: ContentItem,
  study: Study,
  idPrefix: string,
): { readonly annotations: readonly Annotation[]; readonly texts: readonly string[] } {
  const text = titleOf(group);
  const isAngle = everyItem(group).some((item) => item.type === 'NUM' && item.measured?.unit.value === 'deg');
  const places = distinct(located(group)).flatMap((item) => placesOf(item, study, isAngle));
  if (places.length === 0) return { annotations: [], texts: text === '' ? [] : [text] };
  return {
    annotations: places.map((place, index) => ({
      ...place,
      id: `${idPrefix} ${index}`.slice(-128),
      revision: 0,
      text,
      values: [],
      changedAt: 0,
      readOnly: true,
    })),
    texts: [],
  };
}
