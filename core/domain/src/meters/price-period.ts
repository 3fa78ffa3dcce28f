import { daysBetween, type LocalDate } from '../calendar/local-date.ts';
import {
  add,
  multiply,
  parseRational,
  type Rational,
  rational,
  roundHalfAway,
  roundToTotal,
  smaller,
  subtract,
  sumOf,
  ZERO,
} from './rational.ts';
import { monthsBetween, type RegisterPrice, stretchesOf, type TariffStretch, type TariffVersion } from './tariff.ts';

/** One line of what a period costs. */
export interface PriceLine {
  readonly kind: 'usage' | 'standing' | 'vat';
  readonly from: LocalDate;
  readonly until: LocalDate;
  readonly register: string | null;
  /** What was used, for a line of usage; exact, as a block's limit need not be whole. */
  readonly quantityMilli: Rational | null;
  /** Decimal text: the price of a unit, day or month, or the percentage. */
  readonly price: string;
  readonly exact: Rational;
  /** The lines sum to the total. */
  readonly amountMinor: bigint;
}

export interface PricedPeriod {
  readonly lines: readonly PriceLine[];
  /** The exact sum, rounded once. */
  readonly totalMinor: bigint;
  /** Standing charges with their VAT, rounded: what is due however little was used. */
  readonly fixedMinor: bigint;
}

type DraftLine = Omit<PriceLine, 'amountMinor'>;

/** What `register` used from the start of one day to the start of another, in thousandths. */
export type UsageOf = (register: string, from: LocalDate, until: LocalDate) => bigint;

const MILLI = rational(1n, 1000n);
const PERCENT = rational(1n, 100n);

/**
 * What [from, until) costs: usage by register and block, standing charge and VAT of each version in force, all exact, and rounded
 * once for the document, half away from zero. Errors: `invalid_input` when no prices are in force.
 */
export function pricePeriod(
  versions: readonly TariffVersion[],
  from: LocalDate,
  until: LocalDate,
  usageOf: UsageOf,
): PricedPeriod {
  const stretches = stretchesOf(versions, from, until).map((stretch) => stretchLines(stretch, usageOf));
  const drafts = stretches.flatMap(({ lines }) => lines);
  const totalMinor = roundHalfAway(sumOf(drafts.map(({ exact }) => exact)));
  const amounts = roundToTotal(
    drafts.map(({ exact }) => exact),
    totalMinor,
  );
  return {
    lines: drafts.map((line, index) => ({ ...line, amountMinor: amounts[index] ?? 0n })),
    totalMinor,
    fixedMinor: roundHalfAway(sumOf(stretches.map(({ fixed }) => fixed))),
  };
}

function stretchLines(
  stretch: TariffStretch,
  usageOf: UsageOf,
): { readonly lines: readonly DraftLine[]; readonly fixed: Rational } {
  const { version, from, until } = stretch;
  const usage = version.prices.flatMap((price) =>
    usageLines(stretch, price, rational(usageOf(price.register, from, until))),
  );
  const standing = standingLines(stretch);
  const vatRate = multiply(parseRational(version.vatPercent), PERCENT);
  const fixedNet = sumOf(standing.map(({ exact }) => exact));
  const net = add(sumOf(usage.map(({ exact }) => exact)), fixedNet);
  const vat: readonly DraftLine[] =
    vatRate.numerator === 0n
      ? []
      : [{ ...lineOf(stretch, 'vat'), price: version.vatPercent, exact: multiply(net, vatRate) }];
  return { lines: [...usage, ...standing, ...vat], fixed: add(fixedNet, multiply(fixedNet, vatRate)) };
}

/** Fills the blocks from below; a block is as large as its part of the months of the stretch. */
function usageLines(
  stretch: TariffStretch,
  { register, blocks }: RegisterPrice,
  usedMilli: Rational,
): readonly DraftLine[] {
  const months = monthsBetween(stretch.from, stretch.until);
  const lines: DraftLine[] = [];
  let left = usedMilli;
  let filled = ZERO;
  for (const { uptoMilliPerMonth, price } of blocks) {
    const limit = uptoMilliPerMonth === null ? null : multiply(rational(BigInt(uptoMilliPerMonth)), months);
    const quantityMilli = limit === null ? left : smaller(left, subtract(limit, filled));
    if (quantityMilli.numerator > 0n || lines.length === 0) {
      const exact = multiply(multiply(quantityMilli, MILLI), parseRational(price));
      lines.push({ ...lineOf(stretch, 'usage'), register, quantityMilli, price, exact });
    }
    left = subtract(left, quantityMilli);
    filled = limit ?? filled;
    if (left.numerator === 0n) break;
  }
  return lines;
}

function standingLines(stretch: TariffStretch): readonly DraftLine[] {
  const { standing } = stretch.version;
  if (standing === null) return [];
  const count =
    standing.per === 'day'
      ? rational(BigInt(daysBetween(stretch.from, stretch.until)))
      : monthsBetween(stretch.from, stretch.until);
  const exact = multiply(count, parseRational(standing.price));
  return [{ ...lineOf(stretch, 'standing'), price: standing.price, exact }];
}

function lineOf({ from, until }: TariffStretch, kind: PriceLine['kind']) {
  return { kind, from, until, register: null, quantityMilli: null };
}
