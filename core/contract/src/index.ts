export * from './activity.ts';
export * from './balances.ts';
export * from './bills.ts';
export * from './common.ts';
export * from './groups.ts';
export * from './identity.ts';
export * from './invitations.ts';
