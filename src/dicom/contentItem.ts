/** The content tree of a Structured Report (PS3.3 section C.17.3) as plain values: what the writer takes and the reader gives. */
import type { Code } from './code.ts';

/** How an item relates to the one it stands under (PS3.3 table C.17.3-8). */
export type Relationship =
  | 'CONTAINS'
  | 'HAS OBS CONTEXT'
  | 'HAS ACQ CONTEXT'
  | 'HAS CONCEPT MOD'
  | 'HAS PROPERTIES'
  | 'INFERRED FROM'
  | 'SELECTED FROM';

/** An image, or one frame of it (1-based). */
export type ImageReference = { readonly sopClassUid: string; readonly sopInstanceUid: string; readonly frame?: number };

export type GraphicType = 'POINT' | 'MULTIPOINT' | 'POLYLINE' | 'POLYGON' | 'CIRCLE' | 'ELLIPSE' | 'ELLIPSOID';

export type Content =
  | { readonly type: 'CONTAINER'; /** Template Identifier of PS3.16, when stated. */ readonly template?: string }
  | { readonly type: 'TEXT'; readonly text: string }
  | { readonly type: 'CODE'; readonly code: Code }
  | {
      readonly type: 'NUM';
      /** Null: no value could be stated. */ readonly measured: { readonly value: number; readonly unit: Code } | null;
    }
  | { readonly type: 'UIDREF'; readonly uid: string }
  | { readonly type: 'PNAME'; readonly person: string }
  | { readonly type: 'IMAGE'; readonly image: ImageReference }
  /** Column and row pairs from the outer corner of the first pixel, whose centre is 0.5\0.5 (PS3.3 section C.18.6). */
  | { readonly type: 'SCOORD'; readonly graphic: GraphicType; readonly data: readonly number[] }
  /** Triplets of patient coordinates in mm (PS3.3 section C.18.9). */
  | { readonly type: 'SCOORD3D'; readonly graphic: GraphicType; readonly data: readonly number[]; readonly frameOfReferenceUid: string }
  /** Dates, times, waveforms and what later editions add: shown by name, not used. */
  | { readonly type: 'OTHER'; readonly valueType: string; readonly text: string };

export type ContentItem = Content & {
  /** Null for the root. */
  readonly relationship: Relationship | null;
  /** Null where the item needs no name (images of a library) or states none. */
  readonly name: Code | null;
  readonly children: readonly ContentItem[];
};

/** An item with its content. */
export const contentItem = (
  relationship: Relationship | null,
  name: Code | null,
  content: Content,
  children: readonly ContentItem[] = [],
): ContentItem => ({ ...content, relationship, name, children });
