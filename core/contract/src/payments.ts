import { type TSchema, Type } from 'typebox';
import { AmountMinor, CurrencyCode, Id, LocalDate, Timestamp, textBlock, textLine, Version } from './common.ts';

const HandMethod = Type.Union([Type.Literal('cash'), Type.Literal('bank'), Type.Literal('other')]);
const Method = Type.Union([...HandMethod.anyOf, Type.Literal('card')]);
const PaymentAmount = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
const nullable = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);
const oneOf = <T extends string>(...words: T[]) => Type.Enum<T[]>(words);
const closed = { additionalProperties: false } as const;

export const RecordPaymentBody = Type.Object(
  {
    from: Id,
    to: Id,
    amountMinor: PaymentAmount,
    currency: CurrencyCode,
    date: LocalDate,
    method: Type.Optional(HandMethod),
    notes: Type.Optional(Type.Union([textBlock(1_000), Type.Null()])),
  },
  closed,
);

const BillPart = Type.Object({ billId: Id, amountMinor: PaymentAmount }, closed);

export const StartPaymentBody = Type.Object(
  {
    from: Id,
    to: Id,
    amountMinor: PaymentAmount,
    currency: CurrencyCode,
    method: Method,
    bills: Type.Optional(Type.Array(BillPart, { maxItems: 50 })),
    instrument: Type.Optional(
      nullable(
        Type.String({
          maxLength: 200,
          pattern: '^[a-z]+_[A-Za-z0-9_]+$',
          description: "The gateway's token for the card; never a card number.",
        }),
      ),
    ),
    notes: Type.Optional(nullable(textBlock(1_000))),
  },
  closed,
);

export const ConfirmPaymentBody = Type.Object(
  { version: Type.Optional(Version), amountMinor: Type.Optional(PaymentAmount) },
  closed,
);

export const RefundPaymentBody = Type.Object(
  { amountMinor: Type.Optional(PaymentAmount), reason: Type.Optional(nullable(textBlock(1_000))) },
  closed,
);

const PaymentStateWire = oneOf(
  'pending',
  'approved',
  'processing',
  'posted',
  'failed',
  'expired',
  'voided',
  'reversed',
);

/** The life of a payment that was started. What is only for the gateway's sake, such as the card's token, stays inside. */
const CourseWire = Type.Object({
  requestedMinor: AmountMinor,
  capturedMinor: AmountMinor,
  bills: Type.Array(BillPart),
  dueOn: nullable(LocalDate),
  expiresAt: Timestamp,
  retryAt: nullable(Timestamp),
  transitions: Type.Array(
    Type.Object({ state: PaymentStateWire, at: Timestamp, by: Type.String(), reason: nullable(Type.String()) }),
  ),
  transactions: Type.Array(
    Type.Object({
      id: Id,
      state: oneOf('calling', 'needs-action', 'declined', 'cancelled', 'not-charged', 'captured'),
      startedAt: Timestamp,
      capturedMinor: AmountMinor,
      isStray: Type.Boolean(),
      reason: nullable(Type.String()),
      actionUrl: nullable(Type.String()),
    }),
  ),
  refunds: Type.Array(
    Type.Object({
      id: Id,
      amountMinor: AmountMinor,
      state: oneOf('requested', 'succeeded', 'failed'),
      isStray: Type.Boolean(),
      reason: nullable(Type.String()),
      requestedBy: Type.String(),
      requestedAt: Timestamp,
    }),
  ),
  chargebacks: Type.Array(Type.Object({ id: Id, amountMinor: AmountMinor, state: oneOf('open', 'won', 'lost') })),
});

export const PaymentWire = Type.Object({
  id: Id,
  version: Version,
  state: PaymentStateWire,
  from: Id,
  to: Id,
  amountMinor: AmountMinor,
  currency: CurrencyCode,
  date: LocalDate,
  method: Method,
  notes: Type.Union([Type.String(), Type.Null()]),
  entryId: Type.Union([Id, Type.Null()]),
  sourceKey: Type.Union([Type.String(), Type.Null()]),
  createdBy: Id,
  createdAt: Timestamp,
  updatedAt: Timestamp,
  course: Type.Optional(CourseWire),
  origin: Type.Optional(Type.Object({ kind: oneOf('refund', 'chargeback'), paymentId: Id })),
});

export const PaymentViewWire = Type.Object({
  payment: PaymentWire,
  refundableMinor: AmountMinor,
  due: oneOf('none', 'later', 'due', 'in-grace', 'overdue'),
  givenBack: Type.Array(PaymentWire),
});

const AutoApproval = Type.Object(
  {
    currency: CurrencyCode,
    amountMinorMax: PaymentAmount,
    methods: nullable(Type.Array(Method, { minItems: 1, maxItems: 4 })),
    memberIds: nullable(Type.Array(Id, { minItems: 1, maxItems: 200 })),
  },
  closed,
);
const rules = {
  autoApprovals: Type.Array(AutoApproval, { maxItems: 20, description: 'The first that fits approves.' }),
  graceDays: Type.Integer({ minimum: 0, maximum: 90 }),
  openDays: Type.Integer({ minimum: 1, maximum: 365, description: 'Then an open payment expires.' }),
};

export const SetPaymentRulesBody = Type.Object(
  { version: Type.Optional(Type.Integer({ minimum: 0 })), ...rules },
  closed,
);
export const PaymentRulesWire = Type.Object({ id: Id, version: Type.Integer({ minimum: 0 }), ...rules });

export const SetBankAccountBody = Type.Object(
  {
    holder: textLine(70),
    iban: Type.String({ minLength: 15, maxLength: 42, pattern: '^[A-Za-z0-9 ]+$' }),
    bic: Type.Optional(nullable(Type.String({ maxLength: 11, pattern: '^[A-Za-z0-9]+$' }))),
  },
  closed,
);
const BankAccount = { holder: Type.String(), iban: Type.String(), bic: nullable(Type.String()) };
export const BankAccountWire = Type.Object({ id: Id, version: Version, ...BankAccount });

export const WaysToPayWire = Type.Object({
  memberId: Id,
  bankAccount: Type.Union([BankAccountWire, Type.Null({ description: 'They gave none yet.' })]),
  card: Type.Enum(['none', 'trial', 'live'], { description: 'A trial gateway moves no money.' }),
});

export const OpenSharesQuery = Type.Object({ to: Id });
export const OpenSharesWire = Type.Object({
  shares: Type.Array(
    Type.Object({
      billId: Id,
      title: Type.String(),
      date: LocalDate,
      dueOn: nullable(LocalDate),
      currency: CurrencyCode,
      shareMinor: AmountMinor,
      openMinor: AmountMinor,
    }),
    { description: 'Newest first, 50 at most.' },
  ),
});

export const BankTransferWire = Type.Object({
  account: Type.Object(BankAccount),
  amountMinor: AmountMinor,
  currency: CurrencyCode,
  remittance: Type.String(),
  epc: nullable(Type.String({ description: 'The text of the QR code (EPC069-12, version 002); null outside EUR.' })),
  payto: Type.String({ description: 'RFC 8905.' }),
});

export const PaymentPageWire = Type.Object({
  payments: Type.Array(PaymentWire),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
});
