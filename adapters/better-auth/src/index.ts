export { createIdentity, type IdentitySettings } from './identity.ts';
