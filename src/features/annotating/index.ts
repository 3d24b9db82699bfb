export { AnnotationLayer } from './AnnotationLayer.tsx';
export { annotatingCommands, DRAWING_COMMANDS } from './commands.ts';
export { annotationFacts } from './facts.ts';
export { MarksPanel } from './MarksPanel.tsx';
