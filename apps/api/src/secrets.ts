import { randomBytes } from 'node:crypto';

/** 256 bits in base64url: for links that are secrets. */
export const newSecret = (): string => randomBytes(32).toString('base64url');
