/** Grayscale Softcopy Presentation State: how one series was shown, and what was drawn on it (PS3.3 section A.33.1). */
import type { ImageReference } from '../contentItem.ts';
import type { VoiWindow } from '../study.ts';
import { decimal } from './bytes.ts';
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

export type Presentation = {
  readonly subject: Subject;
  readonly issue: Issue;
  /** Content Description. */
  readonly description: string;
  /** All of one series; at least one. */
  readonly images: readonly ShownImage[];
  readonly window: VoiWindow | null;
  readonly inverted: boolean;
  /** Clockwise quarter turns, after a left-right flip of the stored image (PS3.3 section C.10.6). */
  readonly quarters: 0 | 1 | 2 | 3;
  readonly flipped: boolean;
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
          UnformattedTextValue: text.value.slice(0, MOST_TEXT),
          AnchorPointAnnotationUnits: 'PIXEL',
          AnchorPoint: text.at,
          AnchorPointVisibility: 'N',
        },
      ]
    : undefined,
  GraphicObjectSequence: graphics.length > 0 ? graphics.map(graphicObject) : undefined,
});

/** The whole image, scaled to fit; images of one size share an item (PS3.3 section C.10.4). */
const displayedAreas = (images: readonly ShownImage[]): readonly DataSet[] =>
  [...Map.groupBy(images, ({ rows, columns, spacingMm }) => [rows, columns, ...(spacingMm ?? [])].join(' ')).values()].map(
    (same, _, all) => {
      const { rows, columns, spacingMm } = same[0]!;
      return {
        ReferencedImageSequence: all.length > 1 ? imageItems(same) : undefined,
        DisplayedAreaTopLeftHandCorner: [1, 1],
        DisplayedAreaBottomRightHandCorner: [columns, rows],
        PresentationSizeMode: 'SCALE TO FIT',
        PresentationPixelSpacing: spacingMm ? spacingMm.map(decimal) : undefined,
        PresentationPixelAspectRatio: spacingMm ? undefined : [1, 1],
      };
    },
  );

export function writePresentation(presentation: Presentation): Uint8Array<ArrayBuffer> {
  const { subject, issue, images, window, drawings } = presentation;
  return fileOf({
    ...envelope(subject, issue, GRAYSCALE_SOFTCOPY_PRESENTATION_STATE, {
      modality: 'PR',
      number: 9003,
      description: 'Presentation states',
    }),
    ContentLabel: 'CONUS',
    ContentDescription: presentation.description.slice(0, 64),
    PresentationCreationDate: issue.date,
    PresentationCreationTime: issue.time,
    ContentCreatorName: '',
    ReferencedSeriesSequence: referencedSeriesItems(images),
    DisplayedAreaSelectionSequence: displayedAreas(images),
    ImageHorizontalFlip: presentation.flipped ? 'Y' : 'N',
    ImageRotation: presentation.quarters * 90,
    SoftcopyVOILUTSequence: window ? [{ WindowCenter: decimal(window.center), WindowWidth: decimal(window.width) }] : undefined,
    PresentationLUTShape: presentation.inverted ? 'INVERSE' : 'IDENTITY',
    ...(drawings.length > 0 && {
      GraphicAnnotationSequence: drawings.map(annotation),
      GraphicLayerSequence: [{ GraphicLayer: LAYER, GraphicLayerOrder: 1 }],
    }),
  });
}
