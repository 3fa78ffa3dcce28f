import { hash } from 'node:crypto';

/** What a session is found by is kept as a digest: whoever reads the data cannot sign in with it. */
export const tokenDigest = (token: string): string => hash('sha256', token, 'base64url').toLowerCase();
