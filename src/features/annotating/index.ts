export { AnnotationLayer } from './AnnotationLayer.tsx';
export { annotatingCommands, DRAWING_COMMANDS, type AnnotatingPorts } from './commands.ts';
export { annotationFacts, type AnnotationFacts } from './facts.ts';
export { MarksPanel } from './MarksPanel.tsx';
