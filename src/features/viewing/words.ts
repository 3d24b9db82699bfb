/** Overlay texts from facts. Pure, so that every word on an image is tested. */
import { dateText } from '#dicom/dateText.ts';
import type { Patient, Series, Slice, VoiWindow } from '#dicom/study.ts';
import { planeCentre, type SlicePlane } from '#geometry/plane.ts';
import { anatomicalPlane } from '#geometry/orientation.ts';
import type { PatientPoint } from '#geometry/points.ts';
import { levelWords } from '#spine/levelNames.ts';
import type { Slab } from '#spine/levelOf.ts';

/** Whole years between two DICOM dates; null when either is not one. */
export function ageYears(birthDate: string, atDate: string): number | null {
  if (!/^\d{8}$/.test(birthDate) || !/^\d{8}$/.test(atDate)) return null;
  const years = Number(atDate.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return atDate.slice(4) < birthDate.slice(4) ? years - 1 : years;
}

/** "F 54y born 3 Feb 1972", leaving out what is not known. */
export function patientFacts(patient: Patient, studyDate: string): string {
  const age = ageYears(patient.birthDate, studyDate);
  const parts = [patient.sex, age === null ? '' : `${age}y`, patient.birthDate ? `born ${dateText(patient.birthDate)}` : ''];
  return parts.filter(Boolean).join(' ');
}

/** A coordinate with its side: +x Left, +y Posterior, +z Head. */
function sided(axis: 'x' | 'y' | 'z', valueMm: number): string {
  const [plus, minus] = { x: ['L', 'R'], y: ['P', 'A'], z: ['H', 'F'] }[axis] as [string, string];
  return `${valueMm < 0 ? minus : plus} ${Math.abs(valueMm).toFixed(1)}`;
}

export const pointText = (p: PatientPoint): string => `${sided('x', p.x)}  ${sided('y', p.y)}  ${sided('z', p.z)} mm`;

/** Where a slice lies along its nearest anatomical axis: "R 4.2 mm". */
export function slicePosition(plane: SlicePlane): string {
  const axis = ({ sagittal: 'x', coronal: 'y', axial: 'z' } as const)[anatomicalPlane(plane.normal)];
  return `${sided(axis, planeCentre(plane)[axis])} mm`;
}

/** "4.0 mm thick, every 4.4 mm", or what of it is known. */
export function thicknessText(slice: Slice, spacingMm: number | undefined): string {
  const thick = slice.frame.thicknessMm === undefined ? '' : `${slice.frame.thicknessMm.toFixed(1)} mm thick`;
  const every = spacingMm === undefined ? '' : `every ${spacingMm.toFixed(1)} mm`;
  return [thick, every].filter(Boolean).join(', ');
}

const tidy = (value: number): string => (Math.abs(value) >= 10 ? value.toFixed(0) : value.toFixed(1));
export const windowText = ({ center, width }: VoiWindow): string => `W ${tidy(width)}  C ${tidy(center)}`;

const PLANE_SHORT = { sagittal: 'SAG', axial: 'AX', coronal: 'COR' } as const;

/** Short name of a series by what it is: "T2 SAG", "COR", "MIP". The description follows it where there is one. */
export function seriesLabel(series: Series): string {
  const kind = series.weighting === 'unknown' ? '' : series.weighting === 'projection' ? 'MIP' : series.weighting;
  return [kind, series.anatomical ? PLANE_SHORT[series.anatomical] : ''].filter(Boolean).join(' ') || series.modality || 'Series';
}

export const reconstructedText = (series: Series, spacingMm: number | undefined): string =>
  `reconstructed from ${seriesLabel(series)}${spacingMm === undefined ? '' : ` - ${spacingMm.toFixed(1)} mm`}`;

/** A round length in mm for a scale bar that takes up to `widthPx` CSS pixels. */
export function scaleBarMm(pxPerMm: number, widthPx: number): number {
  const lengths = [1, 2, 5, 10, 20, 50, 100, 200];
  return lengths.findLast((mm) => mm * pxPerMm <= widthPx) ?? 1;
}

/** Where the cursor lies when no slice of the stack holds it. */
export const outsideText = (byMm: number): string =>
  byMm === 0 ? 'cursor beside this stack' : `cursor ${byMm.toFixed(byMm < 10 ? 1 : 0)} mm outside this stack`;

/** "L4/5 disc", or "L4/5 disc (proposed)" where the reader has not accepted the labels it rests on; '' for no level. */
export const levelText = (slab: Slab | null): string => (slab ? `${levelWords(slab.name)}${slab.accepted ? '' : ' (proposed)'}` : '');
