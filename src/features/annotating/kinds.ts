/** What a reader is told about each kind: its name, and what every next press marks. */
import { POINT_COUNTS, type AnnotationKind } from '#spine/annotation.ts';

export type KindWords = {
  readonly label: string;
  /** What each press marks, in order; for outlines one text for all. */
  readonly presses: readonly string[];
};

const corner = (where: string, of: string): string => `${where} corner of ${of}`;
const TWO_LINES = [
  'anterior end of the upper line',
  'posterior end of the upper line',
  'anterior end of the lower line',
  'posterior end of the lower line',
];
const BOX = ['a corner of the box around the region', 'the opposite corner'];

export const KINDS = {
  length: { label: 'Length', presses: ['one end', 'the other end'] },
  angle: { label: 'Angle', presses: ['end of one arm', 'the vertex', 'end of the other arm'] },
  cobb: {
    label: 'Cobb angle',
    presses: ['one end of the upper endplate', 'its other end', 'one end of the lower endplate', 'its other end'],
  },
  bidirectional: {
    label: 'Two diameters',
    presses: ['one end of the long axis', 'its other end', 'one end of the short axis', 'its other end'],
  },
  ellipse: { label: 'Ellipse', presses: BOX },
  freehand: { label: 'Outline', presses: ['trace the outline, or click its corners'] },
  point: { label: 'Point', presses: ['the point'] },
  arrow: { label: 'Arrow with text', presses: ['what the arrow points at', 'where the text stands'] },
  canalAp: { label: 'Canal AP diameter', presses: ['anterior wall of the canal', 'posterior wall of the canal'] },
  sacArea: { label: 'Dural sac area', presses: ['trace the sac, or click along it'] },
  lateralRecess: {
    label: 'Lateral recess depth',
    presses: ['posterior edge of the vertebral body', 'anterior edge of the superior articular process'],
  },
  discHeight: {
    label: 'Disc height',
    presses: [
      corner('anterior upper', 'the disc'),
      corner('anterior lower', 'the disc'),
      'middle of its upper border',
      'middle of its lower border',
      corner('posterior upper', 'the disc'),
      corner('posterior lower', 'the disc'),
    ],
  },
  slip: {
    label: 'Slip',
    presses: [
      corner('anterior lower', 'the upper vertebra'),
      corner('posterior lower', 'the upper vertebra'),
      corner('anterior upper', 'the lower vertebra'),
      corner('posterior upper', 'the lower vertebra'),
    ],
  },
  lordosis: {
    label: 'Lordosis L1 to S1',
    presses: [
      corner('anterior upper', 'L1'),
      corner('posterior upper', 'L1'),
      corner('anterior upper', 'S1'),
      corner('posterior upper', 'S1'),
    ],
  },
  segmentalAngle: { label: 'Segmental angle', presses: TWO_LINES },
  vertebralHeight: {
    label: 'Vertebral height',
    presses: [
      corner('anterior upper', 'the vertebra'),
      corner('anterior lower', 'the vertebra'),
      'middle of its upper endplate',
      'middle of its lower endplate',
      corner('posterior upper', 'the vertebra'),
      corner('posterior lower', 'the vertebra'),
    ],
  },
  signalRatio: {
    label: 'Nucleus to CSF signal',
    presses: [
      'a corner of the box around the nucleus',
      'its opposite corner',
      'a corner of the box around bright CSF',
      'its opposite corner',
    ],
  },
  conusLevel: { label: 'Conus level', presses: ['tip of the conus'] },
} as const satisfies Record<AnnotationKind, KindWords>;

export const isOutline = (kind: AnnotationKind): boolean => POINT_COUNTS[kind] === 'polygon';

/** Presses that complete a kind; Infinity for outlines, which are closed by hand. */
export const pressesOf = (kind: AnnotationKind): number => (isOutline(kind) ? Infinity : KINDS[kind].presses.length);

/** "Disc height: anterior upper corner of the disc (1 of 6)". */
export function promptOf(kind: AnnotationKind, pressed: number): string {
  const { label, presses } = KINDS[kind];
  const words: string = presses[Math.min(pressed, presses.length - 1)]!;
  if (isOutline(kind) || presses.length === 1) return `${label}: ${words}`;
  return `${label}: ${words} (${Math.min(pressed + 1, presses.length)} of ${presses.length})`;
}
