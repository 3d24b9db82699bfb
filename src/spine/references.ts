/** Published ranges and scales that results are compared with (handbook clinical). Shown with their citation, never as a verdict. */
import type { AnnotationKind } from './annotation.ts';
import type { Reference } from './measurement.ts';

export const REFERENCES: Readonly<Partial<Record<AnnotationKind, Reference>>> = {
  canalAp: { text: 'under 10 mm absolute, 10 to 12 mm relative stenosis', citation: 'Verbiest' },
  sacArea: {
    text: 'under 100 mm² stenosis, 100 to 130 mm² early stenosis; under 75 mm² severe (Schönström)',
    citation: 'Bolender 1985',
  },
  lateralRecess: { text: 'under 3 mm suggests stenosis, under 2 mm diagnostic', citation: 'Ciric 1980' },
  slip: { text: 'I up to 25 %, II to 50, III to 75, IV to 100, V beyond', citation: 'Meyerding' },
  lordosis: { text: 'about 40 to 60° standing, less when supine', citation: 'L1 upper to S1 upper endplate' },
  vertebralHeight: { text: 'grade 0 under 20 %, 1 to 25, 2 to 40, 3 beyond', citation: 'Genant' },
  signalRatio: { text: 'helps to tell Pfirrmann grades apart', citation: 'Pfirrmann 2001' },
  conusLevel: { text: 'normally at or above L2', citation: 'usual range of adults' },
};

/** Steps of a scale in percent: the first whose end is not exceeded. */
const stepOf = (percent: number, ends: readonly number[], names: readonly string[]): string =>
  names[ends.findIndex((end) => percent <= end)] ?? names.at(-1)!;

/** Meyerding grade of a slip, with its direction; null for less than half a percent, which the numbers round to no slip. */
export function meyerding(percent: number): string | null {
  const size = Math.abs(percent);
  if (size < 0.5) return null;
  return `Meyerding ${stepOf(size, [25, 50, 75, 100], ['I', 'II', 'III', 'IV', 'V'])}, ${percent > 0 ? 'anterior' : 'posterior'}`;
}

/** Genant grade of a height loss; the shape is named after the height that lost most. */
export function genant(lossPercent: number, most: 'anterior' | 'middle' | 'posterior'): string {
  const grade = lossPercent < 20 ? 0 : lossPercent <= 25 ? 1 : lossPercent <= 40 ? 2 : 3;
  const shape = { anterior: 'wedge', middle: 'biconcave', posterior: 'crush' }[most];
  return grade === 0 ? 'Genant 0' : `Genant ${grade}, ${shape}`;
}
