/**
 * What the rest of the program may ask of the drawing engine. Which viewport, canvas or worker serves is the engine's secret.
 * The engine reports intents and facts; it never decides which slice is shown.
 */
import type { CanvasPoint } from '#geometry/points.ts';
import type { SlicePlane } from '#geometry/plane.ts';
import type { Slice, SliceId, SourceId, Stack, VoiWindow } from '#dicom/study.ts';
import type { ImageValues } from '#spine/regionValues.ts';
import type { ViewTransform } from '#geometry/viewTransform.ts';

/** Names one place on the screen that shows images ("sagittal", "axial", "coronal", "sagittal-2", ...). */
export type PaneId = string;

/** What a pane shall show. */
export type Picture =
  | { readonly kind: 'acquired'; readonly slice: Slice }
  | { readonly kind: 'reformat'; readonly stack: Stack; readonly plane: SlicePlane; readonly key: string };

export type Show = {
  readonly picture: Picture;
  /** Undefined: the engine uses the header's window, else the 1st..99th percentile of the image, and reports it by `onWindow`. */
  readonly window?: VoiWindow;
  readonly invert: boolean;
  readonly smooth: boolean;
  /** Pixel -> CSS pixel mapping of the pane. */
  readonly view: ViewTransform;
  /** `event.timeStamp` of the input that led here, to measure `conus:slice`; undefined when none did. */
  readonly inputAt?: number;
  /** 1-based position of the slice in its series, for the detail of `conus:slice`. */
  readonly sliceNumber?: number;
};

/** Identity of a picture's pixels: the slice id, or the reformat's key. */
export const pictureKey = (picture: Picture): string => (picture.kind === 'acquired' ? picture.slice.id : picture.key);

/** What a hand did on a pane, coalesced to at most one of a kind per animation frame. */
export type Intent =
  | { readonly kind: 'scroll'; readonly pane: PaneId; readonly steps: number; readonly inputAt: number }
  | {
      readonly kind: 'point';
      readonly pane: PaneId;
      readonly at: CanvasPoint;
      readonly phase: 'start' | 'move' | 'end';
      readonly inputAt: number;
    }
  | { readonly kind: 'window'; readonly pane: PaneId; readonly dx: number; readonly dy: number }
  | { readonly kind: 'pan'; readonly pane: PaneId; readonly dx: number; readonly dy: number }
  | { readonly kind: 'zoom'; readonly pane: PaneId; readonly factor: number; readonly at: CanvasPoint }
  | { readonly kind: 'probe'; readonly pane: PaneId; readonly at: CanvasPoint | null }
  | { readonly kind: 'activate'; readonly pane: PaneId }
  | { readonly kind: 'maximise'; readonly pane: PaneId };

/** What the primary button / one finger does. */
export type PrimaryTool = 'cursor' | 'scroll' | 'window' | 'pan' | 'zoom' | 'probe' | 'magnify';

export type EngineReports = {
  onIntent(intent: Intent): void;
  /** The picture with this key is on the pane's canvas now. `gaps`: slices that a reformat needed but that could not be decoded; it is dark there. */
  onDrawn(pane: PaneId, key: string, gaps: readonly SliceId[]): void;
  /** The picture cannot be drawn; the pane's canvas is blank (never the picture before it). */
  onFailed(pane: PaneId, key: string, reason: string): void;
  /** Window used for a series whose `window` was undefined. */
  onWindow(pane: PaneId, key: string, window: VoiWindow): void;
  /** Batched: slices whose pixels are decoded and held, or failed with the reason (null = decoded). */
  onLoaded(results: ReadonlyMap<SliceId, string | null>): void;
};

export type Engine = {
  attach(pane: PaneId, element: HTMLElement): void;
  detach(pane: PaneId): void;
  /** Makes bytes of a source available for decoding. */
  addSources(sources: ReadonlyMap<SourceId, Blob>): void;
  show(pane: PaneId, show: Show | null): void;
  setTool(tool: PrimaryTool): void;
  /** Slices to decode in the background, nearest need first; replaces the former plan. */
  prefetch(order: readonly Slice[]): void;
  /** Output value under a pixel of the shown picture, if drawn; colour images give null. */
  valueAt(pane: PaneId, column: number, row: number): number | null;
  /** Output values of a slice that is decoded and held; null when it is not, failed, or has colours. */
  valuesOf(slice: Slice): ImageValues | null;
  /** 1st..99th percentile window of the shown picture. */
  autoWindow(pane: PaneId): VoiWindow | null;
  /** A small picture of a slice for the rail; null when it cannot be decoded. */
  thumbnail(slice: Slice, sizePx: number): Promise<ImageBitmap | null>;
  /** Forgets all sources and pixels of the study. */
  clear(): void;
  dispose(): void;
};
