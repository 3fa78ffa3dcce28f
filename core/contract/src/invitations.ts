import { Type } from 'typebox';
import { CurrencyCode, Id, Timestamp, textLine, Version } from './common.ts';
import { GroupWire } from './groups.ts';

const InvitedRole = Type.Union([Type.Literal('participant'), Type.Literal('reader'), Type.Literal('viewer')]);

export const CreateInvitationBody = Type.Object(
  {
    role: Type.Optional(InvitedRole),
    memberId: Type.Optional(Id),
    uses: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    days: Type.Optional(Type.Integer({ minimum: 1, maximum: 90 })),
  },
  { additionalProperties: false },
);

export const InvitationWire = Type.Object({
  id: Id,
  version: Version,
  role: InvitedRole,
  memberId: Type.Union([Id, Type.Null()]),
  createdAt: Timestamp,
  expiresAt: Timestamp,
  usesLeft: Type.Integer({ minimum: 0 }),
  isRevoked: Type.Boolean(),
  token: Type.String({
    description: 'Stands in the link. Whoever has it can join: send it only to whom it is meant for.',
  }),
});

export const InvitationListWire = Type.Object({ invitations: Type.Array(InvitationWire) });

export const InvitationPreviewWire = Type.Object({
  groupName: Type.String(),
  currency: CurrencyCode,
  memberCount: Type.Integer({ minimum: 0 }),
  role: Type.String(),
  memberName: Type.Union([Type.String(), Type.Null()]),
  expiresAt: Timestamp,
});

export const AcceptInvitationBody = Type.Object(
  { token: Type.String({ minLength: 1, maxLength: 200 }), name: Type.Optional(textLine(80)) },
  { additionalProperties: false },
);

export const JoinedWire = Type.Object({ group: GroupWire, memberId: Id });
