/**
 * A phantom whose every voxel says where it lies: its value is ten times one patient coordinate (mm), plus 2000. Its window maps a known
 * range of that coordinate to black..white, so the grey of any pixel on the screen names a coordinate. Three studies, one for each
 * coordinate, together name the point.
 */
import { asFile, mrElements, pixelsOf, writeDicom, type NamedFile } from './dicomWriter.ts';
import type { Image } from './images.ts';
import type { Triple } from './vectors.ts';

export type Coordinate = 0 | 1 | 2;

/** Coordinates from -REACH to REACH are told apart. */
export const REACH = 105;
/** Millimetres between one grey and the next. */
export const GREY_STEP_MM = (2 * REACH) / 255;

const stored = (coordinate: number): number => 10 * coordinate + 2000;

/** Window whose ends are the stored values of -REACH and REACH (PS3.3 C.11.2.1.2: black ends at c - 0.5 - (w - 1) / 2). */
const WIDTH = stored(REACH) - stored(-REACH) + 1;
const WINDOW = { '0028,1050': [stored(0) + 0.5], '0028,1051': [WIDTH] };

export type PhantomSeries = { readonly description: string; readonly images: readonly Image[] };

export const phantomFiles = (series: readonly PhantomSeries[], coordinate: Coordinate): NamedFile[] =>
  series.flatMap(({ description, images }, index) =>
    images.map((image) => {
      const header = { '0008,103E': description, '0018,0050': '4', '0018,5100': 'HFS', '0020,0011': String(index + 1), ...WINDOW };
      const pixels = pixelsOf(image, (point: Triple) => stored(point[coordinate]));
      return asFile(`I${image.sopUid.replaceAll('.', '')}`, writeDicom(mrElements(image, header), pixels));
    }),
  );

/** The coordinate that a grey stands for; null at the ends of the window, where it could be anything beyond. */
export const coordinateOf = (grey: number | null): number | null =>
  grey === null || grey <= 0 || grey >= 255 ? null : -REACH + grey * GREY_STEP_MM;
