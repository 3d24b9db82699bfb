/**
 * Geometry and value mapping of each frame: from the data set itself, or from the functional groups of Enhanced objects
 * (PS3.3 C.7.6.16). A frame's plane comes from true patient positions only; what is missing is said, not assumed.
 */
import { planeFromDicom } from '#geometry/plane.ts';
import { readAcquisition, type Macros } from './acquisition.ts';
import { itemsOf, type DataSet } from './elements.ts';
import { optional } from './optional.ts';
import type { Acquisition, Frame, PixelFormat, Rescale, VoiWindow } from './study.ts';
import { numberOf, numbersOf, stringsOf } from './values.ts';

/** One Frame per frame of the object. */
export function readFrames(dataSet: DataSet, { rows, columns, frames }: PixelFormat): readonly Frame[] {
  const [shared] = itemsOf(dataSet, 'x52009229');
  const perFrame = itemsOf(dataSet, 'x52009230');
  const mosaic = stringsOf(dataSet, 'x00080008').includes('MOSAIC');
  const enhanced = shared !== undefined || perFrame.length > 0;
  const sharedMacros = new Map<string, DataSet | undefined>();
  let acquisition: Acquisition | undefined;
  let acquisitionKey = '';
  return Array.from({ length: frames }, (_, index) => {
    const own = perFrame[index];
    const macros: Macros = (tag) => {
      const found = own && itemsOf(own, tag)[0];
      if (found || !shared) return found;
      if (!sharedMacros.has(tag)) sharedMacros.set(tag, itemsOf(shared, tag)[0]);
      return sharedMacros.get(tag);
    };
    const current = readAcquisition(dataSet, macros);
    const key = JSON.stringify(current);
    // Frames of one echo share one record: thousands of frames, few acquisitions.
    if (!acquisition || key !== acquisitionKey) [acquisition, acquisitionKey] = [current, key];
    const measures = macros('x00289110') ?? dataSet;
    const spacing = numbersOf(measures, 'x00280030', 'DS');
    const plane = planeFromDicom(
      numbersOf(macros('x00209113') ?? dataSet, 'x00200032', 'DS'),
      numbersOf(macros('x00209116') ?? dataSet, 'x00200037', 'DS'),
      spacing,
      rows,
      columns,
    );
    const problem = mosaic
      ? 'Siemens mosaic: many slices tiled in one image'
      : frames > 1 && !enhanced
        ? 'multi-frame image without a position for each frame'
        : 'problem' in plane
          ? planeProblem(plane.problem, dataSet)
          : undefined;
    return {
      number: index + 1,
      ...(problem === undefined && !('problem' in plane) ? { plane } : { planeProblem: problem ?? '' }),
      ...(isSpacing(spacing) && { spacingMm: spacing }),
      ...optional('thicknessMm', numberOf(measures, 'x00180050', 'DS')),
      ...optional('temporalPosition', temporalPosition(dataSet, macros('x00209111'))),
      rescale: rescaleOf(macros('x00289145') ?? dataSet),
      ...optional('window', windowOf(macros('x00289132') ?? dataSet)),
      acquisition,
    };
  });
}

function planeProblem(problem: string, dataSet: DataSet): string {
  const detectorOnly = problem === 'no pixel spacing' && numbersOf(dataSet, 'x00181164', 'DS').length > 0;
  return detectorOnly ? 'no pixel spacing in the patient (only at the detector)' : problem;
}

const isSpacing = (values: readonly number[]): values is readonly [number, number] =>
  values.length === 2 && values.every((step) => Number.isFinite(step) && step > 0);

/** Temporal Position Index of the frame, or Temporal Position Identifier of the image. */
const temporalPosition = (dataSet: DataSet, content: DataSet | undefined): number | undefined =>
  (content && numberOf(content, 'x00209128', 'UL')) ?? numberOf(dataSet, 'x00200100', 'IS');

function rescaleOf(source: DataSet): Rescale {
  const slope = numberOf(source, 'x00281053', 'DS');
  return { slope: slope === undefined || slope === 0 ? 1 : slope, intercept: numberOf(source, 'x00281052', 'DS') ?? 0 };
}

/** The first window; a width under 1 (0 for the exact and sigmoid functions) is none (PS3.3 C.11.2.1.2). */
function windowOf(source: DataSet): VoiWindow | undefined {
  const center = numberOf(source, 'x00281050', 'DS');
  const width = numberOf(source, 'x00281051', 'DS');
  return center === undefined || width === undefined || !(width > 0) ? undefined : { center, width };
}
