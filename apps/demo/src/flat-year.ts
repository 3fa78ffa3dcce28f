/** What a flat pays, month after month, before chance has its way. Amounts in cents. */
export interface FlatCost {
  readonly title: string;
  readonly category: string;
  readonly day: number;
  /** From January to December. */
  readonly monthsMinor: readonly number[];
  /** How far a month may be off, in per cent. */
  readonly spreadPercent: number;
  readonly payer: 'ana' | 'marko' | 'iva';
  readonly split: 'equal' | 'rooms' | 'person-days';
}

const flat = (amountMinor: number): readonly number[] => Array.from({ length: 12 }, () => amountMinor);

export const FLAT_COSTS: readonly FlatCost[] = [
  {
    title: 'Rent',
    category: 'Rent',
    day: 1,
    monthsMinor: flat(78_000),
    spreadPercent: 0,
    payer: 'ana',
    split: 'rooms',
  },
  {
    title: 'Internet',
    category: 'Internet',
    day: 3,
    monthsMinor: flat(2_499),
    spreadPercent: 0,
    payer: 'marko',
    split: 'equal',
  },
  {
    title: 'Heating',
    category: 'Heating',
    day: 12,
    monthsMinor: [14_200, 12_800, 9_600, 4_100, 0, 0, 0, 0, 0, 3_900, 8_700, 12_900],
    spreadPercent: 12,
    payer: 'ana',
    split: 'rooms',
  },
  {
    title: 'Groceries for all',
    category: 'Food',
    day: 8,
    monthsMinor: flat(9_450),
    spreadPercent: 30,
    payer: 'iva',
    split: 'person-days',
  },
  {
    title: 'Groceries for all',
    category: 'Food',
    day: 22,
    monthsMinor: flat(8_790),
    spreadPercent: 30,
    payer: 'marko',
    split: 'person-days',
  },
  {
    title: 'Cleaning things',
    category: 'Household',
    day: 15,
    monthsMinor: flat(1_640),
    spreadPercent: 40,
    payer: 'iva',
    split: 'equal',
  },
  {
    title: 'Waste and stairs',
    category: 'Utilities',
    day: 18,
    monthsMinor: flat(1_150),
    spreadPercent: 0,
    payer: 'ana',
    split: 'equal',
  },
];
