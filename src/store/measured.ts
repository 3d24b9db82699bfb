/** Measurements with all that the study and the labels know of the place they were made at. */
import type { Study, Slice } from '#dicom/study.ts';
import type { Annotation } from '#spine/annotation.ts';
import { centreOf } from '#spine/annotationPoints.ts';
import type { LevelSet } from '#spine/level.ts';
import { levelWords } from '#spine/levelNames.ts';
import { levelOfPoint, spineOf, type Slab, type Spine } from '#spine/levelOf.ts';
import { measure } from '#spine/measure.ts';
import type { Marks } from '#spine/marks.ts';
import type { Measurement } from '#spine/measurement.ts';
import { findSeries } from './stops.ts';

const spines = new WeakMap<LevelSet, Map<string, Spine>>();
function spineIn(levels: LevelSet, frame: string): Spine {
  let frames = spines.get(levels);
  if (!frames) spines.set(levels, (frames = new Map()));
  let spine = frames.get(frame);
  if (!spine) {
    const labels = levels.labels.filter((label) => label.frame === frame);
    frames.set(frame, (spine = spineOf(labels, levels.variant)));
  }
  return spine;
}

/** The level an annotation lies at; null without labels there. */
export function levelOf(levels: LevelSet, annotation: Annotation): Slab | null {
  const { frame } = annotation.on;
  const centre = centreOf(annotation);
  return frame !== null && centre ? levelOfPoint(spineIn(levels, frame), centre) : null;
}

const sliceOf = (study: Study | undefined, { on }: Annotation): Slice | undefined =>
  findSeries(study, on.seriesUid)?.slices.find((slice) => slice.id === on.sliceId);

type Inputs = readonly [Study | undefined, LevelSet, readonly Annotation[] | null];
const remembered = new WeakMap<Annotation, { readonly inputs: Inputs; readonly measurement: Measurement }>();

/** Remembered until the annotation, the study or the labels change (for a vertebra: until any annotation does). */
export function measured(study: Study | undefined, { levels, annotations }: Marks, annotation: Annotation): Measurement {
  const inputs: Inputs = [study, levels, annotation.kind === 'vertebralHeight' ? annotations : null];
  const known = remembered.get(annotation);
  if (known && known.inputs.every((input, index) => input === inputs[index])) return known.measurement;
  const level = levelOf(levels, annotation);
  const measurement = measure(annotation, {
    spacingMm: sliceOf(study, annotation)?.frame.spacingMm ?? null,
    canal: level?.canal ?? null,
    level: level && levelWords(level.name),
    weighting: findSeries(study, annotation.on.seriesUid)?.weighting ?? null,
    all: annotations,
  });
  remembered.set(annotation, { inputs, measurement });
  return measurement;
}
