import { Type } from 'typebox';
import { BillWire } from './bills.ts';
import { AmountMinor, CurrencyCode, Cursor, Id, LocalDate } from './common.ts';
import { GroupWire } from './groups.ts';
import { ChargeLineWire, QuantityMilli } from './meters.ts';

const CurrencyBalances = Type.Object({
  currency: CurrencyCode,
  members: Type.Array(Type.Object({ memberId: Id, amountMinor: AmountMinor }), {
    description: 'Plus: is owed to the member. They sum to 0.',
  }),
});

export const BalancesWire = Type.Object({ currencies: Type.Array(CurrencyBalances) });

export const AccountLineWire = Type.Object({
  kind: Type.Union([Type.Literal('bill'), Type.Literal('payment')]),
  id: Id,
  date: LocalDate,
  title: Type.String(),
  currency: CurrencyCode,
  totalMinor: AmountMinor,
  paidMinor: AmountMinor,
  shareMinor: AmountMinor,
  netMinor: AmountMinor,
  rule: Type.String({ description: 'How the share came about: the method of the split, or the way of a payment.' }),
  exact: Type.Union([Type.Object({ numerator: Type.String(), denominator: Type.String() }), Type.Null()]),
  roundingMinor: Type.Integer(),
});

export const ExplainQuery = Type.Object({
  currency: Type.Optional(CurrencyCode),
  cursor: Type.Optional(Cursor),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
});

const MeteredShare = Type.Object(
  {
    meterId: Id,
    unit: Type.String(),
    consumptionMilli: QuantityMilli,
    totalConsumptionMilli: QuantityMilli,
    lines: Type.Array(ChargeLineWire),
  },
  { description: 'Where the share comes from readings: consumption x price. The lines sum to the total of the bill.' },
);
const ExplainedLineWire = Type.Object({
  ...AccountLineWire.properties,
  metered: Type.Union([MeteredShare, Type.Null()]),
});

export const ExplanationWire = Type.Object({
  memberId: Id,
  currency: CurrencyCode,
  balanceMinor: AmountMinor,
  lines: Type.Array(ExplainedLineWire),
  sumMinor: AmountMinor,
  nextCursor: Type.Union([Type.String(), Type.Null()]),
});

const Transfer = Type.Object({ from: Id, to: Id, amountMinor: AmountMinor });

export const DebtsQuery = Type.Object({ currency: Type.Optional(CurrencyCode) });
export const DebtsWire = Type.Object({ currency: CurrencyCode, debts: Type.Array(Transfer) });

const SettlementMode = Type.Union([
  Type.Literal('fewest'),
  Type.Literal('keep-creditors'),
  Type.Literal('through-primary'),
  Type.Literal('up-to-date'),
]);

export const SettlementQuery = Type.Object({
  mode: Type.Optional(SettlementMode),
  currency: Type.Optional(CurrencyCode),
  through: Type.Optional(LocalDate),
});

export const SettlementWire = Type.Object({
  mode: SettlementMode,
  currency: CurrencyCode,
  transfers: Type.Array(Transfer, { description: 'When all are made, every balance is exactly 0.' }),
  isExact: Type.Boolean({ description: 'Fewer payments are impossible.' }),
  withoutPlanCount: Type.Integer({ minimum: 0 }),
});

export const OverviewWire = Type.Object({
  group: GroupWire,
  myMemberId: Id,
  balances: Type.Array(CurrencyBalances),
  latestBills: Type.Array(BillWire),
  dueBills: Type.Array(BillWire),
  months: Type.Array(Type.Object({ month: Type.String(), currency: CurrencyCode, spentMinor: AmountMinor })),
});
