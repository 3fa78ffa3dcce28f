import { AppError } from '@shared-payments/domain';
import {
  type CommandInfo,
  chainHash,
  type Draft,
  encodeCommitBody,
  GENESIS_HASH,
  type Outcome,
  type Reader,
  type Store,
} from '@shared-payments/usecases';
import { createApplier } from './apply.ts';
import { createBatch, HalfApplied, type Job } from './batch.ts';
import { type CommandCache, createCommandCache } from './command-cache.ts';
import { type Connections, openConnections } from './database.ts';
import { createHeads } from './heads.ts';
import { createLog } from './log.ts';
import { createPendingUpdates } from './pending-updates.ts';
import { createRows, type Rows } from './rows.ts';

/** The store on one SQLite file at `path`. Several processes may open it; each commit is durable before it is answered. */
export function createSqliteStore(path: string): Store {
  const connections = openConnections(path);
  const rows = createRows(connections.reader);
  const heads = createHeads(connections.reader);
  const writes = createWriter(connections, heads.lookAgain);
  return {
    ...readerOf(rows),
    ...createLog(connections.reader, heads),
    transact: writes.transact,
    seqOf: async (collection, partition, id) => rows.document(collection.name, partition, id)?.seq ?? 0,
    async close() {
      await writes.idle();
      connections.reader.close();
      connections.writer.close();
    },
  };
}

function readerOf(rows: Rows): Reader {
  return {
    get: async (collection, partition, id) => rows.document(collection.name, partition, id)?.document as never,
    list: async (collection, partition, range) => rows.list(collection, partition, range),
    find: async (collection, range) => rows.list(collection, '', range),
  };
}

function createWriter({ writer }: Connections, onCommit: () => void) {
  const pending = createPendingUpdates(writer);
  const rows = pending.over(createRows(writer));
  const cache = createCommandCache(writer, rows);
  const applier = createApplier(writer, pending);
  const reader: Reader = {
    ...readerOf(rows),
    get: async (collection, partition, id) => cache.document(collection.name, partition, id)?.document as never,
  };
  const earlier = writer.prepare('SELECT seq, body FROM commits WHERE partition = ? AND idempotency_key = ?');
  const insert = writer.prepare(
    'INSERT INTO commits (partition, seq, idempotency_key, previous, hash, body) VALUES (?, ?, ?, ?, ?, ?)',
  );

  const execute = async ({ info, command }: Job): Promise<Outcome<unknown>> => {
    if (info.idempotency) {
      const row = earlier.get(info.partition, info.idempotency.key) as { seq: number; body: string } | undefined;
      if (row) return replay(row, info.idempotency.fingerprint);
    }
    const draft = await command(reader);
    const head = cache.head(info.partition);
    if (draft.writes.length === 0) return { answer: draft.answer, seq: head?.seq ?? 0, isReplay: false };
    const seq = (head?.seq ?? 0) + 1;
    wholly(() => {
      const { partition } = info;
      const textOf = textsOnce();
      const changes = applier.apply({ partition, seq, writes: draft.writes, current: cache.document, textOf });
      const bodyText = encodeCommitBody(commitBody(info, seq, draft, changes), textOf);
      const previous = head?.hash ?? GENESIS_HASH;
      const hash = chainHash(previous, bodyText);
      insert.run(partition, seq, info.idempotency?.key ?? null, previous, hash, bodyText);
      remember(cache, info, seq, hash, draft);
    });
    return { answer: draft.answer, seq, isReplay: false };
  };

  const batch = createBatch(writer, execute, {
    onBegin: cache.validate,
    beforeCommit: () => wholly(pending.flush),
    onCommit,
    onRollback() {
      pending.forget();
      cache.forget();
    },
  });
  const transact: Store['transact'] = <A>(info: CommandInfo, command: (reader: Reader) => Promise<Draft<A>>) =>
    new Promise<Outcome<A>>((resolve, reject) => {
      batch.add({ info, command, resolve: resolve as (outcome: Outcome<unknown>) => void, reject });
    });
  return { transact, idle: batch.idle };
}

function replay(row: { readonly seq: number; readonly body: string }, fingerprint: string): Outcome<unknown> {
  const body = JSON.parse(row.body) as { answer: unknown; idempotency: { fingerprint: string } };
  if (body.idempotency.fingerprint !== fingerprint) {
    throw new AppError(
      'idempotency_key_reused',
      'This Idempotency-Key was used for another request: send a new key, or the first request again.',
    );
  }
  return { answer: body.answer, seq: row.seq, isReplay: true };
}

function wholly(write: () => void): void {
  try {
    write();
  } catch (error) {
    throw new HalfApplied('What a command wrote was not written whole.', { cause: error });
  }
}

/** The bill a command writes is often its answer as well: each is made into text once. */
function textsOnce(): (value: object) => string {
  const texts = new Map<object, string>();
  return (value) => {
    const known = texts.get(value);
    if (known !== undefined) return known;
    const text = JSON.stringify(value);
    texts.set(value, text);
    return text;
  };
}

function commitBody(
  info: CommandInfo,
  seq: number,
  draft: Draft<unknown>,
  changes: ReturnType<ReturnType<typeof createApplier>['apply']>,
) {
  const { partition, at, actor, requestId, verb } = info;
  // Only a request with a key can be replayed: without one, the answer would be stored for nobody.
  const answer = info.idempotency ? draft.answer : null;
  return { partition, seq, at, actor, requestId, verb, idempotency: info.idempotency ?? null, answer, changes };
}

function remember(cache: CommandCache, info: CommandInfo, seq: number, hash: string, draft: Draft<unknown>): void {
  for (const { collection, id, document } of draft.writes) {
    cache.keep(collection.name, info.partition, id, document ? { document, seq } : undefined);
  }
  cache.keepHead(info.partition, { seq, hash });
}
