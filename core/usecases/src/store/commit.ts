import { hash } from 'node:crypto';

/** One document as a commit leaves it; `document: null` removes it. `replaces` is the seq of the commit it had before. */
export interface Change {
  readonly collection: string;
  readonly id: string;
  readonly version: number;
  readonly document: object | null;
  readonly replaces: number | null;
}

/** What is remembered of a request with an Idempotency-Key: a replay gets `answer`, another request is refused. */
export interface IdempotencyRecord {
  readonly key: string;
  /** SHA-256 of actor, verb and input. */
  readonly fingerprint: string;
}

export interface CommitBody {
  readonly partition: string;
  readonly seq: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly actor: string;
  readonly requestId: string;
  /** The command, as `thing/verb`. */
  readonly verb: string;
  readonly idempotency: IdempotencyRecord | null;
  readonly answer: unknown;
  readonly changes: readonly Change[];
}

/** One accepted command. `hash` covers `previous` and the body's text, so an edit, a loss or a reorder shows. */
export interface Commit extends CommitBody {
  readonly previous: string;
  readonly hash: string;
}

/** The `previous` of a partition's first commit. */
export const GENESIS_HASH = '';

/**
 * The text that is stored and hashed, byte for byte what JSON.stringify makes of `body`; adapters keep it as it is.
 * `textOf` may hand in the text of a document or an answer that was made already: it must be the same JSON.
 */
export function encodeCommitBody(body: CommitBody, textOf: (value: object) => string = JSON.stringify): string {
  const { partition, seq, at, actor, requestId, verb, idempotency, answer, changes } = body;
  const head = JSON.stringify({ partition, seq, at, actor, requestId, verb, idempotency });
  const answerText = typeof answer === 'object' && answer !== null ? textOf(answer) : JSON.stringify(answer);
  const answered = answerText === undefined ? '' : `,"answer":${answerText}`;
  return `${head.slice(0, -1)}${answered},"changes":[${changes.map((change) => changeText(change, textOf)).join()}]}`;
}

function changeText(change: Change, textOf: (value: object) => string): string {
  const { collection, id, version, document, replaces } = change;
  const text = document === null ? 'null' : textOf(document);
  const name = `"collection":${JSON.stringify(collection)},"id":${JSON.stringify(id)}`;
  return `{${name},"version":${version},"document":${text},"replaces":${replaces}}`;
}

export function decodeCommit(text: string, previous: string, commitHash: string): Commit {
  const body = JSON.parse(text) as CommitBody;
  return { ...body, previous, hash: commitHash };
}

/** SHA-256 over the previous hash and the body's text, in base64url (43 characters). */
export function chainHash(previous: string, bodyText: string): string {
  return hash('sha256', `${previous}\n${bodyText}`, 'base64url');
}
