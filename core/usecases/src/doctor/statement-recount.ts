import { memberAccount } from '@shared-payments/domain';
import type { Entry, GroupBalances } from '../ledger/collections.ts';
import { contentHash } from '../statements/canonical-json.ts';
import type { Closing, FrozenStatement } from '../statements/closing.ts';
import type { CommitBody } from '../store/commit.ts';
import type { Finding, Recount } from './examine-partition.ts';

type Found = Omit<Finding, 'partition'>;

/** Frozen statements are what their hashes say, their closing is what the entries sum to, and closed months stay closed. */
export function createStatementRecount(): Recount {
  const posted: Entry[] = [];
  const late: Found[] = [];
  let closedThrough = '';
  return {
    see({ seq, changes }: CommitBody) {
      for (const { collection, document } of changes) {
        if (collection !== 'entries' || document === null) continue;
        const entry = document as Entry;
        posted.push(entry);
        if (entry.date <= closedThrough)
          late.push({ what: 'statement', detail: `commit ${seq} posted entry ${entry.id} in a closed month` });
      }
      for (const { collection, document } of changes) {
        if (collection === 'balances' && document !== null)
          closedThrough = (document as GroupBalances).closedThrough ?? closedThrough;
      }
    },
    findings(documents) {
      const frozen = ofCollection<FrozenStatement>(documents, 'statements');
      const closed = ofCollection<Closing>(documents, 'closings');
      return [...late, ...compareHashes(frozen, closed), ...compareSums(frozen, closed, posted)];
    },
  };
}

function* compareHashes(frozen: readonly FrozenStatement[], closed: readonly Closing[]): Iterable<Found> {
  const listed = new Map<string, string>(
    closed.flatMap(({ month, statements }) =>
      statements.map(({ memberId, sha256 }) => [`${month}-${memberId}`, sha256] as const),
    ),
  );
  for (const { id, sha256, content } of frozen) {
    if (contentHash(content) !== sha256) yield { what: 'statement', detail: `statement ${id} is not what was frozen` };
    if (listed.get(id) !== sha256)
      yield { what: 'statement', detail: `statement ${id} is not the one its closing lists` };
    listed.delete(id);
  }
  for (const id of listed.keys()) yield { what: 'statement', detail: `statement ${id} is missing` };
}

function* compareSums(
  frozen: readonly FrozenStatement[],
  closed: readonly Closing[],
  posted: readonly Entry[],
): Iterable<Found> {
  const inOrder = posted.toSorted((a, b) => (a.date < b.date ? -1 : 1));
  const sums = new Map<string, bigint>();
  let index = 0;
  for (const { month, through } of closed.toSorted((a, b) => (a.month < b.month ? -1 : 1))) {
    for (; index < inOrder.length && (inOrder[index]?.date ?? '') <= through; index += 1) {
      const { currency, lines } = inOrder[index] as Entry;
      for (const { account, amountMinor } of lines) {
        const key = `${currency} ${account}`;
        sums.set(key, (sums.get(key) ?? 0n) + BigInt(amountMinor));
      }
    }
    for (const { id, memberId, content } of frozen.filter((one) => one.month === month)) {
      for (const { currency, closingMinor } of content.currencies) {
        const recounted = sums.get(`${currency} ${memberAccount(memberId)}`) ?? 0n;
        if (recounted !== BigInt(closingMinor))
          yield {
            what: 'statement',
            detail: `statement ${id} closes with ${closingMinor} ${currency}, the entries with ${recounted}`,
          };
      }
    }
  }
}

function ofCollection<D>(documents: ReadonlyMap<string, object>, collection: string): readonly D[] {
  const prefix = `${collection}/`;
  return [...documents].filter(([key]) => key.startsWith(prefix)).map(([, document]) => document as D);
}
