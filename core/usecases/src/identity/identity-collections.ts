import { hash } from 'node:crypto';
import type { Partition } from '../ports/store.ts';
import { type Collection, defineCollection, type IndexKey, type StoredDocument } from '../store/collection.ts';

/** A row of the identity library: flat, dates as ISO text. Which fields there are is its business; what is looked up is ours. */
export interface IdentityRow extends StoredDocument {
  readonly [field: string]: string | number | boolean | null;
}

/** Every kind of row, and the fields it is looked up by (besides its id). */
export const IDENTITY_LOOKUPS = {
  user: ['email'],
  session: ['token', 'userId', 'expiresAt'],
  account: ['userId', 'accountId'],
  verification: ['identifier', 'expiresAt'],
  twoFactor: ['userId'],
  passkey: ['userId', 'credentialID'],
} as const satisfies Record<string, readonly string[]>;

export type IdentityModel = keyof typeof IDENTITY_LOOKUPS;

export const identityCollections: Readonly<Record<IdentityModel, Collection<IdentityRow>>> = {
  user: collectionOf('user'),
  session: collectionOf('session'),
  account: collectionOf('account'),
  verification: collectionOf('verification'),
  twoFactor: collectionOf('twoFactor'),
  passkey: collectionOf('passkey'),
};

/** The index key under which rows with this value are found; the id at its end keeps equal values apart. */
export const lookupPrefix = (value: unknown): string => `${String(value).toLowerCase()}|`;

export const userPartition = (userId: string): Partition => `user:${userId}`;

/** Whose commit a row belongs to. A verification belongs to nobody yet: its partition is made of what it verifies. */
export function identityPartition(model: IdentityModel, row: Readonly<Record<string, unknown>>): Partition {
  if (model === 'user') return userPartition(String(row.id));
  if (model !== 'verification') return userPartition(String(row.userId));
  return userPartition(`verification-${hash('sha256', String(row.identifier), 'hex').slice(0, 32)}`);
}

function collectionOf(model: IdentityModel): Collection<IdentityRow> {
  const fields = ['id', ...IDENTITY_LOOKUPS[model]];
  return defineCollection<IdentityRow>(`identity-${model}`, {
    globalKeys: (row) =>
      fields
        .filter((field) => row[field] !== null && row[field] !== undefined)
        .map((field): IndexKey => [`by-${field}`, `${lookupPrefix(row[field])}${row.id}`]),
  });
}
