import { conus, sct, type Code } from '#dicom/code.ts';
import type { LevelName } from '#spine/level.ts';
import { kindOf, levelWords } from '#spine/levelNames.ts';

/** SNOMED CT (handbook clinical; discs also PS3.16 CID 1001). Levels that it has no code of their own for keep their name in our own scheme. */
const SNOMED: Readonly<Record<LevelName, string>> = {
  L1: '66794005',
  L2: '14293000',
  L3: '36470004',
  L4: '11994002',
  L5: '49668003',
  S1: '65985001',
  'C2/3': '243902007',
  'C3/4': '243903002',
  'C4/5': '243904008',
  'C5/6': '243905009',
  'C6/7': '243906005',
  'C7/T1': '243925008',
  'T1/2': '243908006',
  'T2/3': '243909003',
  'T3/4': '243910008',
  'T4/5': '243911007',
  'T5/6': '243912000',
  'T6/7': '243913005',
  'T7/8': '243914004',
  'T8/9': '243915003',
  'T9/10': '243916002',
  'T10/11': '243917006',
  'T11/12': '243918001',
  'T12/L1': '243926009',
  'L1/2': '243920003',
  'L2/3': '243921004',
  'L3/4': '243922006',
  'L4/5': '243923001',
  'L5/S1': '243927000',
};
const NAMES: ReadonlyMap<string, LevelName> = new Map(Object.entries(SNOMED).map(([name, value]) => [value, name]));

/** The level as a finding site. */
export function levelCode(name: LevelName): Code {
  const value = Object.hasOwn(SNOMED, name) ? SNOMED[name] : undefined;
  if (value === undefined) return conus(name.slice(0, 16), levelWords(name));
  return sct(value, kindOf(name) === 'disc' ? `Level of ${name} intervertebral disc` : `${name} vertebra`);
}

/** The level that a finding site names; the site's own words where it names none. */
export const levelOfCode = ({ value, scheme, meaning }: Code): string =>
  (scheme === '99CONUS' ? value : scheme === 'SCT' || scheme === 'SRT' ? NAMES.get(value) : undefined) ?? meaning;
