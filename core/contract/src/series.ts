import { type Static, Type } from 'typebox';
import { billTemplate } from './bills.ts';
import { Id, LocalDate, Timestamp, Version } from './common.ts';

const closed = { additionalProperties: false } as const;
const Nullable = (schema: typeof LocalDate) => Type.Union([schema, Type.Null()]);

export const RecurrenceRule = Type.Object(
  {
    frequency: Type.Union([
      Type.Literal('daily'),
      Type.Literal('weekly'),
      Type.Literal('monthly'),
      Type.Literal('yearly'),
    ]),
    interval: Type.Integer({ minimum: 1, maximum: 1000 }),
    startDate: LocalDate,
    anchorDay: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 31, description: '31 clamps to the end of a short month, and comes back.' }),
    ),
    lastDayOfMonth: Type.Optional(Type.Boolean()),
    until: Type.Optional(LocalDate),
    count: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
  },
  closed,
);

export const BillTemplate = Type.Object(
  {
    ...billTemplate,
    dueInDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 366 })),
    isDraft: Type.Optional(Type.Boolean()),
  },
  closed,
);

export const CreateRecurringBillBody = Type.Object({ rule: RecurrenceRule, template: BillTemplate }, closed);

const template = Type.Optional(Type.Partial(BillTemplate, closed));
const version = Type.Optional(Version);

export const SeriesEditBody = Type.Union([
  Type.Object(
    { kind: Type.Literal('this'), date: LocalDate, template, movedTo: Type.Optional(LocalDate), version },
    closed,
  ),
  Type.Object(
    { kind: Type.Literal('future'), date: LocalDate, template, rule: Type.Optional(RecurrenceRule), version },
    closed,
  ),
  Type.Object({ kind: Type.Literal('all'), template, rule: Type.Optional(RecurrenceRule), version }, closed),
  ...(['skip', 'restore', 'pause', 'resume', 'end'] as const).map((kind) =>
    Type.Object({ kind: Type.Literal(kind), date: LocalDate, version }, closed),
  ),
]);

const Opaque = <T>(description: string) => Type.Unsafe<T>(Type.Object({}, { additionalProperties: true, description }));

export const RecurringBillWire = Type.Object({
  id: Id,
  version: Version,
  groupId: Id,
  series: Type.Object({
    id: Id,
    segments: Type.Array(Opaque<object>('A stretch with one rule and one template.')),
    exceptions: Type.Array(Opaque<object>('What became of one date.')),
    pauses: Type.Array(Opaque<object>('From when, until when.')),
  }),
  materialisedThrough: Nullable(LocalDate),
  nextDate: Nullable(LocalDate),
  createdBy: Id,
  createdAt: Timestamp,
  updatedAt: Timestamp,
});

export const RecurringBillPageWire = Type.Object({
  recurringBills: Type.Array(RecurringBillWire),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
});

export const RecurringBillPreviewWire = Type.Object({
  recurringBill: RecurringBillWire,
  next: Type.Array(
    Type.Object({
      key: Type.String(),
      date: LocalDate,
      originalDate: LocalDate,
      template: Opaque<object>('What the bill will be made from.'),
    }),
  ),
});

export type SeriesEditBody = Static<typeof SeriesEditBody>;
