/**
 * What a series shows, recognised from how it was acquired; its description is asked last, because many series have none.
 * Limits for spin echo: handbook clinical (T1: TR < 1000, TE < 30; T2: TE > 60; STIR: a short TI); the others are the usual ones.
 */
import { acuteAngleDeg, angleDeg, length, subtract } from '#geometry/vector.ts';
import { planeCentre, type SlicePlane } from '#geometry/plane.ts';
import type { Acquisition, Slice, Weighting } from './study.ts';

export type Recognised = { readonly weighting: Weighting; readonly reason: string };

type Asked = { readonly modality: string; readonly description: string; readonly protocol: string; readonly slices: readonly Slice[] };

/** Weighting of a series of at least one slice, with the facts that say so. */
export function recogniseWeighting({ modality, description, protocol, slices }: Asked): Recognised {
  const acquisition = slices[0]?.frame.acquisition;
  if (!acquisition) return { weighting: 'unknown', reason: '' };
  const words = `${description} ${protocol}`;
  const recognised =
    byImageType(acquisition) ??
    byGeometry(slices) ??
    (LOCALIZER.test(description) ? { weighting: 'localizer', reason: `description "${description}"` } : undefined) ??
    (modality === 'MR' ? (byStatement(acquisition) ?? nulledByName(acquisition, words) ?? byTiming(acquisition)) : undefined) ??
    (modality === 'MR' || modality === '' ? (byWords(description, 'description') ?? byWords(protocol, 'protocol')) : undefined);
  if (!recognised)
    return { weighting: 'unknown', reason: [modality === 'MR' ? '' : modality, timingText(acquisition)].filter(Boolean).join(' ') };
  const agent = contrastAgent(acquisition);
  const notes = [agent && `after contrast agent (${agent})`, FAT_SATURATED.test(words) && 'fat-saturated'].filter(Boolean);
  return notes.length > 0 ? { ...recognised, reason: [recognised.reason, ...notes].join(', ') } : recognised;
}

/** The contrast agent's name; '' when there was none. Some scanners always write the field: "off". */
const contrastAgent = ({ contrastAgent: agent }: Acquisition): string => (/^(off|no|none|n|without|0|-)?$/i.test(agent) ? '' : agent);

const LOCALIZER = /locali[sz]er|scout|survey|pilot|(^|[^a-z])loc([^a-z]|$)/i;
const FAT_SATURATED = /(^|[^a-z])(fs|fat.?sat|spair|spir|chemsat)([^a-z]|$)/i;

/** Image Type (PS3.3 C.7.6.1.1.2, C.8.3.1.1.1), values 3 and on. DERIVED alone means little: some scanners write it for every image. */
const IMAGE_TYPES: readonly (readonly [RegExp, Weighting])[] = [
  [/^(LOCALIZER|SCOUT)$/, 'localizer'],
  [/^(PROJECTION IMAGE|MIP|MNIP|MINIP|MPR.?MIP|PROJECTION)$/, 'projection'],
  [/^(DIFFUSION|ADC|EADC|TRACEW?|FA|TENSOR|B0)$|^DIFFUSION/, 'diffusion'],
  [
    /^(SUBTRACTION|SUBTRACT|T1 ?MAP|T2 ?MAP|T2_?STAR ?MAP|R2 ?MAP|FIELD_?MAP|PHASE ?MAP|P|PHASE|MPR|CSA MPR|REFORMATTED|CPR|3D RECON|COMPOSED)$/,
    'derived',
  ],
];

function byImageType({ imageType }: Acquisition): Recognised | undefined {
  for (const value of imageType.slice(2)) {
    const found = IMAGE_TYPES.find(([pattern]) => pattern.test(value));
    const original = imageType[0] !== 'DERIVED' && found?.[1] === 'derived' && !/^(P|PHASE)/.test(value);
    if (found && !original) return { weighting: found[1], reason: `Image Type ${value}` };
  }
  return undefined;
}

const LEAST_ROTATION = 6;
const OWN_ORIENTATION_DEG = 2;
const SAME_CENTRE_SHARE = 0.1;

/** Many pictures of one place, each from another angle: a rotating projection. Three planes in few pictures: a localizer. */
function byGeometry(slices: readonly Slice[]): Recognised | undefined {
  const planes = slices.flatMap(({ frame }) => (frame.plane ? [frame.plane] : []));
  if (planes.length < slices.length || planes.length < 3 || planes.length > 400) return undefined;
  const orientations = distinctOrientations(planes);
  if (orientations.length >= LEAST_ROTATION && orientations.length >= 0.9 * planes.length && shareCentre(planes)) {
    return { weighting: 'projection', reason: `${orientations.length} orientations about one centre` };
  }
  const [a, b, c] = orientations;
  if (
    orientations.length === 3 &&
    a &&
    b &&
    c &&
    planes.length <= 60 &&
    perpendicular(a, b) &&
    perpendicular(b, c) &&
    perpendicular(a, c)
  ) {
    return { weighting: 'localizer', reason: 'three planes at right angles' };
  }
  return undefined;
}

const perpendicular = (a: SlicePlane, b: SlicePlane): boolean => acuteAngleDeg(a.normal, b.normal) > 60;

function distinctOrientations(planes: readonly SlicePlane[]): readonly SlicePlane[] {
  const found: SlicePlane[] = [];
  for (const plane of planes) {
    if (!found.some((other) => angleDeg(other.normal, plane.normal) <= OWN_ORIENTATION_DEG)) found.push(plane);
  }
  return found;
}

function shareCentre(planes: readonly SlicePlane[]): boolean {
  const first = planes[0]!;
  const within = SAME_CENTRE_SHARE * Math.min(first.rows * first.rowStepMm, first.columns * first.columnStepMm);
  const centre = planeCentre(first);
  return planes.every((plane) => length(subtract(planeCentre(plane), centre)) <= within);
}

