import { type Static, type TSchema, Type } from 'typebox';
import { AmountMinor, Id, textLine } from './common.ts';

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
