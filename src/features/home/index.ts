export { HomePage } from './HomePage.tsx';
export type { SampleCase } from './SampleList.tsx';
export { forgetAllRecent, forgetRecent, readRecent, rememberRecent } from './recentStorage.ts';
