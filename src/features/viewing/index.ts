export { handleIntent } from './handleIntent.ts';
export { toPatient } from './handleIntent.ts';
export { toCanvas } from './lines.ts';
export { oneToOne, panned, shownPxPerMm, zoomedAt } from './framing.ts';
export { PlaneGrid } from './PlaneGrid.tsx';
export { SERIES_DRAG, type AttachPane } from './Plane.tsx';
export { setProbe } from './probe.ts';
export { dicomDate, patientFacts, pointText, seriesLabel } from './words.ts';
