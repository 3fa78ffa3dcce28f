import { type Static, type TSchema, Type } from 'typebox';
import { AmountMinor, CurrencyCode, Cursor, Id, LocalDate, Timestamp, textBlock, textLine, Version } from './common.ts';

const MEMBERS_MAX = 200;
const ITEMS_MAX = 200;

const list = <T extends TSchema>(item: T, maxItems = MEMBERS_MAX) => Type.Array(item, { minItems: 1, maxItems });
const closed = { additionalProperties: false } as const;

export const Payer = Type.Object({ memberId: Id, amountMinor: AmountMinor }, closed);

const Whole = (maximum: number) => Type.Integer({ minimum: 0, maximum });
const Percent = Type.String({ pattern: '^[0-9]{1,3}([.][0-9]{1,4})?$', description: 'A decimal such as 33.3333.' });

/** How a total becomes shares. The server computes every share; what it charged and why is on the bill. */
export const Split = Type.Union(
  [
    Type.Object({ method: Type.Literal('equal'), participants: list(Id) }, closed),
    Type.Object(
      {
        method: Type.Literal('weight'),
        weights: list(Type.Object({ memberId: Id, weight: Whole(1_000_000) }, closed)),
      },
      closed,
    ),
    Type.Object(
      {
        method: Type.Literal('percentage'),
        percentages: list(Type.Object({ memberId: Id, percent: Percent }, closed)),
      },
      closed,
    ),
    Type.Object(
      { method: Type.Literal('exact'), amounts: list(Type.Object({ memberId: Id, amountMinor: AmountMinor }, closed)) },
      closed,
    ),
    Type.Object(
      {
        method: Type.Literal('adjustment'),
        participants: list(Id),
        adjustments: Type.Array(Type.Object({ memberId: Id, amountMinor: AmountMinor }, closed), {
          maxItems: MEMBERS_MAX,
        }),
      },
      closed,
    ),
    Type.Object(
      {
        method: Type.Literal('itemised'),
        items: list(
          Type.Object(
            {
              label: textLine(120),
              amountMinor: AmountMinor,
              weights: list(Type.Object({ memberId: Id, weight: Whole(1_000_000) }, closed)),
            },
            closed,
          ),
          ITEMS_MAX,
        ),
        taxMinor: AmountMinor,
        tipMinor: AmountMinor,
        discountMinor: Type.Optional(AmountMinor),
      },
      closed,
    ),
    Type.Object(
      { method: Type.Literal('person-days'), days: list(Type.Object({ memberId: Id, days: Whole(100_000) }, closed)) },
      closed,
    ),
    Type.Object(
      {
        method: Type.Literal('meter'),
        consumptions: list(Type.Object({ memberId: Id, milli: Whole(Number.MAX_SAFE_INTEGER) }, closed)),
        fixedMinor: Type.Optional(AmountMinor),
      },
      closed,
    ),
  ],
  { description: 'Members with weight, days or consumption 0 are charged exactly 0.' },
);
export type SplitWire = Static<typeof Split>;

const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

export const OriginalAmount = Type.Object(
  {
    amountMinor: AmountMinor,
    currency: CurrencyCode,
    rate: Type.String({
      pattern: '^(0|[1-9][0-9]{0,14})([.][0-9]{1,24})?$',
      description: 'Of the bill for one of the original, such as 61.495.',
    }),
  },
  closed,
);

/** What a bill and a template of recurring bills have in common. */
export const billTemplate = {
  title: textLine(200),
  category: Type.Optional(Nullable(textLine(60))),
  notes: Type.Optional(Nullable(textBlock(5_000))),
  currency: CurrencyCode,
  totalMinor: Type.Optional(AmountMinor),
  original: Type.Optional(Nullable(OriginalAmount)),
  payers: list(Payer),
  split: Split,
};

const billInput = { ...billTemplate, date: LocalDate, dueOn: Type.Optional(Nullable(LocalDate)) };

export const PreviewBillBody = Type.Object(billInput, closed);
export const CreateBillBody = Type.Object({ ...billInput, isDraft: Type.Optional(Type.Boolean()) }, closed);
export const UpdateBillBody = Type.Object({ ...billInput, version: Type.Optional(Version) }, closed);
export const VersionBody = Type.Object({ version: Type.Optional(Version) }, closed);

export const BillState = Type.Union([Type.Literal('draft'), Type.Literal('approved'), Type.Literal('reversed')]);

export const BillShareWire = Type.Object({
  memberId: Id,
  amountMinor: AmountMinor,
  exact: Type.Object(
    { numerator: Type.String(), denominator: Type.String() },
    { description: 'The share before rounding, in minor units, as an exact fraction.' },
  ),
  roundingMinor: Type.Integer({
    description: 'Charged less the exact share rounded down: 1 for who took an odd unit.',
  }),
});

export const DisputeWire = Type.Object({
  id: Id,
  memberId: Id,
  itemIndex: Nullable(Type.Integer({ minimum: 0 })),
  reason: Type.String(),
  at: Timestamp,
  state: Type.Union([Type.Literal('open'), Type.Literal('accepted'), Type.Literal('rejected')]),
  resolution: Nullable(Type.String()),
});

export const BillWire = Type.Object({
  id: Id,
  version: Version,
  state: BillState,
  title: Type.String(),
  date: LocalDate,
  dueOn: Nullable(LocalDate),
  category: Nullable(Type.String()),
  notes: Nullable(Type.String()),
  currency: CurrencyCode,
  totalMinor: AmountMinor,
  original: Nullable(OriginalAmount),
  payers: Type.Array(Payer),
  split: Type.Unsafe<Static<typeof Split>>(Type.Object({ method: Type.String() }, { additionalProperties: true })),
  shares: Type.Array(BillShareWire),
  disputes: Type.Array(DisputeWire),
  entryId: Nullable(Id),
  sourceKey: Nullable(Type.String()),
  inferred: Type.Array(Type.String()),
  createdBy: Id,
  createdAt: Timestamp,
  updatedAt: Timestamp,
});

export const BillPageWire = Type.Object({ bills: Type.Array(BillWire), nextCursor: Nullable(Type.String()) });
export const BillPreviewWire = Type.Object({
  totalMinor: AmountMinor,
  currency: CurrencyCode,
  shares: Type.Array(BillShareWire),
});

export const BillQuery = Type.Object({
  search: Type.Optional(Type.String({ maxLength: 200 })),
  memberId: Type.Optional(Id),
  category: Type.Optional(Type.String({ maxLength: 60 })),
  state: Type.Optional(BillState),
  from: Type.Optional(LocalDate),
  through: Type.Optional(LocalDate),
  cursor: Type.Optional(Cursor),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
});
