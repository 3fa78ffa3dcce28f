import { type Static, type TSchema, Type } from 'typebox';

/** What a schema describes, for clients that need the types alone. */
export type WireOf<Schema extends TSchema> = Static<Schema>;

/** JSON integers are exact up to 2^53 - 1; amounts beyond are refused. */
export const AMOUNT_MAX = Number.MAX_SAFE_INTEGER;

export const Id = Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9_-]+$' });
export const CurrencyCode = Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217 code, such as EUR.' });
export const AmountMinor = Type.Integer({
  minimum: -AMOUNT_MAX,
  maximum: AMOUNT_MAX,
  description: 'Amount in minor units of its currency: 1234 is 12.34 EUR, 1234 JPY or 1.234 KWD.',
});
export const LocalDate = Type.String({
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$',
  description: 'A calendar date, YYYY-MM-DD.',
});
export const Timestamp = Type.Integer({
  minimum: 0,
  maximum: AMOUNT_MAX,
  description: 'Milliseconds since 1970-01-01 UTC.',
});
export const Version = Type.Integer({
  minimum: 1,
  description: 'Grows by one with each change; send it back in If-Match to edit.',
});
export const Cursor = Type.String({ maxLength: 600, description: 'Opaque: send back what `nextCursor` said.' });

export const Money = Type.Object({ amountMinor: AmountMinor, currency: CurrencyCode });
export type MoneyWire = Static<typeof Money>;

/** A line of text a person types: never empty, never only blanks, no control characters. */
export const textLine = (maxLength: number) =>
  Type.String({ minLength: 1, maxLength, pattern: '^(?=.*\\S)[^\\u0000-\\u001f\\u007f]*$' });

/** Text of several lines; control characters but tab and newline are refused. */
export const textBlock = (maxLength: number) =>
  Type.String({ maxLength, pattern: '^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]*$' });

export const PageQuery = Type.Object({
  cursor: Type.Optional(Cursor),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
});

/** RFC 9457 problem details; `code` is stable and documented in docs/errors.md. */
export const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    code: Type.String(),
    requestId: Type.String(),
    data: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  },
  { $id: 'Problem' },
);
export type ProblemWire = Static<typeof Problem>;
