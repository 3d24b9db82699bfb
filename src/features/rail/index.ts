export { SeriesRail } from './SeriesRail.tsx';
