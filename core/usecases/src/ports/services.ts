import type { Documents } from './documents.ts';
import type { Files } from './files.ts';
import type { Gateway } from './gateway.ts';
import type { Store } from './store.ts';
import type { Texts } from './texts.ts';

/** What every use case is handed: nothing here is global, so a test can hand in its own. */
export interface Services {
  readonly store: Store;
  readonly files: Files;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** A new id that sorts by time (UUID version 7). */
  readonly newId: () => string;
  /** HMAC-SHA256 of `text` under the server's secret, in base64url: links that are secrets are made and checked with it. */
  readonly sign: (text: string) => string;
  /** The same under the secrets before and after this one: what another process signed during a rotation is good as well. */
  readonly signedElsewhere?: readonly ((text: string) => string)[];
  /** Who takes card payments; left out where only cash and bank transfers are wanted. */
  readonly gateway?: Gateway;
  /** Whether webhooks may go to the machine itself; only for trials. */
  readonly allowsLoopbackWebhooks?: boolean;
  /** What browsers subscribe to pushes with (VAPID, base64url); left out where none are sent. */
  readonly pushPublicKey?: string;
  /** How browsers reach the product, without a slash at the end; left out where nobody knows. */
  readonly publicUrl?: string;
  /** What mails, calendars and their pages are written with; left out where none are. */
  readonly texts?: Texts;
  /** Who prints statements and receipts; left out where nobody asks for them. */
  readonly documents?: Documents;
}

/** Who asks, and for which request. `idempotencyKey` makes the command happen once; `ifVersion` makes an edit fail when late. */
export interface RequestContext {
  readonly userId: string;
  readonly requestId: string;
  readonly idempotencyKey?: string;
  readonly ifVersion?: number;
}
