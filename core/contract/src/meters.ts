import { type TSchema, Type } from 'typebox';
import { BillShareWire, BillWire } from './bills.ts';
import { AmountMinor, CurrencyCode, Id, LocalDate, Timestamp, textLine, Version } from './common.ts';

const closed = { additionalProperties: false } as const;
const MEMBERS_MAX = 200;
const REGISTERS_MAX = 4;

const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
export const QuantityMilli = Type.Integer({
  minimum: 0,
  maximum: Number.MAX_SAFE_INTEGER,
  description: 'Thousandths of the meter’s unit: 1234 is 1.234 kWh or m³.',
});
const SignedMilli = Type.Integer({ minimum: -Number.MAX_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER });
const Price = Type.String({
  pattern: '^[0-9]{1,12}([.][0-9]{1,12})?$',
  description: 'Minor units as an exact decimal: 9.2 is 9.2 cents.',
});
const version = Type.Optional(Version);

export const Resource = Type.Enum(['electricity', 'water', 'hot-water', 'gas', 'heat', 'other']);
export const MeterRegisterWire = Type.Object({ id: Id, name: textLine(60) }, closed);

/** What may be changed of a meter at any time. */
const meterFacts = {
  serialNumber: Type.Optional(Nullable(textLine(60))),
  digits: Type.Optional(Nullable(Type.Integer({ minimum: 1, maximum: 12 }))),
  isRolloverAllowed: Type.Optional(Type.Boolean()),
  parentMeterId: Type.Optional(Nullable(Id)),
  memberIds: Type.Optional(Nullable(Type.Array(Id, { maxItems: MEMBERS_MAX }))),
  resolutionMilli: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000_000 })),
  verifiedThrough: Type.Optional(Nullable(LocalDate)),
  readingEveryMonths: Type.Optional(Nullable(Type.Integer({ minimum: 1, maximum: 24 }))),
  readingDay: Type.Optional(Nullable(Type.Integer({ minimum: 1, maximum: 31 }))),
};

export const CreateMeterBody = Type.Object(
  {
    name: textLine(120),
    resource: Resource,
    unit: textLine(20),
    registers: Type.Optional(Type.Array(MeterRegisterWire, { minItems: 1, maxItems: REGISTERS_MAX })),
    ...meterFacts,
  },
  closed,
);

export const UpdateMeterBody = Type.Object({ name: Type.Optional(textLine(120)), ...meterFacts, version }, closed);

export const ReplaceMeterBody = Type.Object(
  {
    date: LocalDate,
    registers: Type.Array(
      Type.Object({ register: Id, finalMilli: QuantityMilli, initialMilli: QuantityMilli }, closed),
      { minItems: 1, maxItems: REGISTERS_MAX },
    ),
    serialNumber: Type.Optional(Nullable(textLine(60))),
    verifiedThrough: Type.Optional(Nullable(LocalDate)),
    isConfirmed: Type.Optional(Type.Boolean()),
    version,
  },
  closed,
);

export const RetireMeterBody = Type.Object({ on: LocalDate, version }, closed);

const TariffVersionWire = Type.Object(
  {
    validFrom: LocalDate,
    prices: Type.Array(
      Type.Object(
        {
          register: Id,
          blocks: Type.Array(Type.Object({ uptoMilliPerMonth: Nullable(QuantityMilli), price: Price }, closed), {
            minItems: 1,
            maxItems: 8,
            description: 'Filled from below; a limit counts per month, each day one part of its whole month.',
          }),
        },
        closed,
      ),
      { minItems: 1, maxItems: REGISTERS_MAX },
    ),
    standing: Nullable(Type.Object({ per: Type.Enum(['day', 'month']), price: Price }, closed)),
    vatPercent: Type.String({ pattern: '^[0-9]{1,3}([.][0-9]{1,4})?$' }),
  },
  closed,
);
const versions = Type.Array(TariffVersionWire, { minItems: 1, maxItems: 120 });

export const SetTariffBody = Type.Object({ currency: CurrencyCode, versions, version }, closed);

