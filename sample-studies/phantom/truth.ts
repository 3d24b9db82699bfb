import type { PatientPoint } from '#geometry/points.ts';
import type { DiscLabel, VertebraLabel } from './recipe.ts';

/** Corners of a body on its mid-sagittal plane, LPS mm. */
export type BodyCorners = {
  readonly anteriorSuperior: PatientPoint;
  readonly posteriorSuperior: PatientPoint;
  readonly anteriorInferior: PatientPoint;
  readonly posteriorInferior: PatientPoint;
};

export type VertebraTruth = {
  readonly label: VertebraLabel;
  readonly centre: PatientPoint;
  readonly corners: BodyCorners;
  readonly pedicleRight: PatientPoint | null;
  readonly pedicleLeft: PatientPoint | null;
  readonly anteriorHeightMm: number;
  readonly middleHeightMm: number;
  readonly posteriorHeightMm: number;
  /** Upper endplate's depth, mid-sagittal. */
  readonly depthMm: number;
};

export type DiscTruth = {
  readonly label: DiscLabel;
  readonly centre: PatientPoint;
  readonly apMm: number;
  readonly anteriorHeightMm: number;
  readonly middleHeightMm: number;
  readonly posteriorHeightMm: number;
  /** Angle between the two endplates that face the disc; lordotic positive. */
  readonly angleDeg: number;
  /** Anterior slip of the upper on the lower vertebra; percent of the lower vertebra's upper endplate. */
  readonly slipMm: number;
  readonly slipPercent: number;
  /** Mid-sagittal AP diameter of the dural sac in the disc plane. */
  readonly canalApMm: number;
  readonly canalApEnds: readonly [PatientPoint, PatientPoint];
  /** Area of the dural sac in the plane through the disc centre perpendicular to the canal. */
  readonly sacAreaMm2: number;
  readonly foramenRight: PatientPoint;
  readonly foramenLeft: PatientPoint;
};

/** Something a reader should find. `radiiMm` about its centre along patient x, y, z where it is a blob. */
export type LesionTruth = {
  readonly kind:
    | 'herniation'
    | 'metastasis'
    | 'fracture'
    | 'retropulsion'
    | 'collection'
    | 'fissure'
    | 'modic'
    | 'haemangioma'
    | 'discitis';
  readonly level: DiscLabel | VertebraLabel;
  readonly centre: PatientPoint;
  /** Closed outline in the sagittal plane through the centre. */
  readonly sagittalOutline: readonly PatientPoint[];
  /** Closed outline in the axial (canal-perpendicular) plane through the centre. */
  readonly axialOutline: readonly PatientPoint[];
};

export type Truth = {
  readonly vertebrae: readonly VertebraTruth[];
  readonly discs: readonly DiscTruth[];
  /** From head to feet, 2 mm apart. */
  readonly canalCentreline: readonly PatientPoint[];
  readonly conusTip: PatientPoint;
  /** "L1 lower third" in words. */
  readonly conusLevel: string;
  /** Cobb, L1 upper to S1 upper endplate. */
  readonly lordosisDeg: number;
  readonly sacralSlopeDeg: number;
  readonly scoliosisDeg: number;
  readonly lesions: readonly LesionTruth[];
};
