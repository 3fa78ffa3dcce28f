import { hash } from 'node:crypto';
import type { Partition, RawCommit, Store } from '../ports/store.ts';
import { type CommitBody, chainHash, GENESIS_HASH } from '../store/commit.ts';

/** One thing that is not as the log says; `what` is a stable word, `detail` says where and how. */
export interface Finding {
  readonly partition: Partition;
  readonly what:
    | 'chain'
    | 'gap'
    | 'content'
    | 'version'
    | 'document'
    | 'balance'
    | 'entry'
    | 'payment'
    | 'gateway'
    | 'statement';
  readonly detail: string;
}

/** Sees every commit of the partition in order and says at the end what does not add up. */
export interface Recount {
  see(body: CommitBody): void;
  findings(documents: ReadonlyMap<string, object>): readonly Omit<Finding, 'partition'>[];
}

const PAGE_COMMITS = 500;

/**
 * Walks one partition's commits: hashes, order, versions; then compares every stored document with what the commits say.
 * `recounts` add the sums that only the domain can check.
 */
export async function examinePartition(
  store: Store,
  partition: Partition,
  recounts: readonly Recount[],
): Promise<{ readonly findings: readonly Finding[]; readonly commitCount: number }> {
  const findings: Omit<Finding, 'partition'>[] = [];
  const expected = new Map<string, { version: number; digest: string | null }>();
  let previous: RawCommit | undefined;
  for (;;) {
    const page = await store.readRaw(partition, previous?.seq ?? 0, PAGE_COMMITS);
    for (const raw of page) {
      findings.push(...examineLink(raw, previous));
      const body = JSON.parse(raw.bodyText) as CommitBody;
      findings.push(...examineBody(raw, body, expected));
      for (const recount of recounts) recount.see(body);
      previous = raw;
    }
    if (page.length < PAGE_COMMITS) break;
  }
  const documents = new Map<string, object>();
  for (const { collection, document } of await store.documentsOf(partition)) {
    documents.set(`${collection}/${document.id}`, document);
  }
  findings.push(
    ...compareDocuments(expected, documents),
    ...recounts.flatMap((recount) => recount.findings(documents)),
  );
  return { findings: findings.map((finding) => ({ partition, ...finding })), commitCount: previous?.seq ?? 0 };
}

type Found = Omit<Finding, 'partition'>;

function* examineLink(raw: RawCommit, previous: RawCommit | undefined): Iterable<Found> {
  const expectedSeq = (previous?.seq ?? 0) + 1;
  if (raw.seq !== expectedSeq) yield { what: 'gap', detail: `commit ${expectedSeq} is missing before ${raw.seq}` };
  if (raw.previous !== (previous?.hash ?? GENESIS_HASH)) {
    yield { what: 'chain', detail: `commit ${raw.seq} does not follow the commit before it` };
  }
  if (raw.hash !== chainHash(raw.previous, raw.bodyText)) {
    yield { what: 'content', detail: `commit ${raw.seq} is not what was committed` };
  }
}

function* examineBody(
  raw: RawCommit,
  body: CommitBody,
  expected: Map<string, { version: number; digest: string | null }>,
): Iterable<Found> {
  if (body.seq !== raw.seq || body.partition !== raw.partition) {
    yield { what: 'content', detail: `commit ${raw.seq} says it is ${body.partition} ${body.seq}` };
  }
  for (const change of body.changes) {
    const key = `${change.collection}/${change.id}`;
    const before = expected.get(key)?.version ?? 0;
    if (change.version !== before + 1) {
      yield { what: 'version', detail: `commit ${raw.seq} takes ${key} from version ${before} to ${change.version}` };
    }
    const isRemoval = change.document === null;
    expected.set(key, {
      version: isRemoval ? 0 : change.version,
      digest: change.document === null ? null : digestOf(change.document),
    });
  }
}

function* compareDocuments(
  expected: ReadonlyMap<string, { version: number; digest: string | null }>,
  documents: ReadonlyMap<string, object>,
): Iterable<Found> {
  for (const [key, { digest }] of expected) {
    const stored = documents.get(key);
    if (digest === null && stored) yield { what: 'document', detail: `${key} is stored and was removed` };
    if (digest !== null && !stored) yield { what: 'document', detail: `${key} is missing` };
    if (digest !== null && stored && digestOf(stored) !== digest)
      yield { what: 'document', detail: `${key} differs from the log` };
  }
  for (const key of documents.keys()) {
    if (!expected.has(key)) yield { what: 'document', detail: `${key} is stored and no commit wrote it` };
  }
}

function digestOf(document: object): string {
  return hash('sha256', JSON.stringify(document), 'base64url');
}
