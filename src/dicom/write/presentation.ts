/** Grayscale Softcopy Presentation State: how series were shown, and what was drawn on them (PS3.3 section A.33.1). */
import { composeTurns, flipTurn } from '#geometry/orientation.ts';
import type { Turn } from '#geometry/viewTransform.ts';
import type { ImageReference } from '../contentItem.ts';
import type { VoiWindow } from '../study.ts';
import { decimal } from './bytes.ts';
import { textLines } from './content.ts';
import { fileOf, type DataSet } from './dataSet.ts';
import { envelope, type Issue, type Subject } from './envelope.ts';
import { imageItems, referencedSeriesItems, type EvidenceImage } from './evidence.ts';

const GRAYSCALE_SOFTCOPY_PRESENTATION_STATE = '1.2.840.10008.5.1.4.1.1.11.1';
const LAYER = 'READER';
const MOST_TEXT = 1024;

/** Column and row from the outer corner of the first pixel, whose centre is 0.5, 0.5 (PS3.3 section C.10.5). */
export type GraphicPoint = readonly [column: number, row: number];
export type Graphic = { readonly type: 'POINT' | 'POLYLINE' | 'ELLIPSE'; readonly points: readonly GraphicPoint[] };
export type Drawing = {
  readonly image: ImageReference;
  readonly graphics: readonly Graphic[];
  /** Written beside `at`. */
  readonly text: { readonly value: string; readonly at: GraphicPoint } | null;
};

/** An image and its size in pixels. */
export type ShownImage = EvidenceImage & {
  readonly rows: number;
  readonly columns: number;
  readonly spacingMm: readonly [number, number] | null;
};

/** Images of one series; `window` null: as each image says. */
export type ShownSeries = { readonly images: readonly ShownImage[]; readonly window: VoiWindow | null };

export type Presentation = {
  readonly subject: Subject;
  readonly issue: Issue;
  /** Content Description. */
  readonly description: string;
  /** At least one series, each with at least one image. */
  readonly series: readonly ShownSeries[];
  readonly inverted: boolean;
  /** Of all series. */
  readonly turn: Turn;
  readonly drawings: readonly Drawing[];
};

const graphicObject = ({ type, points }: Graphic): DataSet => ({
  GraphicAnnotationUnits: 'PIXEL',
  GraphicDimensions: 2,
  NumberOfGraphicPoints: points.length,
  GraphicData: points.flat(),
  GraphicType: type,
  GraphicFilled: type === 'POINT' ? undefined : 'N',
});

const annotation = ({ image, graphics, text }: Drawing): DataSet => ({
  ReferencedImageSequence: imageItems([image]),
  GraphicLayer: LAYER,
  TextObjectSequence: text
    ? [
        {
          UnformattedTextValue: textLines(text.value.slice(0, MOST_TEXT)),
          AnchorPointAnnotationUnits: 'PIXEL',
          AnchorPoint: text.at,
          AnchorPointVisibility: 'N',
        },
      ]
    : undefined,
  GraphicObjectSequence: graphics.length > 0 ? graphics.map(graphicObject) : undefined,
});

const QUARTER: Turn = { transpose: true, mirrorX: true, mirrorY: false };
const same = (a: Turn, b: Turn): boolean => a.transpose === b.transpose && a.mirrorX === b.mirrorX && a.mirrorY === b.mirrorY;

/** Clockwise quarter turns, then a left-right flip (PS3.3 section C.10.6): the eight turns are the eight such pairs. */
export function quartersAndFlip(turn: Turn): { readonly quarters: 0 | 1 | 2 | 3; readonly flipped: boolean } {
  for (const flipped of [false, true]) {
    let made: Turn = { transpose: false, mirrorX: false, mirrorY: false };
    for (const quarters of [0, 1, 2, 3] as const) {
      if (same(flipped ? flipTurn(made) : made, turn)) return { quarters, flipped };
      made = composeTurns(made, QUARTER);
    }
  }
  throw new Error('every turn is some quarter turns and a flip');
}

/** Pixel (1-based) that a turned image shows at its top left, or at its bottom right. */
function cornerOf(turn: Turn, { rows, columns }: ShownImage, last: boolean): readonly [column: number, row: number] {
  const [acrossMirrored, downMirrored] = turn.transpose ? [turn.mirrorY, turn.mirrorX] : [turn.mirrorX, turn.mirrorY];
  return [acrossMirrored === last ? 1 : columns, downMirrored === last ? 1 : rows];
}

/** The whole image, scaled to fit; images of one size share an item (PS3.3 section C.10.4). */
const displayedAreas = (images: readonly ShownImage[], turn: Turn): readonly DataSet[] =>
  [...Map.groupBy(images, ({ rows, columns, spacingMm }) => [rows, columns, ...(spacingMm ?? [])].join(' ')).values()].map(
    (alike, _, all) => {
      const { spacingMm } = alike[0]!;
      return {
        ReferencedImageSequence: all.length > 1 ? imageItems(alike) : undefined,
        DisplayedAreaTopLeftHandCorner: cornerOf(turn, alike[0]!, false),
        DisplayedAreaBottomRightHandCorner: cornerOf(turn, alike[0]!, true),
        PresentationSizeMode: 'SCALE TO FIT',
        PresentationPixelSpacing: spacingMm ? spacingMm.map(decimal) : undefined,
        PresentationPixelAspectRatio: spacingMm ? undefined : [1, 1],
      };
    },
  );

export function writePresentation(presentation: Presentation): Uint8Array<ArrayBuffer> {
  const { subject, issue, series, turn, drawings } = presentation;
  const { quarters, flipped } = quartersAndFlip(turn);
  const images = series.flatMap((each) => each.images);
  const windowed = series.flatMap(({ images: members, window }) => (window ? [{ members, window }] : []));
  return fileOf({
    ...envelope(subject, issue, GRAYSCALE_SOFTCOPY_PRESENTATION_STATE, {
      modality: 'PR',
      number: 9003,
      description: 'Presentation states',
    }),
    Laterality: '',
    ContentLabel: 'CONUS',
    ContentDescription: presentation.description.slice(0, 64),
    PresentationCreationDate: issue.date,
    PresentationCreationTime: issue.time,
    ContentCreatorName: '',
    ReferencedSeriesSequence: referencedSeriesItems(images),
    DisplayedAreaSelectionSequence: displayedAreas(images, turn),
    ImageHorizontalFlip: flipped ? 'Y' : 'N',
    ImageRotation: quarters * 90,
    ...(windowed.length > 0 && {
      SoftcopyVOILUTSequence: windowed.map(({ members, window }) => ({
        ReferencedImageSequence: series.length > 1 ? imageItems(members) : undefined,
        WindowCenter: decimal(window.center),
        WindowWidth: decimal(window.width),
      })),
    }),
    PresentationLUTShape: presentation.inverted ? 'INVERSE' : 'IDENTITY',
    ...(drawings.length > 0 && {
      GraphicAnnotationSequence: drawings.map(annotation),
      GraphicLayerSequence: [{ GraphicLayer: LAYER, GraphicLayerOrder: 1 }],
    }),
  });
}
