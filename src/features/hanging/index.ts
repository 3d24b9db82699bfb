export { hangStudy, readyToHang, reformatOf } from './hang.ts';
