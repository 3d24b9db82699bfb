import type { AnnotationKind } from '#spine/annotation.ts';

/** What a drawing is called in a report or a table. */
export const KIND_WORDS = {
  length: 'Length',
  angle: 'Angle',
  cobb: 'Cobb angle',
  bidirectional: 'Two diameters',
  ellipse: 'Ellipse',
  freehand: 'Outline',
  point: 'Point',
  arrow: 'Arrow',
  canalAp: 'Canal AP diameter',
  sacArea: 'Dural sac area',
  lateralRecess: 'Lateral recess depth',
  discHeight: 'Disc height',
  slip: 'Slip',
  lordosis: 'Lordosis',
  segmentalAngle: 'Segmental angle',
  vertebralHeight: 'Vertebral height',
  signalRatio: 'Nucleus to CSF signal',
  conusLevel: 'Conus level',
} as const satisfies Record<AnnotationKind, string>;
