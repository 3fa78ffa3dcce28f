export { superviseProcess } from './supervise.ts';
