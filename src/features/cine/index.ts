export { changeCineSpeed, toggleCine, useCine } from './cine.ts';
