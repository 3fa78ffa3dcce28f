import {
  AmountMinor,
  AttachmentWire,
  BillWire,
  ClosingWire,
  CommentWire,
  CurrencyCode,
  GroupWire,
  Id,
  LocalDate,
  MeterChargeWire,
  MeterWire,
  MonthName,
  PaymentWire,
  ReadingWire,
  RecurringBillWire,
  ReminderRulesWire,
  Sha256,
  StatementContentWire,
} from '@shared-payments/contract';
import { Ajv, type ValidateFunction } from 'ajv';
import { type TSchema, Type } from 'typebox';

const byCurrency = <T extends TSchema>(schema: T) => Type.Record(Type.String({ pattern: '^[A-Z]{3}$' }), schema);
const Units = Type.String({ pattern: '^-?[0-9]{1,40}$' });
const byMember = Type.Record(Type.String(), AmountMinor);

/** What is stored of each collection, as far as answers, balances and jobs rely on it; others carry their own checks. */
const SHAPES: Readonly<Record<string, TSchema>> = {
  group: GroupWire,
  bills: BillWire,
  payments: PaymentWire,
  comments: CommentWire,
  attachments: AttachmentWire,
  recurringBills: RecurringBillWire,
  reminderRules: ReminderRulesWire,
  meters: MeterWire,
  readings: ReadingWire,
  entries: Type.Object({
    id: Id,
    date: LocalDate,
    currency: CurrencyCode,
    lines: Type.Array(Type.Object({ account: Type.String(), amountMinor: AmountMinor })),
    cause: Type.Object({ kind: Type.String(), id: Id }),
    bookedFor: Type.Optional(LocalDate),
    reversalOf: Type.Union([Id, Type.Null()]),
  }),
  balances: Type.Object({
    id: Id,
    balances: byCurrency(byMember),
    rounding: byCurrency(Type.Record(Type.String(), Units)),
    closedThrough: Type.Optional(LocalDate),
  }),
  months: Type.Object({
    id: Type.String({ maxLength: 80 }),
    month: MonthName,
    currencies: byCurrency(Type.Object({ spentMinor: AmountMinor, net: byMember })),
  }),
  closings: ClosingWire,
  statements: Type.Object({
    id: Type.String({ maxLength: 80 }),
    month: MonthName,
    memberId: Id,
    sha256: Sha256,
    content: StatementContentWire,
  }),
  meterCharges: Type.Object({
    id: Id,
    meterId: Id,
    billId: Id,
    currency: CurrencyCode,
    plan: Type.Object({ from: LocalDate, through: LocalDate, submeters: Type.Array(Type.Object({ meterId: Id })) }),
    lines: MeterChargeWire.properties.lines,
    consumptions: MeterChargeWire.properties.consumptions,
    shares: Type.Array(Type.Object({ memberId: Id, amountMinor: AmountMinor })),
    setRight: Type.Array(Type.Object({})),
  }),
};

const ajv = new Ajv({ strict: false, ownProperties: true });
const compiled = new Map<string, ValidateFunction>();

/** Why a document of a bundle is not what its collection holds, or undefined. */
export function bundledProblem(collection: string, document: unknown): string | undefined {
  const schema = SHAPES[collection];
  if (schema === undefined) return undefined;
  const validate = compiled.get(collection) ?? ajv.compile(schema);
  compiled.set(collection, validate);
  return validate(document) ? undefined : ajv.errorsText(validate.errors, { dataVar: collection });
}
