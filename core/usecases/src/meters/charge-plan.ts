import {
  AppError,
  type ChargePlan,
  type InvoicePart,
  type MemberWeight,
  parseLocalDate,
} from '@shared-payments/domain';
import type { Group } from '../groups/group.ts';
import { requireMembers } from '../groups/rights.ts';
import type { MeterRecord } from './meter.ts';

/** Who takes what no submeter counts, or how those a meter serves share it. */
export type Allocation =
  | { readonly rule: 'owner'; readonly memberId: string }
  | { readonly rule: 'equal' | 'weight' | 'proportional' };

export interface ChargeTerms {
  readonly from: string;
  readonly through: string;
  /** The supplier's total; left out: what the meter's tariff says. */
  readonly invoiceMinor?: number;
  /** The currency of the invoice; left out: the tariff's, or the group's. */
  readonly currency?: string;
  readonly parts?: readonly InvoicePart[];
  readonly allocation?: Allocation;
}

/** The rules of a charge, with everything from the group that must not change it later. Errors: `invalid_input`, `not_a_member`. */
export function chargePlan(
  group: Group,
  meter: MeterRecord,
  submeters: readonly MeterRecord[],
  terms: ChargeTerms,
): { readonly plan: ChargePlan; readonly currency: string } {
  const isInvoiced = terms.invoiceMinor !== undefined;
  const currency = terms.currency ?? meter.tariff?.currency ?? group.currency;
  if (!isInvoiced && meter.tariff === null) {
    throw new AppError('invalid_input', 'The meter has no tariff: set one, or say what the invoice asks.');
  }
  if (!isInvoiced && (currency !== meter.tariff?.currency || terms.parts !== undefined)) {
    throw new AppError('invalid_input', 'Currency and parts belong to an invoice: say its total too.');
  }
  const isTariffKnown =
    meter.tariff?.currency === currency && (meter.tariff.versions[0]?.validFrom ?? '') <= terms.from;
  const plan: ChargePlan = {
    from: parseLocalDate(terms.from),
    through: parseLocalDate(terms.through),
    invoiceMinor: terms.invoiceMinor ?? null,
    parts: terms.parts ?? [],
    tariff: isTariffKnown || !isInvoiced ? (meter.tariff?.versions ?? []) : [],
    remainder: { rule: terms.allocation?.rule ?? 'equal', weights: takers(group, meter, terms.allocation) },
    submeters: submeters.map(({ id, memberIds }) => ({ meterId: id, memberIds: memberIds ?? [] })),
  };
  return { plan, currency };
}

function takers(group: Group, meter: MeterRecord, allocation: Allocation | undefined): readonly MemberWeight[] {
  if (allocation?.rule === 'owner') {
    requireMembers(group, [allocation.memberId]);
    return [{ memberId: allocation.memberId, weight: 1 }];
  }
  const served = group.members.filter(({ id, role, leftAt }) =>
    meter.memberIds === null
      ? leftAt === null && (role === 'primary' || role === 'participant')
      : meter.memberIds.includes(id),
  );
  return served.map(({ id, weight }) => ({ memberId: id, weight: allocation?.rule === 'weight' ? weight : 1 }));
}
