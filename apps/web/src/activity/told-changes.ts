import type { Change } from './activity-queries.ts';

/** Fields that are told of what is no bill, in the order they are shown; a bill has a list of its own. */
export const PLAIN_FIELDS = [
  'name',
  'title',
  'role',
  'weight',
  'timeZone',
  'isArchived',
  'amountMinor',
  'date',
  'method',
  'valueMilli',
  'needsReview',
  'unit',
  'serialNumber',
  'retiredOn',
  'nextReadingOn',
  'nextDate',
  'text',
  'fileName',
  'leftAt',
  'isRevoked',
] as const;
export type PlainField = (typeof PLAIN_FIELDS)[number];

export interface PlainChange {
  readonly field: PlainField;
  readonly before: unknown;
  readonly after: unknown;
}

type Snapshot = Change['before'];

/** What differs between two snapshots of a document, as far as people talk about it. */
export function plainChanges(before: Snapshot, after: Snapshot): readonly PlainChange[] {
  return PLAIN_FIELDS.map((field) => ({
    field,
    before: before?.[field] ?? null,
    after: after?.[field] ?? null,
  })).filter((change) => change.before !== change.after && isTold(change.before) && isTold(change.after));
}

/** A group holds its members: each that differs is a change of its own, under the member's name. */
export function memberChanges({
  collection,
  before,
  after,
}: Change): readonly (readonly [string, Snapshot, Snapshot])[] {
  if (collection !== 'groups') return [];
  const [old, now] = [membersOf(before), membersOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((id) => [id, old.get(id) ?? null, now.get(id) ?? null] as const)
    .filter(([, left, right]) => JSON.stringify(left) !== JSON.stringify(right))
    .map(([id, left, right]) => [String(right?.name ?? left?.name ?? id), left, right] as const);
}

function membersOf(snapshot: Snapshot): ReadonlyMap<string, NonNullable<Snapshot>> {
  const members = Array.isArray(snapshot?.members) ? (snapshot.members as readonly NonNullable<Snapshot>[]) : [];
  return new Map(members.map((member) => [String(member.id), member]));
}

function isTold(value: unknown): boolean {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
