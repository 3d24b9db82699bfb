/**
 * Geometry and value mapping of each frame: from the data set itself, or from the functional groups of Enhanced objects
 * (PS3.3 C.7.6.16). A frame's plane comes from true patient positions only; what is missing is said, not assumed.
 */
import { planeFromDicom } from '#geometry/plane.ts';
import { ACQUISITION_MACROS, readAcquisition, type Macros } from './acquisition.ts';
import { itemsOf, type DataSet } from './elements.ts';
import { optional } from './optional.ts';
import type { Acquisition, Frame, PixelFormat, Rescale, VoiWindow } from './study.ts';
import { numberOf, numbersOf, stringsOf } from './values.ts';

const SHARED_GROUPS = 'x52009229';
const PER_FRAME_GROUPS = 'x52009230';

/** One Frame per frame of the object. */
export function readFrames(dataSet: DataSet, pixels: PixelFormat): readonly Frame[] {
  const [shared] = itemsOf(dataSet, SHARED_GROUPS);
  const perFrame = itemsOf(dataSet, PER_FRAME_GROUPS);
  const sharedMacros = new Map<string, DataSet | undefined>();
  const fromShared: Macros = (tag) => {
    if (shared && !sharedMacros.has(tag)) sharedMacros.set(tag, itemsOf(shared, tag)[0]);
    return sharedMacros.get(tag);
  };
  // What a frame is without groups of its own: read once, however many frames a file may claim.
  const classic = shared === undefined && perFrame.length === 0;
  const common = { ...readGeometry(dataSet, fromShared, pixels, classic), acquisition: readAcquisition(dataSet, fromShared) };
  let last = common.acquisition;
  return Array.from({ length: pixels.frames }, (_, index): Frame => {
    const own = perFrame[index];
    if (!own) return { ...common, number: index + 1 };
    const macros: Macros = (tag) => itemsOf(own, tag)[0] ?? fromShared(tag);
    const acquisition = ACQUISITION_MACROS.some((tag) => own.elements.has(tag)) ? readAcquisition(dataSet, macros) : common.acquisition;
    if (!sameAcquisition(acquisition, last)) last = acquisition;
    return { ...readGeometry(dataSet, macros, pixels, false), number: index + 1, acquisition: last };
  });
}

/** Frames of one echo then share one record: thousands of frames, few acquisitions. */
const sameAcquisition = (a: Acquisition, b: Acquisition): boolean => JSON.stringify(a) === JSON.stringify(b);

function readGeometry(
  dataSet: DataSet,
  macros: Macros,
  { rows, columns, frames }: PixelFormat,
  classic: boolean,
): Omit<Frame, 'number' | 'acquisition'> {
  const measures = macros('x00289110') ?? dataSet;
  const spacing = numbersOf(measures, 'x00280030', 'DS');
  // One position at the top level cannot be that of several frames.
  const position = macros('x00209113') ?? (classic || frames === 1 ? dataSet : undefined);
  const plane = planeFromDicom(
    position && numbersOf(position, 'x00200032', 'DS'),
    numbersOf(macros('x00209116') ?? dataSet, 'x00200037', 'DS'),
    spacing,
    rows,
    columns,
  );
  const problem = whyNoPlane(dataSet, classic && frames > 1) ?? ('problem' in plane ? detectorSpacing(plane.problem, dataSet) : undefined);
  return {
    ...optional('plane', problem === undefined && !('problem' in plane) ? plane : undefined),
    ...optional('planeProblem', problem),
    ...optional('spacingMm', isSpacing(spacing) ? spacing : undefined),
    ...optional('thicknessMm', numberOf(measures, 'x00180050', 'DS')),
    ...optional('temporalPosition', temporalPosition(dataSet, macros('x00209111'))),
    rescale: rescaleOf(macros('x00289145') ?? dataSet),
    ...optional('window', windowOf(macros('x00289132') ?? dataSet)),
  };
}

/** Images whose one position is not that of what they show. */
function whyNoPlane(dataSet: DataSet, classicMultiFrame: boolean): string | undefined {
  if (stringsOf(dataSet, 'x00080008').includes('MOSAIC')) return 'Siemens mosaic: many slices tiled in one image';
  return classicMultiFrame ? 'multi-frame image without a position for each frame' : undefined;
}

/** Imager Pixel Spacing (0018,1164) is measured at the detector: no patient millimetres (PS3.3 10.7.1.1). */
function detectorSpacing(problem: string, dataSet: DataSet): string {
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

/** The first window; a width of 0 or less is none (PS3.3 C.11.2.1.2). */
function windowOf(source: DataSet): VoiWindow | undefined {
  const center = numberOf(source, 'x00281050', 'DS');
  const width = numberOf(source, 'x00281051', 'DS');
  return center === undefined || width === undefined || !(width > 0) ? undefined : { center, width };
}
