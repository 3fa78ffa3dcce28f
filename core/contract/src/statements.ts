import { LANGUAGES } from '@shared-payments/domain';
import { Type } from 'typebox';
import { AccountLineWire } from './balances.ts';
import { AmountMinor, CurrencyCode, Id, LocalDate, Timestamp, Version } from './common.ts';

export const MonthName = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}$', description: 'A calendar month, YYYY-MM.' });
export const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 in hex.' });

const StatementLineWire = Type.Object({
  ...AccountLineWire.properties,
  counterpart: Type.Union([Type.Object({ memberId: Id, name: Type.String() }), Type.Null()]),
  correction: Type.Union([
    Type.Object(
      { bookedOn: LocalDate, beforeMinor: AmountMinor, afterMinor: AmountMinor },
      { description: 'What was changed of an earlier, closed month: `netMinor` is after less before.' },
    ),
    Type.Null(),
  ]),
});

const StatementCurrencyWire = Type.Object(
  {
    currency: CurrencyCode,
    openingMinor: AmountMinor,
    lines: Type.Array(StatementLineWire),
    closingMinor: AmountMinor,
  },
  { description: 'Opening plus what the lines add is closing.' },
);

export const StatementWire = Type.Object({
  memberId: Id,
  month: Type.String(),
  currencies: Type.Array(StatementCurrencyWire),
  closed: Type.Union([
    Type.Object({ at: Timestamp, sha256: Sha256 }),
    Type.Null({ description: 'The month is open: what it says may change.' }),
  ]),
});

/** What is frozen of a statement; its hash is over the canonical JSON (RFC 8785) of exactly this. */
export const StatementContentWire = Type.Object(
  {
    format: Type.Literal(1),
    kind: Type.Literal('statement'),
    group: Type.Object({ id: Id, name: Type.String(), timeZone: Type.String() }),
    member: Type.Object({ id: Id, name: Type.String() }),
    month: MonthName,
    closedAt: Timestamp,
    currencies: Type.Array(StatementCurrencyWire),
  },
  { additionalProperties: false },
);

export const CloseMonthBody = Type.Object({ month: MonthName }, { additionalProperties: false });

export const ClosingWire = Type.Object({
  id: Type.String({ maxLength: 80 }),
  version: Version,
  month: MonthName,
  through: LocalDate,
  closedAt: Timestamp,
  closedBy: Id,
  statements: Type.Array(Type.Object({ memberId: Id, sha256: Sha256 })),
});

export const ClosingPageWire = Type.Object({
  closings: Type.Array(ClosingWire),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
});

export const CorrectionsWire = Type.Object({
  month: MonthName,
  corrections: Type.Array(
    Type.Object({
      id: Id,
      kind: Type.Union([Type.Literal('bill'), Type.Literal('payment')]),
      causeId: Id,
      title: Type.String(),
      currency: CurrencyCode,
      date: LocalDate,
      bookedOn: LocalDate,
      at: Timestamp,
      by: Type.Union([Id, Type.Null()]),
      members: Type.Array(Type.Object({ memberId: Id, beforeMinor: AmountMinor, afterMinor: AmountMinor })),
    }),
    { description: 'What belongs to this month or one before and was posted after it, newest first.' },
  ),
});

export const PrintQuery = Type.Object({
  language: Type.Optional(Type.Enum([...LANGUAGES], { description: 'Of labels, dates and amounts.' })),
});

const Party = Type.Object({ id: Id, name: Type.String() });

export const ReceiptWire = Type.Object({
  sha256: Sha256,
  content: Type.Object({
    format: Type.Literal(1),
    kind: Type.Literal('receipt'),
    group: Type.Object({ id: Id, name: Type.String(), timeZone: Type.String() }),
    number: Type.String(),
    paymentId: Id,
    date: LocalDate,
    from: Party,
    to: Party,
    currency: CurrencyCode,
    amountMinor: AmountMinor,
    method: Type.String(),
    notes: Type.Union([Type.String(), Type.Null()]),
    settled: Type.Array(Type.Object({ billId: Id, title: Type.String(), amountMinor: AmountMinor })),
    givenBack: Type.Array(Type.Object({ id: Id, kind: Type.String(), date: LocalDate, amountMinor: AmountMinor })),
    remainingMinor: AmountMinor,
  }),
});

export const VerifyQuery = Type.Object({ sha256: Sha256 });

export const VerificationWire = Type.Object({
  sha256: Sha256,
  document: Type.Union([
    Type.Object({ kind: Type.Literal('statement'), memberId: Id, month: MonthName, isCurrent: Type.Literal(true) }),
    Type.Object({ kind: Type.Literal('receipt'), paymentId: Id, number: Type.String(), isCurrent: Type.Boolean() }),
    Type.Null({ description: 'Nothing of this group has this hash.' }),
  ]),
});