export const MeterWire = Type.Object({
  id: Id,
  version: Version,
  groupId: Id,
  name: Type.String(),
  resource: Resource,
  unit: Type.String(),
  digits: Nullable(Type.Integer()),
  isRolloverAllowed: Type.Boolean(),
  registers: Type.Array(MeterRegisterWire),
  parentMeterId: Nullable(Id),
  memberIds: Nullable(Type.Array(Id)),
  resolutionMilli: Type.Integer(),
  verifiedThrough: Nullable(LocalDate),
  retiredOn: Nullable(LocalDate),
  serialNumber: Nullable(Type.String()),
  tariff: Nullable(Type.Object({ currency: CurrencyCode, versions })),
  readingEveryMonths: Nullable(Type.Integer()),
  readingDay: Nullable(Type.Integer()),
  readingFrom: LocalDate,
  nextReadingOn: Nullable(LocalDate),
  askedThrough: Nullable(LocalDate),
  nextAskOn: Nullable(LocalDate),
  createdBy: Id,
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export const MeterPageWire = Type.Object({ meters: Type.Array(MeterWire), nextCursor: Nullable(Type.String()) });

const ReadingSource = Type.Enum(['manual', 'import', 'automatic', 'estimate']);

export const AddReadingBody = Type.Object(
  {
    register: Type.Optional(Id),
    date: LocalDate,
    valueMilli: QuantityMilli,
    source: Type.Optional(ReadingSource),
    kind: Type.Optional(Type.Enum(['regular', 'initial'])),
    isConfirmed: Type.Optional(Type.Boolean({ description: 'Keeps an implausible reading, to be reviewed.' })),
  },
  closed,
);
export const CorrectReadingBody = Type.Object(
  {
    valueMilli: Type.Optional(QuantityMilli),
    date: Type.Optional(LocalDate),
    isConfirmed: Type.Optional(Type.Boolean()),
    version,
  },
  closed,
);

export const ReadingWire = Type.Object({
  id: Id,
  version: Version,
  meterId: Id,
  register: Id,
  date: LocalDate,
  valueMilli: QuantityMilli,
  source: ReadingSource,
  kind: Type.Enum(['regular', 'final', 'initial']),
  needsReview: Type.Boolean(),
  reasons: Type.Array(
    Type.Object({ reason: Type.String() }, { additionalProperties: true, description: 'Why, with the numbers.' }),
  ),
  createdBy: Id,
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export const ReadingPageWire = Type.Object({
  readings: Type.Array(ReadingWire),
  nextCursor: Nullable(Type.String()),
});

const Month = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}$', description: 'YYYY-MM' });
export const ConsumptionQuery = Type.Object({ from: Type.Optional(Month), through: Type.Optional(Month) });
export const ConsumptionWire = Type.Object({
  meterId: Id,
  unit: Type.String(),
  months: Type.Array(
    Type.Object({
      month: Month,
      consumptionMilli: QuantityMilli,
      registers: Type.Array(Type.Object({ register: Id, consumptionMilli: QuantityMilli })),
      measuredDays: Type.Integer(),
      estimatedDays: Type.Integer(),
      isEstimate: Type.Boolean(),
      anomaly: Nullable(
        Type.Object({
          factor: Type.Integer(),
          limitMilli: QuantityMilli,
          medianMilli: QuantityMilli,
          comparedCount: Type.Integer(),
          sameMonthLastYearMilli: Nullable(QuantityMilli),
          resolutionMilli: QuantityMilli,
        }),
      ),
    }),
  ),
  pendingReadingIds: Type.Array(Id),
});

const Payers = Type.Array(Type.Object({ memberId: Id, amountMinor: Type.Optional(AmountMinor) }, closed), {
  minItems: 1,
  maxItems: MEMBERS_MAX,
});

export const ChargeMetersBody = Type.Object(
  {
    from: LocalDate,
    through: LocalDate,
    invoiceMinor: Type.Optional(AmountMinor),
    currency: Type.Optional(CurrencyCode),
    parts: Type.Optional(
      Type.Array(Type.Object({ label: textLine(120), amountMinor: AmountMinor }, closed), { maxItems: 50 }),
    ),
    allocation: Type.Optional(
      Type.Union([
        Type.Object({ rule: Type.Literal('owner'), memberId: Id }, closed),
        Type.Object({ rule: Type.Enum(['equal', 'weight', 'proportional']) }, closed),
      ]),
    ),
    payers: Payers,
    title: Type.Optional(textLine(200)),
    date: Type.Optional(LocalDate),
    dueOn: Type.Optional(Nullable(LocalDate)),
    isDryRun: Type.Optional(Type.Boolean({ description: 'Shows what would be charged and writes nothing.' })),
    isConfirmed: Type.Optional(Type.Boolean()),
  },
  closed,
);

const Fraction = Type.Object({ numerator: Type.String(), denominator: Type.String() });

export const ChargeLineWire = Type.Object({
  kind: Type.Enum(['usage', 'standing', 'vat', 'part', 'unallocated', 'true-up']),
  label: Nullable(Type.String()),
  register: Nullable(Id),
  from: LocalDate,
  through: LocalDate,
  quantityMilli: Nullable(QuantityMilli),
  price: Nullable(Type.String()),
  amountMinor: AmountMinor,
  exact: Fraction,
});

export const MeterChargeWire = Type.Object({
  meterId: Id,
  from: LocalDate,
  through: LocalDate,
  currency: CurrencyCode,
  totalMinor: AmountMinor,
  lines: Type.Array(ChargeLineWire, { description: 'They sum to the total.' }),
  masterMilli: QuantityMilli,
  remainderMilli: SignedMilli,
  isRemainderNegative: Type.Boolean(),
  unallocatedMinor: AmountMinor,
  consumptions: Type.Array(Type.Object({ memberId: Id, milli: QuantityMilli })),
  estimatedDays: Type.Integer(),
  uncountedDays: Type.Integer({ description: 'Before a meter was first read.' }),
  isEstimate: Type.Boolean(),
  hasLowerReading: Type.Boolean(),
  pendingReadingIds: Type.Array(Id),
  trueUps: Type.Array(Type.Object({ billId: Id, amountMinor: AmountMinor })),
  shares: Type.Array(BillShareWire),
  bill: Nullable(BillWire),
});

export const CorrectChargesBody = Type.Object(
  {
    payers: Type.Optional(Payers),
    currency: Type.Optional(CurrencyCode),
    date: Type.Optional(LocalDate),
    isDryRun: Type.Optional(Type.Boolean({ description: 'Shows what would be set right and writes nothing.' })),
  },
  closed,
);

export const ChargeCorrectionsWire = Type.Object({
  meterId: Id,
  currency: CurrencyCode,
  totalMinor: AmountMinor,
  trueUps: Type.Array(Type.Object({ billId: Id, from: LocalDate, through: LocalDate, amountMinor: AmountMinor })),
  shares: Type.Array(BillShareWire),
  bill: Nullable(BillWire),
});
