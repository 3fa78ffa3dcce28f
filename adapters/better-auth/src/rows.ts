import {
  type Draft,
  IDENTITY_LOOKUPS,
  type IdentityModel,
  type IdentityRow,
  identityCollections,
  identityPartition,
  KEY_RANGE_LIMIT_MAX,
  lookupPrefix,
  type Partition,
  put,
  remove,
  type Store,
} from '@shared-payments/usecases';
import { type Clause, matches } from './clauses.ts';

export type Row = Record<string, string | number | boolean | null>;

/** The identity library's rows as documents of the store: every write is a commit of the user it belongs to. */
export interface IdentityRows {
  find(model: IdentityModel, where: readonly Clause[], limit: number): Promise<readonly IdentityRow[]>;
  create(model: IdentityModel, row: Row): Promise<void>;
  /** Undefined when the row is gone or no longer fits `where`. */
  update(
    model: IdentityModel,
    row: IdentityRow,
    where: readonly Clause[],
    change: Row,
  ): Promise<IdentityRow | undefined>;
  /** True for the one caller that removed it. */
  remove(model: IdentityModel, row: IdentityRow): Promise<boolean>;
}

const ACTOR = 'identity';

export function createIdentityRows(store: Store, now: () => number): IdentityRows {
  const commit = <A>(partition: Partition, verb: string, command: Parameters<typeof store.transact<A>>[1]) =>
    store.transact({ partition, verb, actor: ACTOR, requestId: ACTOR, at: now() }, command);
  return {
    find: (model, where, limit) => findRows(store, model, where, limit),
    create: async (model, row) => {
      const document: IdentityRow = { ...row, id: String(row.id), version: 1 };
      const draft: Draft<null> = { writes: [put(identityCollections[model], document)], answer: null };
      await commit(identityPartition(model, row), `identity/create-${model}`, async () => draft);
    },
    update: async (model, row, where, change) => {
      const partition = identityPartition(model, row);
      const collection = identityCollections[model];
      const outcome = await commit(partition, `identity/update-${model}`, async (reader) => {
        const current = await reader.get(collection, partition, row.id);
        if (!current || !matches(current, where)) return { writes: [], answer: undefined };
        const changed: IdentityRow = { ...current, ...change, id: current.id, version: current.version + 1 };
        return { writes: [put(collection, changed)], answer: changed };
      });
      return outcome.answer;
    },
    remove: async (model, row) => {
      const partition = identityPartition(model, row);
      const collection = identityCollections[model];
      const outcome = await commit(partition, `identity/remove-${model}`, async (reader) => {
        const current = await reader.get(collection, partition, row.id);
        return current ? { writes: [remove(collection, current)], answer: true } : { writes: [], answer: false };
      });
      return outcome.answer;
    },
  };
}

async function findRows(
  store: Store,
  model: IdentityModel,
  where: readonly Clause[],
  limit: number,
): Promise<readonly IdentityRow[]> {
  const collection = identityCollections[model];
  const found: IdentityRow[] = [];
  for (const range of rangesFor(model, where)) {
    let after: string | undefined;
    for (;;) {
      const page = await store.find(collection, {
        ...range,
        limit: KEY_RANGE_LIMIT_MAX,
        ...(after === undefined ? {} : { after }),
      });
      found.push(...page.map(({ document }) => document).filter((row) => matches(row, where)));
      after = page.at(-1)?.key;
      if (found.length >= limit || page.length < KEY_RANGE_LIMIT_MAX) break;
    }
  }
  return found.slice(0, limit);
}

/** The narrowest index that `where` allows; a question no index answers walks over the ids. */
function rangesFor(
  model: IdentityModel,
  where: readonly Clause[],
): readonly { readonly index: string; readonly prefix?: string; readonly before?: string }[] {
  const isConjunction = where.every((clause) => clause.connector !== 'OR');
  for (const field of isConjunction ? ['id', ...IDENTITY_LOOKUPS[model]] : []) {
    const clause = where.find((one) => one.field === field);
    if (clause?.operator === 'eq' && clause.value !== null)
      return [{ index: `by-${field}`, prefix: lookupPrefix(clause.value) }];
    if (clause?.operator === 'in' && Array.isArray(clause.value)) {
      return clause.value.map((value) => ({ index: `by-${field}`, prefix: lookupPrefix(value) }));
    }
    if ((clause?.operator === 'lt' || clause?.operator === 'lte') && field === 'expiresAt') {
      return [{ index: `by-${field}`, before: `${String(clause.value).toLowerCase()}~` }];
    }
  }
  return [{ index: 'by-id' }];
}
