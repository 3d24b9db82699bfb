export { handleIntent } from './handleIntent.ts';
export { oneToOne, panned, zoomedAt } from './framing.ts';
export { PlaneGrid } from './PlaneGrid.tsx';
export { SERIES_DRAG, type AttachPane } from './Plane.tsx';
export { setProbe } from './probe.ts';
export { patientFacts, pointText, seriesLabel } from './words.ts';
