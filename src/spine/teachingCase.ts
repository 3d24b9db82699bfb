/**
 * A teaching case as files: what a person sees first (the card, the case, its list of images) apart from what the reveal shows (steps and
 * answer key), so that nothing fetched before the reveal gives the answer away. Written by sample-studies/make.ts, or by a teacher beside
 * a real study; read by the browser. Everything read passes through here.
 */
import * as v from 'valibot';

const words = (limit: number) =>
  v.pipe(v.string(), v.trim(), v.nonEmpty('is empty'), v.maxLength(limit, `is longer than ${limit} characters`));
const finite = v.pipe(v.number(), v.finite());
/** Becomes part of an address and of a path: nothing but small letters, digits and hyphens. */
const slug = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'is not small letters, digits and hyphens'), v.maxLength(60));
/** A file inside the case's folder: no way out of it. */
const path = v.pipe(v.string(), v.regex(/^([\w-][\w.-]*\/)*[\w-][\w.-]*$/, 'is not a plain path inside the case'), v.maxLength(200));

/** `index.json`: the cards of the home page, in order. `thumbnail` is relative to the index. */
export const caseIndexSchema = v.array(v.strictObject({ slug, title: words(90), teaser: words(160), thumbnail: path }));
export type CaseCard = v.InferOutput<typeof caseIndexSchema>[number];

/** `case.json`: what stands beside the planes from the start. */
export const caseSchema = v.strictObject({
  /** Version of the format. */
  conusCase: v.literal(1),
  title: words(90),
  /** One line for the card. */
  teaser: words(160),
  /** What the referrer wrote. */
  history: words(2000),
  /** What the reader is asked. */
  question: words(600),
});
export type TeachingCase = v.InferOutput<typeof caseSchema>;

/** `files.json`: the study's files in a good order to load them; `prior` marks those of an earlier study of the same patient. */
export const caseFilesSchema = v.array(
  v.strictObject({ path, bytes: v.pipe(v.number(), v.integer(), v.minValue(1)), prior: v.optional(v.literal(true)) }),
);
export type CaseFileEntry = v.InferOutput<typeof caseFilesSchema>[number];

/** A place in the patient: LPS mm. Without a frame of reference: that of the case's first file. */
const placeSchema = v.strictObject({ x: finite, y: finite, z: finite, frameOfReferenceUid: v.optional(words(64)) });
/** Which weighting a plane shows at a step. */
const planesSchema = v.strictObject({
  sagittal: v.optional(v.picklist(['T1', 'T2', 'STIR'])),
  axial: v.optional(v.picklist(['T1', 'T2'])),
  coronal: v.optional(v.picklist(['T1', 'T2', 'STIR'])),
});

/**
 * Windows relative to each series' own first one, since MR values mean nothing absolutely: the width is multiplied by `widthFactor`, the
 * centre moves by `centerShift` first widths.
 */
export const STEP_WINDOWS = {
  standard: { widthFactor: 1, centerShift: 0 },
  narrow: { widthFactor: 0.6, centerShift: -0.12 },
  wide: { widthFactor: 1.5, centerShift: 0.2 },
  dark: { widthFactor: 1, centerShift: 0.2 },
  bright: { widthFactor: 0.8, centerShift: -0.18 },
} as const;
const windowSchema = v.picklist(Object.keys(STEP_WINDOWS) as (keyof typeof STEP_WINDOWS)[]);

const grade = (most: number) => v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most)), 0);
const yes = v.optional(v.boolean(), false);
const sides = (most: number) => v.optional(v.strictObject({ right: grade(most), left: grade(most) }), {});
const contactSchema = v.strictObject({
  /** Pfirrmann 2004: 0 none, 1 contact, 2 deviation, 3 compression. */
  grade: grade(3),
  kind: v.optional(v.picklist(['traversing', 'exiting'])),
  /** "L5". */
  root: v.optional(words(4)),
});

