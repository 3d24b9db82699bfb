/**
 * Tissues and their magnetic properties at 1.5 T. T1 and T2 in ms, `density` relative to water.
 * Sources, at 1.5 T unless said otherwise:
 *  - de Bazelaire 2004 (Radiology 230:652): L4 marrow T1 549 T2 49, paraspinal muscle 856 / 27, liver 586 / 46, kidney cortex 966 / 87,
 *    medulla 1412 / 85, spleen 1057 / 79, subcutaneous fat 343 / 58.
 *  - Gold 2004 (AJR 183:343): muscle 1130 / 35, cartilage 1060 / 42, synovial fluid 2850 / 1210, fat 288 / 165 by fast spin echo.
 *  - Stanisz 2005 (MRM 54:507): spinal cord 745 / 74, optic nerve 815 / 77, muscle 1008 / 44, blood 1441 / 290.
 *  - CSF T1 about 4300 (Rooney 2007, MRM 57:308), T2 about 2000.
 *  - Discs: T2 of the nucleus 90..150, of the annulus 40..60, falling with Pfirrmann grade (Marinelli 2009, Stelzeneder 2012).
 * A fast spin echo refocuses J-coupled fat (Henkelman 1992), so fat has its long apparent T2. Densities of tissues whose short-T2 water is
 * invisible (annulus, ligament, cortex) are the visible part, and those of cord and nerve
 * are lowered by the magnetisation transfer of multislice fast spin echo. Where sources differ, the value lies between them.
 */
export const TISSUE = {
  none: 0,
  air: 1,
  cortex: 2,
  redMarrow: 3,
  fat: 4,
  muscle: 5,
  csf: 6,
  cord: 7,
  root: 8,
  nucleus: 9,
  annulus: 10,
  ligament: 11,
  cartilage: 12,
  fluid: 13,
  flowVoid: 14,
  blood: 15,
  kidneyCortex: 16,
  kidneyMedulla: 17,
  bowelWall: 18,
  bowelContent: 19,
  oedema: 20,
  tumour: 21,
  pus: 22,
  granulation: 23,
  sclerosis: 24,
  liver: 25,
  spleen: 26,
  skin: 27,
  herniated: 28,
  dura: 29,
  ganglion: 30,
  urine: 31,
} as const;

export type Tissue = keyof typeof TISSUE;
export type Relaxation = { readonly density: number; readonly t1: number; readonly t2: number };

export const RELAXATION: Readonly<Record<Tissue, Relaxation>> = {
  none: { density: 0, t1: 1, t2: 1 },
  air: { density: 0, t1: 1, t2: 1 },
  cortex: { density: 0.14, t1: 400, t2: 15 },
  redMarrow: { density: 0.7, t1: 880, t2: 60 },
  fat: { density: 0.9, t1: 265, t2: 135 },
  muscle: { density: 0.76, t1: 960, t2: 42 },
  csf: { density: 1, t1: 4200, t2: 1800 },
  cord: { density: 0.65, t1: 745, t2: 76 },
  root: { density: 0.66, t1: 815, t2: 77 },
  nucleus: { density: 0.8, t1: 1150, t2: 115 },
  annulus: { density: 0.6, t1: 850, t2: 48 },
  ligament: { density: 0.36, t1: 700, t2: 26 },
  cartilage: { density: 0.66, t1: 1040, t2: 42 },
  fluid: { density: 0.98, t1: 2850, t2: 1000 },
  flowVoid: { density: 0.07, t1: 1400, t2: 150 },
  blood: { density: 0.6, t1: 1441, t2: 120 },
  kidneyCortex: { density: 0.82, t1: 966, t2: 87 },
  kidneyMedulla: { density: 0.86, t1: 1412, t2: 85 },
  bowelWall: { density: 0.75, t1: 900, t2: 60 },
  bowelContent: { density: 0.55, t1: 1000, t2: 65 },
  oedema: { density: 0.86, t1: 1500, t2: 120 },
  tumour: { density: 0.84, t1: 1350, t2: 85 },
  pus: { density: 0.95, t1: 2300, t2: 320 },
  granulation: { density: 0.82, t1: 1200, t2: 110 },
  sclerosis: { density: 0.24, t1: 800, t2: 35 },
  liver: { density: 0.75, t1: 586, t2: 46 },
  spleen: { density: 0.8, t1: 1057, t2: 79 },
  skin: { density: 0.6, t1: 800, t2: 34 },
  herniated: { density: 0.68, t1: 980, t2: 66 },
  dura: { density: 0.35, t1: 800, t2: 30 },
  ganglion: { density: 0.72, t1: 950, t2: 88 },
  urine: { density: 1, t1: 3500, t2: 1500 },
};

/** What fills a point: tissue `a`, replaced by `b` to the fraction `f`; three numbers packed in one integer. 0 means "not mine". */
export type TissueCode = number;

/** Tissue `a` mixed with fraction `f` (clamped to 0..1) of tissue `b`. */
export const mix = (a: number, b: number, f: number): TissueCode =>
  a | (b << 6) | ((f <= 0 ? 0 : f >= 1 ? 255 : (f * 255 + 0.5) | 0) << 12);
export const mainTissue = (code: TissueCode): number => (code >>> 12 < 128 ? code & 63 : (code >>> 6) & 63);
