import type { WriteRequest } from '../api/request.ts';
import type { ProblemCode } from '../api/request-problem.ts';

export type EntryKind = 'bill' | 'billChange' | 'comment' | 'reading' | 'payment';

/** What a person recognises their entry by. */
export interface EntryWords {
  readonly kind: EntryKind;
  readonly groupId: string;
  /** As they wrote it: the bill's title, the beginning of a comment. */
  readonly title: string;
  readonly amount?: { readonly amountMinor: number; readonly currency: string };
}

export type EntryState =
  | { readonly name: 'waiting' }
  /** Refused for good: it is theirs to try again, or to throw away. */
  | { readonly name: 'problem'; readonly code: ProblemCode }
  /** Somebody was quicker: `theirs` is what stands there now. */
  | { readonly name: 'conflict'; readonly theirs: VersionedAnswer };

export interface VersionedAnswer {
  readonly version: number;
  readonly [field: string]: unknown;
}

/** A write that is kept until the server has answered it. Entries are sent in the order of their numbers. */
export interface NewEntry {
  /** Whose it is: nobody else's session ever sends it. */
  readonly accountId: string;
  readonly words: EntryWords;
  readonly request: WriteRequest;
  /** Stays with it, so that a second sending of what had arrived changes nothing. */
  readonly idempotencyKey: string;
  readonly writtenAt: number;
  readonly state: EntryState;
}

/** `id` is given by the store, and grows. */
export interface OutboxEntry extends NewEntry {
  readonly id?: number;
}

export interface StoredEntry extends NewEntry {
  readonly id: number;
}