/** One disc level in the terms of the handbook's clinical definitions; what is absent is normal (disc degeneration: Pfirrmann II). */
const levelSchema = v.strictObject({
  contour: v.optional(v.picklist(['normal', 'bulge', 'protrusion', 'extrusion', 'sequestration']), 'normal'),
  zone: v.optional(v.picklist(['central', 'subarticular', 'foraminal', 'extraforaminal'])),
  side: v.optional(v.picklist(['right', 'left'])),
  migration: v.optional(
    v.strictObject({
      direction: v.picklist(['up', 'down']),
      mm: v.pipe(v.number(), v.minValue(0)),
      to: v.optional(v.picklist(['suprapedicular', 'pedicular', 'infrapedicular'])),
    }),
  ),
  annularFissure: yes,
  pfirrmann: v.optional(v.picklist([1, 2, 3, 4, 5]), 2),
  canalLee: grade(3),
  canalSchizas: v.optional(v.picklist(['A', 'B', 'C', 'D']), 'A'),
  lateralRecess: sides(3),
  foramen: sides(3),
  rootContact: v.optional(v.strictObject({ right: v.optional(contactSchema, {}), left: v.optional(contactSchema, {}) }), {}),
  facets: sides(3),
  modic: grade(3),
  slip: v.optional(v.strictObject({ direction: v.picklist(['anterior', 'retro', 'lateral']), meyerding: v.picklist([1, 2, 3, 4, 5]) })),
  infection: yes,
});

/** One vertebra; what is absent is normal. */
const vertebraSchema = v.strictObject({
  fracture: v.optional(
    v.strictObject({ genant: v.picklist([0, 1, 2, 3]), shape: v.picklist(['wedge', 'biconcave', 'crush']), acute: v.boolean() }),
  ),
  retropulsionMm: v.optional(v.pipe(v.number(), v.minValue(0)), 0),
  marrow: v.optional(v.picklist(['normal', 'oedema', 'metastasis', 'infection']), 'normal'),
  schmorlNode: yes,
  haemangioma: yes,
});

const wholeSpineSchema = v.strictObject({
  numbering: words(300),
  alignment: v.optional(words(200), 'normal'),
  conusLevel: words(60),
  cordSignal: v.optional(v.picklist(['normal', 'abnormal']), 'normal'),
  caudaEquina: v.optional(v.picklist(['normal', 'redundant', 'compressed']), 'normal'),
  /** Goutallier. */
  muscleFat: grade(4),
  collections: v.optional(v.array(words(200)), []),
  incidental: v.optional(v.array(words(200)), []),
});

/** The reference reading: every disc level by its name, unusual vertebrae by theirs, the impression worst first. */
export const answerKeySchema = v.strictObject({
  levels: v.record(words(8), levelSchema),
  vertebrae: v.optional(v.record(words(4), vertebraSchema), {}),
  wholeSpine: wholeSpineSchema,
  impression: v.pipe(v.array(words(300)), v.minLength(1)),
});
export type AnswerKey = v.InferOutput<typeof answerKeySchema>;

const steps = <At extends v.GenericSchema>(at: At) =>
  v.pipe(
    v.array(v.strictObject({ text: words(600), at, planes: v.optional(planesSchema, {}), window: v.optional(windowSchema, 'standard') })),
    v.minLength(1),
    v.maxLength(12),
  );
/** `reveal.json`, fetched when the reader asks for it. A teacher's own case may come without a key. */
export const revealSchema = v.strictObject({ conusCase: v.literal(1), steps: steps(placeSchema), key: v.optional(answerKeySchema) });
export type CaseReveal = v.InferOutput<typeof revealSchema>;

/** A step of a phantom's reveal may name a structure instead ("disc L4/5"), displaced to the patient's left, posterior and head. */
const structureSchema = v.strictObject({
  structure: words(60),
  offsetMm: v.optional(v.tuple([finite, finite, finite]), [0, 0, 0]),
  study: v.optional(v.picklist(['current', 'prior']), 'current'),
});
export const phantomRevealSchema = v.strictObject({
  conusCase: v.literal(1),
  steps: steps(v.union([structureSchema, placeSchema])),
  key: answerKeySchema,
});
export type StructurePlace = v.InferOutput<typeof structureSchema>;

export type Malformed = { readonly problem: string };

/** `json` checked against a schema; or what is wrong with it, naming `what` ("case.json") and the place in it. */
export function readCasePart<Schema extends v.GenericSchema>(
  schema: Schema,
  what: string,
  json: unknown,
): v.InferOutput<Schema> | Malformed {
  const result = v.safeParse(schema, json);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const place = v.getDotPath(issue);
  return { problem: `${what}${place === null ? '' : `, ${place}`}: ${issue.message}` };
}
