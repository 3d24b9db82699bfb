/**
 * What makes one phantom: plain JSON-serialisable facts about a patient's lumbar spine. Lengths in millimetres, angles in
 * degrees. Everything left out is the healthy default, so a case's recipe lists only what is unusual about it.
 * Terms follow the disc nomenclature 2.0 (Fardon 2014), Pfirrmann 2001, Modic 1988, Schizas 2010 and Meyerding 1932.
 */

/** Vertebrae that can be modelled; L6 only with `lumbarCount: 6`. */
export type VertebraLabel = 'T11' | 'T12' | 'L1' | 'L2' | 'L3' | 'L4' | 'L5' | 'L6' | 'S1' | 'S2' | 'S3' | 'S4' | 'S5';
/** Discs named by neighbours, as readers write them: 'T12/L1', 'L4/5', 'L5/S1'; with six lumbar vertebrae 'L5/6', 'L6/S1'. */
export type DiscLabel =
  | 'T10/11'
  | 'T11/12'
  | 'T12/L1'
  | 'L1/2'
  | 'L2/3'
  | 'L3/4'
  | 'L4/5'
  | 'L5/S1'
  | 'L5/6'
  | 'L6/S1'
  | 'S1/2'
  | 'S2/3'
  | 'S3/4'
  | 'S4/5';
export type Side = 'right' | 'left';
export type Pfirrmann = 1 | 2 | 3 | 4 | 5;

export type Herniation = {
  readonly kind: 'protrusion' | 'extrusion' | 'sequestration';
  /** Side of the herniation's centre; for `zone: 'central'` the side that it leans to. */
  readonly side: Side;
  readonly zone: 'central' | 'subarticular' | 'foraminal' | 'extraforaminal';
  /** How far it reaches behind the disc's normal posterior margin. */
  readonly apMm: number;
  /** Greatest transverse width. */
  readonly widthMm: number;
  /** How far its tip has moved from the disc along the canal; positive is towards the feet. 0: stays at the disc. */
  readonly migrationMm: number;
};

/** Infection of a disc and its neighbours; a collection is a separate fact. */
export type Discitis = {
  /** Depth of endplate erosion. */
  readonly erosionMm: number;
  /** 0..1: how far the disc is replaced by fluid. */
  readonly fluid: number;
};

export type DiscState = {
  /** Height as a fraction of the healthy disc's. */
  readonly heightFactor?: number;
  readonly pfirrmann?: Pfirrmann;
  /** Circumferential bulge beyond the ring apophyses. */
  readonly bulgeMm?: number;
  readonly herniation?: Herniation;
  /** High-intensity zone in the posterior annulus, and the side it lies on ('central' on the midline). */
  readonly annularFissure?: Side | 'central';
  readonly modic?: 0 | 1 | 2 | 3;
  /** Height of the Modic zone into each body. */
  readonly modicDepthMm?: number;
  /** Length of marginal osteophytes, anterior; posterior ones are half as long. */
  readonly osteophyteMm?: number;
  readonly discitis?: Discitis;
  /** Added to the healthy thickness (about 3 mm) of each ligamentum flavum. */
  readonly flavumThickeningMm?: number;
  /** 0 healthy .. 1 grossly hypertrophic facet joints (Weishaupt 0..3 in thirds). */
  readonly facetHypertrophy?: number;
  /** Fluid in the facet joints, width of the bright line. */
  readonly facetFluidMm?: number;
  /** Dural sac area at the disc as a fraction of the healthy one (central stenosis by crowding from all sides). */
  readonly sacFactor?: number;
  /** Foraminal narrowing, Lee 2010 grade. */
  readonly foramenRight?: 0 | 1 | 2 | 3;
  readonly foramenLeft?: 0 | 1 | 2 | 3;
};

export type Metastasis = {
  readonly radiusMm: number;
  /** Centre in the body's own frame: to the patient's left, to posterior, to the head; from the body's centre. */
  readonly centreMm: readonly [number, number, number];
};

export type VertebraState = {
  /** Loss of anterior height as a fraction of the healthy height (Genant wedge). */
  readonly wedgeFraction?: number;
  /** 0..1: marrow oedema; with a wedge also a dark fracture line under the upper endplate. */
  readonly oedema?: number;
  /** How far the posterosuperior corner is pushed into the canal. */
  readonly retropulsionMm?: number;
  readonly metastases?: readonly Metastasis[];
  /** Haemangioma in the body: bright on T1 and T2; radius. */
  readonly haemangiomaMm?: number;
};

/** Forward slip of the upper vertebra of this disc on the lower one; negative is a retrolisthesis. */
export type Slip = { readonly level: DiscLabel; readonly mm: number };

/** A collection in the anterior epidural space behind the two vertebrae of a disc. */
export type EpiduralCollection = {
  readonly level: DiscLabel;
  readonly lengthMm: number;
  readonly depthMm: number;
};

export type PatientFacts = {
  /** DICOM person name; 'Phantom^...' so that nobody mistakes it. */
  readonly name: string;
  readonly id: string;
  readonly sex: 'F' | 'M';
  /** YYYYMMDD. */
  readonly birthDate: string;
  readonly heightM: number;
  readonly weightKg: number;
};

export type AnatomyParameters = {
  /** 5, or 6 for a transitional lumbar-type S1 ("L6"). */
  readonly lumbarCount?: 5 | 6;
  /** Cobb angle L1 upper to S1 upper endplate, before fractures and collapsed discs. Supine default 46. */
  readonly lordosisDeg?: number;
  /** S1 endplate to the horizontal. Default 38. */
  readonly sacralSlopeDeg?: number;
  /** Coronal Cobb angle of a single lumbar curve, convex to the left when positive. Default 0. */
  readonly scoliosisDeg?: number;
  /** Scales bodies and discs. Default 1. */
  readonly sizeFactor?: number;
  /** Scales the bony canal and the sac (a constitutionally narrow canal is 0.8). Default 1. */
  readonly canalFactor?: number;
  /** 0 red .. 1 fatty marrow. Default 0.5. */
  readonly marrowFat?: number;
  /** 0 none .. 1 gross fatty streaks in the paraspinal muscles (Goutallier 0..4 in quarters). Default 0.2. */
  readonly muscleFat?: number;
  /** Subcutaneous fat behind the lumbar spine. Default 14. */
  readonly backFatMm?: number;
  /** Level of the conus tip, in vertebral units: 0 upper L1 endplate, 1 upper L2 endplate. Default 0.8. */
  readonly conusLevel?: number;
  /** Where the centre of L3 lies in the scanner: LPS mm. Default [0, 0, 0]. */
  readonly offsetMm?: readonly [number, number, number];
};

export type Recipe = {
  /** Everything random (textures, root waviness, noise) follows from it. */
  readonly seed: number;
  readonly patient: PatientFacts;
  readonly anatomy?: AnatomyParameters;
  readonly discs?: { readonly [level in DiscLabel]?: DiscState };
  readonly vertebrae?: { readonly [label in VertebraLabel]?: VertebraState };
  readonly slips?: readonly Slip[];
  readonly epiduralCollection?: EpiduralCollection;
};
