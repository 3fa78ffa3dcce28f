import type { ImportedMember, InferenceCode, MemberAmount } from '../imported-group.ts';
import { apportion, isSplitExact } from '../reading/apportion.ts';
import { type Decimal, readDecimal, toMinorExactly, toMinorRounded, writeDecimal } from '../reading/decimal-text.ts';
import { type ImportCurrency, quote, requireAmountInRange } from '../reading/import-fields.ts';
import { assertMemberCount, assertMemberName, memberKeyOf } from '../reading/member-columns.ts';
import { rotationOf } from '../reading/source-id.ts';
import { refuseImport } from '../refuse-import.ts';

/** Cospend and I Hate Money split by a weight that belongs to the member, and know members by name. */
export interface WeightedMembers {
  /** Adds the member, or leaves the one of that name as it is. Returns its key. */
  readonly add: (name: string, weight: Decimal | undefined, isActive: boolean, line: number) => string;
  readonly has: (name: string) => boolean;
  readonly weightOf: (memberKey: string) => Decimal;
  readonly list: () => readonly ImportedMember[];
  /** Whether the file gave this weight or 1 was assumed. */
  readonly isWeightAssumed: (memberKey: string) => boolean;
}

const ONE: Decimal = { units: 1n, scale: 0 };

export function createWeightedMembers(): WeightedMembers {
  const members = new Map<string, { name: string; weight: Decimal; isActive: boolean; isAssumed: boolean }>();
  return {
    add: (name, weight, isActive, line) => {
      const trimmed = name.trim().normalize('NFC');
      assertMemberName(trimmed, line);
      const key = memberKeyOf(trimmed);
      const known = members.get(key);
      if (known === undefined) {
        members.set(key, { name: trimmed, weight: weight ?? ONE, isActive, isAssumed: weight === undefined });
        assertMemberCount(members.size, line);
      } else if (known.isAssumed && weight !== undefined) {
        members.set(key, { ...known, weight, isAssumed: false });
      }
      return key;
    },
    has: (name) => members.has(memberKeyOf(name.trim().normalize('NFC'))),
    weightOf: (memberKey) => members.get(memberKey)?.weight ?? ONE,
    isWeightAssumed: (memberKey) => members.get(memberKey)?.isAssumed ?? true,
    list: () =>
      [...members].map(([key, member]) => ({
        key,
        name: member.name,
        weight: writeDecimal(member.weight),
        isActive: member.isActive,
      })),
  };
}

/** A weight that is not negative. Throws `import_refused` (weight_unreadable). */
export function readWeight(text: string, line: number): Decimal {
  const weight = readDecimal(text);
  if (weight !== null && weight.units >= 0n) return weight;
  return refuseImport('weight_unreadable', 'The weight is not a number from 0.', line, { weight: quote(text) });
}

/** These sources keep floats; what lies below a minor unit is rounded half away from zero and marked. */
export function readFloatAmount(
  text: string,
  currency: ImportCurrency,
  line: number,
): { readonly totalMinor: bigint; readonly inferred: readonly InferenceCode[] } {
  const decimal = readDecimal(text);
  if (decimal === null) {
    return refuseImport('amount_unreadable', 'The amount is not a plain number.', line, { amount: quote(text.trim()) });
  }
  const exact = toMinorExactly(decimal, currency.exponent);
  const totalMinor = requireAmountInRange(exact ?? toMinorRounded(decimal, currency.exponent), line);
  return { totalMinor, inferred: exact === null ? ['amount_rounded'] : [] };
}

/**
 * Shares by weight, exact by largest remainder; who gets the odd units turns with `sourceId`, so it is the same at the next
 * import and not always the same member. Throws `import_refused` (weights_sum_to_zero).
 */
export function splitByWeight(
  totalMinor: bigint,
  owers: readonly { readonly memberKey: string; readonly weight: Decimal }[],
  sourceId: string,
  line: number,
): { readonly shares: readonly MemberAmount[]; readonly inferred: readonly InferenceCode[] } {
  const ordered = [...owers].sort((left, right) => (left.memberKey < right.memberKey ? -1 : 1));
  const scale = Math.max(0, ...ordered.map((ower) => ower.weight.scale));
  const weights = ordered.map((ower) => ower.weight.units * 10n ** BigInt(scale - ower.weight.scale));
  if (weights.every((weight) => weight === 0n)) {
    refuseImport('weights_sum_to_zero', 'Nobody with a weight above 0 shares the bill.', line);
  }
  const parts = apportion(totalMinor, weights, rotationOf(sourceId, ordered.length));
  const shares = ordered.map((ower, index) => ({ memberKey: ower.memberKey, amountMinor: parts[index] ?? 0n }));
  return {
    shares: shares.filter((share) => share.amountMinor !== 0n),
    inferred: isSplitExact(totalMinor, weights) ? [] : ['shares_rounded'],
  };
}
