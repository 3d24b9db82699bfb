/** What the page and a decode worker say to each other. */
import type { PixelFormat } from '#dicom/study.ts';
import type { DecodedFrame, Problem } from './decodedFrame.ts';

export type ToWorker =
  | {
      readonly kind: 'decode';
      readonly id: number;
      readonly source: string;
      readonly blob: Blob;
      readonly pixels: PixelFormat;
      readonly frameNumber: number;
    }
  | { readonly kind: 'forget' };

export type FromWorker =
  /** The bytes are read and the decoder is loaded: from here on the time limit of decoding counts. */
  | { readonly kind: 'started'; readonly id: number }
  | { readonly kind: 'done'; readonly id: number; readonly outcome: DecodedFrame | Problem }
  /** Something threw that should not: the worker is not to be trusted any more. */
  | { readonly kind: 'crashed' };
