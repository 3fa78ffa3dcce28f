import { addDays, type LocalDate } from '../calendar/local-date.ts';
import { fromWire, toWire } from '../money/money.ts';
import type { Split } from '../shares/split.ts';
import { allocateMaster, type CommonArea, type RemainderRule } from './common-area.ts';
import { type PriceLine, pricePeriod, type UsageOf } from './price-period.ts';
import { milliToWire } from './quantity.ts';
import { type Rational, roundHalfAway } from './rational.ts';
import { type TariffVersion, untilOf } from './tariff.ts';

/** A part of a supplier's invoice as it stands there. */
export interface InvoicePart {
  readonly label: string;
  readonly amountMinor: number;
}

/** By which rules a period of a meter is charged; kept with the charge, so that a true-up counts by the same ones. */
export interface ChargePlan {
  readonly from: LocalDate;
  /** The last day of the period. */
  readonly through: LocalDate;
  /** What the supplier asks; null: what the tariff says. */
  readonly invoiceMinor: number | null;
  readonly parts: readonly InvoicePart[];
  /** Empty when there is none, which only an invoice allows. */
  readonly tariff: readonly TariffVersion[];
  readonly remainder: RemainderRule;
  readonly submeters: readonly { readonly meterId: string; readonly memberIds: readonly string[] }[];
}

/** What was read (or guessed), in thousandths; `masterOf` is null when the master itself was never read. */
export interface ChargeUsage {
  readonly registers: readonly string[];
  readonly masterOf: UsageOf | null;
  readonly submeterOf: (meterId: string, from: LocalDate, until: LocalDate) => bigint;
}

/** JSON: what the money is for. The lines of a charge sum to its total. */
export interface ChargeLine {
  readonly kind: 'usage' | 'standing' | 'vat' | 'part' | 'unallocated' | 'true-up';
  readonly label: string | null;
  readonly register: string | null;
  readonly from: LocalDate;
  readonly through: LocalDate;
  readonly quantityMilli: number | null;
  readonly price: string | null;
  readonly amountMinor: number;
  /** Before rounding, in minor units. */
  readonly exact: { readonly numerator: string; readonly denominator: string };
}

export interface Charge extends CommonArea {
  readonly totalMinor: bigint;
  readonly masterMilli: bigint;
  readonly lines: readonly ChargeLine[];
  /** What the invoice asks beyond its parts, or beyond the tariff; 0 when they make the total. */
  readonly unallocatedMinor: bigint;
  readonly split: Extract<Split, { method: 'meter' }>;
}

/**
 * What a period of a meter costs and who used how much of it. The money follows the consumption, standing charges are shared
 * alike, and the shares sum to the invoice (or the tariff's total). Errors: `invalid_input`, `amount_out_of_range`.
 */
export function computeCharge(plan: ChargePlan, usage: ChargeUsage): Charge {
  const until = untilOf(plan.from, plan.through);
  const submeters = plan.submeters.map(({ meterId, memberIds }) => ({
    meterId,
    memberIds,
    consumptionMilli: usage.submeterOf(meterId, plan.from, until),
  }));
  const { masterOf } = usage;
  const masterMilli =
    masterOf === null
      ? sum(submeters.map(({ consumptionMilli }) => consumptionMilli))
      : sum(usage.registers.map((register) => masterOf(register, plan.from, until)));
  const area = allocateMaster(masterMilli, submeters, plan.remainder);
  const money = moneyOf(plan, until, masterOf);
  return { ...area, ...money.charge, masterMilli, split: splitOf(area, plan.remainder, money) };
}

interface ChargeMoney {
  readonly charge: Pick<Charge, 'totalMinor' | 'lines' | 'unallocatedMinor'>;
  readonly fixedMinor: bigint;
}

function moneyOf(plan: ChargePlan, until: LocalDate, masterOf: UsageOf | null): ChargeMoney {
  const priced =
    plan.tariff.length === 0 || masterOf === null ? null : pricePeriod(plan.tariff, plan.from, until, masterOf);
  const priceLines = (priced?.lines ?? []).map((line) => priceLine(plan, line));
  if (plan.invoiceMinor === null) {
    const totalMinor = priced?.totalMinor ?? 0n;
    return {
      charge: { totalMinor, lines: priceLines, unallocatedMinor: 0n },
      fixedMinor: priced?.fixedMinor ?? 0n,
    };
  }
  const totalMinor = fromWire(plan.invoiceMinor);
  const known = plan.parts.length > 0 ? plan.parts.map((part) => partLine(plan, part)) : priceLines;
  const unallocatedMinor = known.length === 0 ? 0n : totalMinor - sum(known.map((line) => fromWire(line.amountMinor)));
  const rest = unallocatedMinor === 0n ? [] : [moneyLine(plan, 'unallocated', unallocatedMinor)];
  const lines = known.length === 0 ? [moneyLine(plan, 'part', totalMinor)] : [...known, ...rest];
  return { charge: { totalMinor, lines, unallocatedMinor }, fixedMinor: 0n };
}

/** Where nobody used anything, the whole amount is shared alike by those who would have. */
function splitOf(area: CommonArea, remainder: RemainderRule, { charge, fixedMinor }: ChargeMoney): Charge['split'] {
  const isUnused = area.consumptions.every(({ milli }) => milli === 0n);
  const idle = remainder.weights.filter(({ weight }) => weight > 0).map(({ memberId }) => ({ memberId, milli: 0n }));
  const listed = area.consumptions.length === 0 ? idle : area.consumptions;
  return {
    method: 'meter',
    consumptions: listed.map(({ memberId, milli }) => ({ memberId, milli: milliToWire(milli) })),
    fixedMinor: toWire(isUnused ? charge.totalMinor : fixedMinor),
  };
}

function priceLine(plan: ChargePlan, line: PriceLine): ChargeLine {
  return {
    ...moneyLine(plan, line.kind, line.amountMinor, line.exact),
    register: line.register,
    from: line.from,
    through: addDays(line.until, -1),
    quantityMilli: line.quantityMilli === null ? null : milliToWire(roundHalfAway(line.quantityMilli)),
    price: line.price,
  };
}

function partLine(plan: ChargePlan, { label, amountMinor }: InvoicePart): ChargeLine {
  return { ...moneyLine(plan, 'part', fromWire(amountMinor)), label };
}

/** A line of money that came as it is. */
export function moneyLine(
  { from, through }: Pick<ChargePlan, 'from' | 'through'>,
  kind: ChargeLine['kind'],
  amountMinor: bigint,
  exact: Rational = { numerator: amountMinor, denominator: 1n },
): ChargeLine {
  return {
    kind,
    label: null,
    register: null,
    from,
    through,
    quantityMilli: null,
    price: null,
    amountMinor: toWire(amountMinor),
    exact: { numerator: exact.numerator.toString(), denominator: exact.denominator.toString() },
  };
}

function sum(values: readonly bigint[]): bigint {
  return values.reduce((total, value) => total + value, 0n);
}
