export * from './activity.ts';
export * from './common.ts';
export * from './groups.ts';
export * from './invitations.ts';
