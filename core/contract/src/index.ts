export * from './common.ts';
export * from './groups.ts';
