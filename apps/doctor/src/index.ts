export { reportLines } from './report.ts';
