import type { CleanedWhere } from '@better-auth/core/db/adapter';
import type { IdentityRow } from '@shared-payments/usecases';

export type Clause = CleanedWhere;

/** Whether a row fits: all AND clauses, and at least one of the OR clauses where there are any. */
export function matches(row: IdentityRow, where: readonly Clause[]): boolean {
  const all = where.filter((clause) => clause.connector !== 'OR');
  const any = where.filter((clause) => clause.connector === 'OR');
  return all.every((clause) => fits(row, clause)) && (any.length === 0 || any.some((clause) => fits(row, clause)));
}

function fits(row: IdentityRow, { field, operator, value }: Clause): boolean {
  const actual = row[field] ?? null;
  const wanted = value instanceof Date ? value.toISOString() : value;
  switch (operator) {
    case 'eq':
      return actual === wanted;
    case 'ne':
      return actual !== wanted;
    case 'in':
      return Array.isArray(wanted) && (wanted as unknown[]).includes(actual);
    case 'not_in':
      return Array.isArray(wanted) && !(wanted as unknown[]).includes(actual);
    case 'contains':
      return String(actual ?? '').includes(String(wanted));
    case 'starts_with':
      return String(actual ?? '').startsWith(String(wanted));
    case 'ends_with':
      return String(actual ?? '').endsWith(String(wanted));
    default:
      return compares(actual, operator, wanted);
  }
}

function compares(actual: unknown, operator: Clause['operator'], wanted: unknown): boolean {
  if (actual === null || wanted === null) return false;
  const [left, right] = [actual as string | number, wanted as string | number];
  if (operator === 'lt') return left < right;
  if (operator === 'lte') return left <= right;
  if (operator === 'gt') return left > right;
  return left >= right;
}
