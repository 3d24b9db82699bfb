/** Names of structures ("disc L4/5", "foramen left L5/S1", "metastasis L2") as points of a phantom, by construction. */
import { patientPoint, type PatientPoint } from '#geometry/points.ts';
import type { StructurePlace } from '#spine/teachingCase.ts';
import type { Truth } from './phantom/truth.ts';

const middle = (a: PatientPoint, b: PatientPoint): PatientPoint => patientPoint((a.x + b.x) / 2, (a.y + b.y) / 2, (a.z + b.z) / 2);

/** The point of a structure; undefined when the phantom has none of that name. */
function structure(truth: Truth, name: string): PatientPoint | null | undefined {
  if (name === 'conus tip') return truth.conusTip;
  const words = name.split(' ');
  const level = words.pop();
  const kind = words.join(' ');
  const disc = truth.discs.find(({ label }) => label === level);
  const vertebra = truth.vertebrae.find(({ label }) => label === level);
  switch (kind) {
    case 'disc':
      return disc?.centre;
    case 'canal':
      return disc && middle(...disc.canalApEnds);
    case 'foramen right':
      return disc?.foramenRight;
    case 'foramen left':
      return disc?.foramenLeft;
    case 'vertebra':
      return vertebra?.centre;
    case 'pedicle right':
      return vertebra?.pedicleRight;
    case 'pedicle left':
      return vertebra?.pedicleLeft;
    default:
      return truth.lesions.find((lesion) => lesion.kind === kind && lesion.level === level)?.centre;
  }
}

/** Where a step points, LPS mm. Throws when it names something that the phantom does not have: a mistake in the case's files. */
export function placeIn(truth: Truth, { structure: name, offsetMm: [left, posterior, head] }: StructurePlace): PatientPoint {
  const found = structure(truth, name);
  if (!found) throw new Error(`no structure "${name}" in this phantom`);
  const tenth = (value: number) => Math.round(value * 10) / 10;
  return patientPoint(tenth(found.x + left), tenth(found.y + posterior), tenth(found.z + head));
}
