import { Type } from 'typebox';
import { AmountMinor, CurrencyCode, Id } from './common.ts';

const closed = { additionalProperties: false } as const;

/** Twenty million characters of text, and room for the JSON around them. */
export const IMPORT_BYTES_MAX = 64 * 1024 * 1024;
const TEXT_MAX = 20 * 1024 * 1024;
const BUNDLE_MAX = 60 * 1024 * 1024;

const Format = Type.Union([
  Type.Literal('splitwise-csv'),
  Type.Literal('spliit-json'),
  Type.Literal('spliit-csv'),
  Type.Literal('cospend-csv'),
  Type.Literal('ihatemoney-json'),
  Type.Literal('ihatemoney-csv'),
]);

export const ImportFileBody = Type.Object(
  {
    text: Type.String({ maxLength: TEXT_MAX, description: 'The file as text.' }),
    fileName: Type.Optional(Type.String({ maxLength: 300 })),
    format: Type.Optional(Format),
    currency: Type.Optional(CurrencyCode),
    members: Type.Optional(Type.Record(Type.String({ maxLength: 300 }), Id)),
    isDryRun: Type.Optional(Type.Boolean({ description: 'Read and prove only; nothing is written.' })),
  },
  closed,
);

export const ImportReportWire = Type.Object({
  format: Format,
  isDryRun: Type.Boolean(),
  proof: Type.Object({
    isProven: Type.Boolean(),
    rows: Type.Array(
      Type.Object({
        currency: CurrencyCode,
        memberKey: Type.String(),
        memberName: Type.String(),
        sourceMinor: AmountMinor,
        oursMinor: AmountMinor,
        differenceMinor: AmountMinor,
      }),
    ),
    sourceBalanceOrigin: Type.Record(Type.String(), Type.String()),
    inferred: Type.Array(
      Type.Object({ code: Type.String(), count: Type.Integer(), lines: Type.Array(Type.Integer()) }),
    ),
    warnings: Type.Array(Type.Object({ code: Type.String(), line: Type.Optional(Type.Integer()) })),
    billCount: Type.Integer(),
    paymentCount: Type.Integer(),
    deletedCount: Type.Integer(),
  }),
  members: Type.Array(
    Type.Object({ key: Type.String(), name: Type.String(), memberId: Type.Union([Id, Type.Null()]) }),
  ),
  importedCount: Type.Integer({ minimum: 0 }),
  knownCount: Type.Integer({ minimum: 0 }),
});

export const ImportBundleBody = Type.Object({ text: Type.String({ maxLength: BUNDLE_MAX }) }, closed);
