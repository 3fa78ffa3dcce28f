import { Type } from 'typebox';
import { AmountMinor, CurrencyCode, Id, LocalDate, Timestamp, textBlock, Version } from './common.ts';

const Method = Type.Union([Type.Literal('cash'), Type.Literal('bank'), Type.Literal('other')]);
const closed = { additionalProperties: false } as const;

export const RecordPaymentBody = Type.Object(
  {
    from: Id,
    to: Id,
    amountMinor: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
    currency: CurrencyCode,
    date: LocalDate,
    method: Type.Optional(Method),
    notes: Type.Optional(Type.Union([textBlock(1_000), Type.Null()])),
  },
  closed,
);

export const PaymentWire = Type.Object({
  id: Id,
  version: Version,
  state: Type.Union([Type.Literal('posted'), Type.Literal('reversed')]),
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
});

export const PaymentPageWire = Type.Object({
  payments: Type.Array(PaymentWire),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
});