const CONTRASTS: Readonly<Record<string, Weighting>> = {
  T1: 'T1',
  T2: 'T2',
  T2_STAR: 'T2*',
  STIR: 'STIR',
  PROTON_DENSITY: 'PD',
  FLUID_ATTENUATED: 'FLAIR',
  DIFFUSION: 'diffusion',
};

/** What the scanner says outright: Acquisition Contrast, a b-value, a diffusion or STIR pulse sequence. */
function byStatement({ acquisitionContrast = '', bValue, sequenceName }: Acquisition): Recognised | undefined {
  const stated = CONTRASTS[acquisitionContrast];
  if (stated) return { weighting: stated, reason: `Acquisition Contrast ${acquisitionContrast}` };
  if (bValue !== undefined && bValue > 0) return { weighting: 'diffusion', reason: `b = ${bValue} s/mm²` };
  if (/^\*?ep_?b\d|diff|dwi/i.test(sequenceName)) return { weighting: 'diffusion', reason: `sequence ${sequenceName}` };
  if (/stir|tirm/i.test(sequenceName)) return { weighting: 'STIR', reason: `sequence ${sequenceName}` };
  return undefined;
}

/** Some scanners leave the inversion time out; then only the name tells a long-TR inversion recovery from T2. */
function nulledByName(acquisition: Acquisition, words: string): Recognised | undefined {
  const { repetitionTimeMs = 0, inversionTimeMs = 0 } = acquisition;
  if (inversionTimeMs > 0 || repetitionTimeMs < 1500) return undefined;
  const weighting = /stir|tirm/i.test(words) ? 'STIR' : /flair|dark.?fluid/i.test(words) ? 'FLAIR' : undefined;
  return weighting && { weighting, reason: `${timingText(acquisition)}, described as ${weighting}` };
}

/** From TR, TE, TI and flip angle. */
function byTiming(acquisition: Acquisition): Recognised | undefined {
  const { repetitionTimeMs: tr, echoTimeMs: te, inversionTimeMs: ti = 0, scanningSequence, scanOptions } = acquisition;
  if (tr === undefined || te === undefined || !(tr > 0) || !(te > 0)) return undefined;
  const as = (weighting: Weighting): Recognised => ({ weighting, reason: timingText(acquisition) });
  const gradient = (scanningSequence.includes('GR') || scanningSequence.includes('EP')) && !scanningSequence.includes('SE');
  if (ti >= 1500 && te > 60) return as('FLAIR');
  if (ti >= 300 && te < 60) return as('T1');
  if (gradient) return byGradientEcho(acquisition, tr, te);
  if (ti > 0 && ti < 300) return as('STIR');
  if (ti === 0 && (scanningSequence.includes('IR') || scanOptions.includes('IR')) && tr > 1500 && te < 100) return as('STIR');
  if (te > 60) return as('T2');
  if (tr < 1000 && te < 30) return as('T1');
  return tr >= 1500 ? as('PD') : undefined;
}

/** Balanced steady state shows fluid bright; long echo and low flip angle show T2*; short echo T1. */
function byGradientEcho(acquisition: Acquisition, tr: number, te: number): Recognised | undefined {
  const { flipAngleDeg: flip = 90, sequenceVariant } = acquisition;
  const reason = `gradient echo, ${timingText(acquisition)}`;
  if (sequenceVariant.includes('SS') && !sequenceVariant.includes('SP') && tr < 15 && flip >= 30)
    return { weighting: 'T2', reason: `steady state, ${reason}` };
  if (te >= 20 || (te >= 12 && flip <= 45)) return { weighting: 'T2*', reason };
  if (te < 12 && (flip >= 45 || (tr < 60 && flip >= 8))) return { weighting: 'T1', reason };
  return undefined;
}

const WORDS: readonly (readonly [RegExp, Weighting])[] = [
  [/stir|tirm/i, 'STIR'],
  [/flair|dark.?fluid/i, 'FLAIR'],
  [/dwi|dti|diff|(^|[^a-z])(adc|trace)([^a-z]|$)/i, 'diffusion'],
  [/(^|[^a-z])mip([^a-z]|$)|projection/i, 'projection'],
  [/t2\*|t2.?star|(^|[^a-z])(merge|medic|swi)([^a-z]|$)/i, 'T2*'],
  [/(^|[^a-z])t1(?!\d)/i, 'T1'],
  [/(^|[^a-z])t2(?!\d)/i, 'T2'],
  [/(^|[^a-z])pd([^a-z]|$)|proton/i, 'PD'],
];

function byWords(text: string, what: string): Recognised | undefined {
  const found = WORDS.find(([pattern]) => pattern.test(text));
  return found && { weighting: found[1], reason: `${what} "${text}"` };
}

/** "TR 3500 TE 105 TI 110 ms"; gradient echoes also their flip angle. */
function timingText({ repetitionTimeMs, echoTimeMs, inversionTimeMs, flipAngleDeg, scanningSequence }: Acquisition): string {
  const parts = [
    repetitionTimeMs !== undefined && `TR ${oneDecimal(repetitionTimeMs)}`,
    echoTimeMs !== undefined && `TE ${oneDecimal(echoTimeMs)}`,
    inversionTimeMs !== undefined && inversionTimeMs > 0 && `TI ${oneDecimal(inversionTimeMs)}`,
  ].filter(Boolean);
  if (parts.length === 0) return '';
  const flip = scanningSequence.includes('GR') && flipAngleDeg !== undefined ? `, flip ${oneDecimal(flipAngleDeg)}°` : '';
  return `${parts.join(' ')} ms${flip}`;
}

const oneDecimal = (value: number): string => String(Math.round(value * 10) / 10);
