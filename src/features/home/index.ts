export { HomePage } from './HomePage.tsx';
export type { RecentStudy } from './recent.ts';
export { forgetAllRecent, forgetRecent, readRecent, rememberRecent } from './recentStorage.ts';
export type { SampleCase } from './SampleList.tsx';
