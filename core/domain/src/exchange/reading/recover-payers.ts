import type { InferenceCode, MemberAmount } from '../imported-group.ts';
import { apportion } from './apportion.ts';

/** Who paid and who owed, such that paid less owed is the given net of every member, exactly. */
export interface RecoveredSplit {
  readonly payers: readonly MemberAmount[];
  readonly shares: readonly MemberAmount[];
  readonly inferred: readonly InferenceCode[];
}

/** One member gives the whole, positive amount to one other: the only shape of a payment. */
export function isTransfer(
  totalMinor: bigint,
  split: { readonly payers: readonly MemberAmount[]; readonly shares: readonly MemberAmount[] },
): boolean {
  const [payer, ...otherPayers] = split.payers;
  const [share, ...otherShares] = split.shares;
  if (payer === undefined || share === undefined || otherPayers.length > 0 || otherShares.length > 0) return false;
  return totalMinor > 0n && payer.memberKey !== share.memberKey;
}

/**
 * A net (paid less owed) does not say what was paid. One positive net: that member paid the whole cost. Several: equal
 * shares if nobody then paid less than nothing, else the payers share evenly what the others don't owe. None: everybody
 * paid an equal part for himself. Returns null when the nets need more money than the cost. Nets sum to zero; a negative
 * cost (a refund) mirrors a positive one. `nets` must name at least one member.
 */
export function recoverSplit(costMinor: bigint, nets: readonly MemberAmount[]): RecoveredSplit | null {
  if (costMinor < 0n) return negate(recoverSplit(-costMinor, nets.map(negative)));
  const creditors = nets.filter((net) => net.amountMinor > 0n);
  const [creditor] = creditors;
  const claimedMinor = creditors.reduce((sum, net) => sum + net.amountMinor, 0n);
  if (claimedMinor > costMinor) return null;
  if (creditor === undefined) return everybodyForThemselves(costMinor, nets);
  if (creditors.length === 1) return onePayer(costMinor, creditor, nets);
  const open = nets.filter((net) => net.amountMinor !== 0n);
  return equalShares(costMinor, open) ?? payersShareTheRest(costMinor - claimedMinor, open, creditors);
}

function onePayer(costMinor: bigint, payer: MemberAmount, nets: readonly MemberAmount[]): RecoveredSplit {
  const shares = nets.map((net) => {
    const isPayer = net.memberKey === payer.memberKey;
    return { memberKey: net.memberKey, amountMinor: isPayer ? costMinor - net.amountMinor : -net.amountMinor };
  });
  return {
    payers: [{ memberKey: payer.memberKey, amountMinor: costMinor }],
    shares: shares.filter(isNotZero),
    inferred: ['payer_share_from_cost'],
  };
}

function equalShares(costMinor: bigint, open: readonly MemberAmount[]): RecoveredSplit | null {
  const smallest = costMinor / BigInt(open.length);
  let larger = costMinor % BigInt(open.length);
  const owesLarger = open.map((net) => -net.amountMinor === smallest + 1n);
  larger -= BigInt(owesLarger.filter(Boolean).length);
  const shares = open.map((net, index) => {
    if (owesLarger[index] === true) return { memberKey: net.memberKey, amountMinor: smallest + 1n };
    const takesUnit = larger > 0n && -net.amountMinor !== smallest;
    if (takesUnit) larger -= 1n;
    return { memberKey: net.memberKey, amountMinor: takesUnit ? smallest + 1n : smallest };
  });
  if (larger !== 0n) return null;
  const payers = open.map((net, index) => add(net, shares[index]?.amountMinor ?? 0n));
  if (payers.some((payer) => payer.amountMinor < 0n)) return null;
  return { payers: payers.filter(isNotZero), shares: shares.filter(isNotZero), inferred: ['payers_equal_split'] };
}

function payersShareTheRest(
  restMinor: bigint,
  open: readonly MemberAmount[],
  creditors: readonly MemberAmount[],
): RecoveredSplit {
  const parts = apportion(
    restMinor,
    creditors.map(() => 1n),
  );
  const own = creditors.map((net, index) => ({ memberKey: net.memberKey, amountMinor: parts[index] ?? 0n }));
  const owed = open.filter((net) => net.amountMinor < 0n).map(negative);
  return {
    payers: creditors.map((net, index) => add(net, parts[index] ?? 0n)),
    shares: [...own, ...owed].filter(isNotZero),
    inferred: ['payers_share_remainder'],
  };
}

function everybodyForThemselves(costMinor: bigint, nets: readonly MemberAmount[]): RecoveredSplit {
  const parts = apportion(
    costMinor,
    nets.map(() => 1n),
  );
  const amounts = nets.map((net, index) => ({ memberKey: net.memberKey, amountMinor: parts[index] ?? 0n }));
  return { payers: amounts.filter(isNotZero), shares: amounts.filter(isNotZero), inferred: ['payer_unknown'] };
}

function negate(split: RecoveredSplit | null): RecoveredSplit | null {
  if (split === null) return null;
  return { ...split, payers: split.payers.map(negative), shares: split.shares.map(negative) };
}

function add(amount: MemberAmount, moreMinor: bigint): MemberAmount {
  return { memberKey: amount.memberKey, amountMinor: amount.amountMinor + moreMinor };
}

function negative(amount: MemberAmount): MemberAmount {
  return { memberKey: amount.memberKey, amountMinor: -amount.amountMinor };
}

function isNotZero(amount: MemberAmount): boolean {
  return amount.amountMinor !== 0n;
}
