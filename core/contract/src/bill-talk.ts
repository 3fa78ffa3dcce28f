import { Type } from 'typebox';
import { Id, Timestamp, textBlock, textLine, Version } from './common.ts';

const closed = { additionalProperties: false } as const;
const Text = Type.Intersect([textBlock(2_000), Type.String({ minLength: 1, pattern: '\\S' })]);

export const CommentBody = Type.Object({ text: Text }, closed);
export const CommentWire = Type.Object({
  id: Id,
  version: Version,
  billId: Id,
  memberId: Id,
  text: Type.String(),
  createdAt: Timestamp,
});
export const CommentPageWire = Type.Object({
  comments: Type.Array(CommentWire),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
});

export const OpenDisputeBody = Type.Object(
  { reason: textLine(500), itemIndex: Type.Optional(Type.Integer({ minimum: 0, maximum: 199 })) },
  closed,
);
export const ResolveDisputeBody = Type.Object(
  {
    state: Type.Union([Type.Literal('accepted'), Type.Literal('rejected')]),
    resolution: textLine(500),
    version: Type.Optional(Version),
  },
  closed,
);

export const AttachmentQuery = Type.Object({ fileName: textLine(200) });
export const AttachmentWire = Type.Object({
  id: Id,
  version: Version,
  billId: Id,
  fileName: Type.String(),
  mediaType: Type.String(),
  byteCount: Type.Integer({ minimum: 0 }),
  digest: Type.String({ description: 'SHA-256 of the bytes, base64url.' }),
  createdBy: Id,
  createdAt: Timestamp,
});
export const AttachmentListWire = Type.Object({ attachments: Type.Array(AttachmentWire) });

export const RemoveMemberBody = Type.Object(
  { force: Type.Optional(Type.Boolean()), reason: Type.Optional(textLine(500)), version: Type.Optional(Version) },
  closed,
);
