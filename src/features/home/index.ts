export { HomePage } from './HomePage.tsx';
export { forgetAllRecent, forgetRecent, readRecent, rememberRecent } from './recentStorage.ts';
