import type { AnswerKey } from '#spine/teachingCase.ts';

/** Words that name any diagnosis of these cases, whichever the case. */
const ALWAYS = [
  /herniat|protru|extru|sequest|prolapse|slipped/i,
  /stenos|narrow|schizas|claudica/i,
  /fractur|wedge|genant|oedema|retropuls/i,
  /metasta|tumou?r|lesion|haemangio/i,
  /infect|discitis|abscess|collection/i,
  /cauda|compress/i,
  /listhesis|meyerding|pfirrmann|modic|degener|fissure|bulge/i,
  /transition|lumbari|sacrali|castellvi|six lumbar/i,
  /normal (mri|study|spine)/i,
];

const isUnusual = (level: AnswerKey['levels'][string]): boolean =>
  level.contour !== 'normal' || level.pfirrmann > 2 || level.canalLee > 0 || level.infection || level.slip !== undefined;

/** What must not be said before the reveal of this case: the diagnoses, the levels, vertebrae and roots that its own key names. */
export function words(key: AnswerKey): RegExp[] {
  const levels = Object.entries(key.levels).filter(([, level]) => isUnusual(level));
  const roots = levels
    .flatMap(([, { rootContact }]) => [rootContact.right.root, rootContact.left.root])
    .filter((root) => root !== undefined);
  const zones = levels.flatMap(([, { zone }]) => zone ?? []);
  const names = [...levels.map(([name]) => name), ...Object.keys(key.vertebrae), ...roots, ...zones];
  return [...ALWAYS, ...names.map((name) => new RegExp(`(^|[^a-z0-9])${name}([^a-z0-9]|$)`, 'i'))];
}
