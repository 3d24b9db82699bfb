/** How an image was acquired (PS3.3 C.8.3.1 MR Image, C.8.13 Enhanced MR): what tells T1 from T2 from STIR. */
import type { DataSet } from './elements.ts';
import { optional } from './optional.ts';
import type { Acquisition } from './study.ts';
import { textOf } from './text.ts';
import { numberOf, stringOf, stringsOf } from './values.ts';

/** Finds a functional group macro by its sequence's tag, per frame before shared; undefined when the object has none. */
export type Macros = (sequenceTag: string) => DataSet | undefined;

/** MR Timing, Echo, Modifier, Diffusion and Image Frame Type: the groups of which `readAcquisition` asks. */
export const ACQUISITION_MACROS: readonly string[] = ['x00189112', 'x00189114', 'x00189115', 'x00189117', 'x00189226'];

/** Acquisition of a frame: the functional groups' values where there are any, else the data set's own. */
export function readAcquisition(dataSet: DataSet, macros: Macros): Acquisition {
  const timing = macros('x00189112') ?? dataSet;
  const echo = macros('x00189114');
  const modifier = macros('x00189115');
  const diffusion = macros('x00189117') ?? dataSet;
  const frameType = macros('x00189226');
  const echoTimeMs = (echo && numberOf(echo, 'x00189082', 'FD')) ?? numberOf(dataSet, 'x00180081', 'DS');
  const inverted = modifier && stringOf(modifier, 'x00189009') === 'YES';
  const inversionTimeMs = (inverted && numberOf(modifier, 'x00189079', 'FD')) || numberOf(dataSet, 'x00180082', 'DS');
  const frameTypes = frameType ? stringsOf(frameType, 'x00089007') : [];
  const contrast = stringOf(frameType ?? dataSet, 'x00089209') || stringOf(dataSet, 'x00089209');
  return {
    ...optional('repetitionTimeMs', numberOf(timing, 'x00180080', 'DS')),
    ...optional('echoTimeMs', echoTimeMs),
    ...optional('inversionTimeMs', inversionTimeMs),
    ...optional('flipAngleDeg', numberOf(timing, 'x00181314', 'DS')),
    ...optional('echoNumber', numberOf(dataSet, 'x00180086', 'IS')),
    ...optional('fieldStrengthT', numberOf(dataSet, 'x00180087', 'DS')),
    ...optional('bValue', numberOf(diffusion, 'x00189087', 'FD')),
    scanningSequence: scanningSequenceOf(dataSet, inverted === true),
    sequenceVariant: stringsOf(dataSet, 'x00180021'),
    scanOptions: stringsOf(dataSet, 'x00180022'),
    sequenceName: textOf(dataSet, 'x00180024', 'SH') || textOf(dataSet, 'x00189005', 'SH'),
    imageType: frameTypes.length > 0 ? frameTypes : stringsOf(dataSet, 'x00080008'),
    contrastAgent: textOf(dataSet, 'x00180010', 'LO'),
    acquisitionContrast: contrast,
  };
}

/** Scanning Sequence, or for Enhanced MR what Echo Pulse Sequence says in its terms. */
function scanningSequenceOf(dataSet: DataSet, inverted: boolean): readonly string[] {
  const classic = stringsOf(dataSet, 'x00180020');
  if (classic.length > 0) return classic;
  const enhanced = { SPIN: ['SE'], GRADIENT: ['GR'], BOTH: ['SE', 'GR'] }[stringOf(dataSet, 'x00189008')] ?? [];
  return inverted ? [...enhanced, 'IR'] : enhanced;
}
