/** The image whose signal shows the discs between two labels. */
import type { Series, Slice, Study } from '#dicom/study.ts';
import { rectangleContains, signedDistanceMm, type SlicePlane } from '#geometry/plane.ts';
import type { PatientPoint } from '#geometry/points.ts';
import { frameKey } from '#store/stops.ts';

/** Half the width of a lumbar body: a slice further off shows pedicles, not discs. */
const WITHIN_BODY_MM = 18;
/** Weightings on which endplates stand out, the best first. */
const USEFUL: readonly Series['weighting'][] = ['T2', 'T1', 'PD', 'STIR', 'FLAIR', 'unknown'];

export type SagittalImage = { readonly slice: Slice; readonly plane: SlicePlane; readonly marrow: 'bright' | 'dark' };

/** The decoded (`isHeld`) sagittal slice nearest to both points, of the best weighting; null when there is none. */
export function sagittalImage(
  study: Study | undefined,
  frame: string,
  points: readonly PatientPoint[],
  isHeld: (slice: Slice) => boolean,
): SagittalImage | null {
  const candidates = (study?.series ?? []).flatMap((series) =>
    series.anatomical === 'sagittal' && USEFUL.includes(series.weighting) ? slicesThrough(series, frame, points) : [],
  );
  const best = candidates
    .toSorted((a, b) => USEFUL.indexOf(a.weighting) - USEFUL.indexOf(b.weighting) || a.farMm - b.farMm)
    .find(({ slice }) => isHeld(slice));
  return best ? { slice: best.slice, plane: best.plane, marrow: best.weighting === 'STIR' ? 'dark' : 'bright' } : null;
}

function slicesThrough(series: Series, frame: string, points: readonly PatientPoint[]) {
  return series.slices.flatMap((slice) => {
    const { plane } = slice.frame;
    if (!plane || frameKey(slice) !== frame || !points.every((point) => rectangleContains(plane, point))) return [];
    const farMm = Math.max(...points.map((point) => Math.abs(signedDistanceMm(plane, point))));
    return farMm <= WITHIN_BODY_MM ? [{ slice, plane, farMm, weighting: series.weighting }] : [];
  });
}
