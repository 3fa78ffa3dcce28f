import { type CleanedWhere, createAdapterFactory } from '@better-auth/core/db/adapter';
import type { IdentityModel, IdentityRow } from '@shared-payments/usecases';
import type { IdentityRows, Row } from './rows.ts';
import { tokenDigest } from './token-digest.ts';

const EVERYTHING = 100_000;

/** The identity library's view of our store. Session tokens are replaced by their digest on the way in. */
export function createDatabaseAdapter(rows: IdentityRows) {
  return createAdapterFactory({
    config: {
      adapterId: 'shared-payments',
      adapterName: 'Shared Payments store',
      supportsDates: false,
      supportsJSON: false,
      supportsBooleans: true,
      supportsArrays: false,
      transaction: false,
    },
    adapter: () => ({
      create: async ({ model, data }) => {
        await rows.create(model as IdentityModel, digested(model, data as Row));
        return data;
      },
      findOne: async ({ model, where }) => {
        const [row] = await rows.find(model as IdentityModel, digestedWhere(model, where), 1);
        return (row ? withToken(row, model, where) : null) as never;
      },
      findMany: async ({ model, where = [], limit, sortBy, offset = 0 }) => {
        const found = await rows.find(model as IdentityModel, digestedWhere(model, where), EVERYTHING);
        return sorted(found, sortBy).slice(offset, offset + limit) as never;
      },
      count: async ({ model, where = [] }) =>
        (await rows.find(model as IdentityModel, digestedWhere(model, where), EVERYTHING)).length,
      update: async ({ model, where, update }) => {
        const [changed] = await updateAll(rows, model as IdentityModel, where, update as Row, 1);
        return (changed ? withToken(changed, model, where) : null) as never;
      },
      updateMany: async ({ model, where, update }) =>
        (await updateAll(rows, model as IdentityModel, where, update as Row, EVERYTHING)).length,
      delete: async ({ model, where }) => void (await removeAll(rows, model as IdentityModel, where, 1)),
      deleteMany: async ({ model, where }) => (await removeAll(rows, model as IdentityModel, where, EVERYTHING)).length,
      consumeOne: async ({ model, where }) => {
        const [removed] = await removeAll(rows, model as IdentityModel, where, 1);
        return (removed ?? null) as never;
      },
    }),
  });
}

async function updateAll(rows: IdentityRows, model: IdentityModel, where: CleanedWhere[], change: Row, limit: number) {
  const clauses = digestedWhere(model, where);
  const changed: IdentityRow[] = [];
  for (const row of await rows.find(model, clauses, limit)) {
    const updated = await rows.update(model, row, clauses, digested(model, change));
    if (updated) changed.push(updated);
  }
  return changed;
}

async function removeAll(rows: IdentityRows, model: IdentityModel, where: CleanedWhere[], limit: number) {
  const removed: IdentityRow[] = [];
  for (const row of await rows.find(model, digestedWhere(model, where), limit)) {
    if (await rows.remove(model, row)) removed.push(row);
  }
  return removed;
}

function digested(model: string, row: Row): Row {
  return model === 'session' && typeof row.token === 'string' ? { ...row, token: tokenDigest(row.token) } : row;
}

function digestedWhere(model: string, where: readonly CleanedWhere[]): CleanedWhere[] {
  if (model !== 'session') return [...where];
  return where.map((clause) => {
    if (clause.field !== 'token') return clause;
    const { value } = clause;
    return {
      ...clause,
      value: Array.isArray(value) ? value.map((one) => tokenDigest(String(one))) : tokenDigest(String(value)),
    };
  });
}

/** Whoever asked by token knows it, and gets it back. */
function withToken(row: IdentityRow, model: string, where: readonly CleanedWhere[]): object {
  const asked = model === 'session' ? where.find(({ field }) => field === 'token')?.value : undefined;
  return typeof asked === 'string' ? { ...row, token: asked } : row;
}

function sorted(
  found: readonly IdentityRow[],
  sortBy: { field: string; direction: 'asc' | 'desc' } | undefined,
): readonly IdentityRow[] {
  if (!sortBy) return found;
  const sign = sortBy.direction === 'asc' ? 1 : -1;
  const text = (row: IdentityRow) => String(row[sortBy.field] ?? '');
  return found.toSorted((a, b) => sign * (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0));
}
