export { changeCineSpeed, stopCine, toggleCine, useCine } from './cine.ts';
