import { type Static, Type } from 'typebox';
import { CurrencyCode, Id, Timestamp, textLine, Version } from './common.ts';

export const Role = Type.Union(
  [Type.Literal('primary'), Type.Literal('participant'), Type.Literal('reader'), Type.Literal('viewer')],
  { description: 'primary runs the group, participant shares bills, reader writes down readings, viewer only looks.' },
);

export const Weight = Type.Integer({ minimum: 0, maximum: 1_000_000 });

export const MemberWire = Type.Object({
  id: Id,
  name: Type.String(),
  role: Role,
  userId: Type.Union([Type.String(), Type.Null()]),
  weight: Weight,
  joinedAt: Timestamp,
  leftAt: Type.Union([Timestamp, Type.Null()]),
  version: Version,
});

export const GroupWire = Type.Object({
  id: Id,
  version: Version,
  name: Type.String(),
  currency: CurrencyCode,
  timeZone: Type.String({ description: 'IANA time zone, such as Europe/Skopje.' }),
  createdAt: Timestamp,
  isArchived: Type.Boolean(),
  members: Type.Array(MemberWire),
});

export const CreateGroupBody = Type.Object(
  {
    name: textLine(100),
    myName: textLine(80),
    currency: CurrencyCode,
    timeZone: Type.String({ minLength: 1, maxLength: 60, description: 'IANA time zone, such as Europe/Skopje.' }),
    memberNames: Type.Optional(Type.Array(textLine(80), { maxItems: 199 })),
  },
  { additionalProperties: false },
);

export const UpdateGroupBody = Type.Object(
  {
    name: Type.Optional(textLine(100)),
    timeZone: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    isArchived: Type.Optional(Type.Boolean()),
    version: Type.Optional(Version),
  },
  { additionalProperties: false },
);

export const GroupPageWire = Type.Object({
  groups: Type.Array(GroupWire),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
});

export const AddMemberBody = Type.Object(
  { name: textLine(80), role: Type.Optional(Role), weight: Type.Optional(Weight) },
  { additionalProperties: false },
);

export const UpdateMemberBody = Type.Object(
  {
    name: Type.Optional(textLine(80)),
    role: Type.Optional(Role),
    weight: Type.Optional(Weight),
    version: Type.Optional(Version),
  },
  { additionalProperties: false },
);

export type GroupWire = Static<typeof GroupWire>;
export type CreateGroupBody = Static<typeof CreateGroupBody>;
