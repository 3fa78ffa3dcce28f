import { Type } from 'typebox';
import { Id, Timestamp, Version } from './common.ts';

const Seq = Type.Integer({
  minimum: 0,
  description: 'The number of a change of the group, as the activity counts them.',
});

export const CreateWebhookBody = Type.Object(
  {
    url: Type.String({
      minLength: 10,
      maxLength: 1_000,
      pattern: '^https?://[!-~]+$',
      description: 'A public https address. Redirects are not followed.',
    }),
  },
  { additionalProperties: false },
);

export const ReplayWebhookBody = Type.Object(
  {
    fromSeq: Type.Optional(
      Type.Integer({ minimum: 1, description: 'The first change to send again; left out: go on where it stopped.' }),
    ),
  },
  { additionalProperties: false },
);

const webhook = {
  id: Id,
  version: Version,
  groupId: Id,
  url: Type.String(),
  state: Type.Union([Type.Literal('active'), Type.Literal('paused')]),
  secretNumber: Type.Integer({ minimum: 1 }),
  rotatedAt: Type.Union([Timestamp, Type.Null()]),
  createdBy: Id,
  createdAt: Timestamp,
};

export const WebhookWire = Type.Object(webhook);
export const WebhookWithSecretWire = Type.Object({
  ...webhook,
  secret: Type.String({ description: 'Signs what is sent, as Standard Webhooks says. Told here and never again.' }),
});
export const WebhookListWire = Type.Object({ webhooks: Type.Array(WebhookWire) });

export const WebhookDeliveriesWire = Type.Object({
  seq: Type.Integer({ minimum: 0, description: 'Everything up to this change was taken.' }),
  failureCount: Type.Integer({ minimum: 0 }),
  nextAt: Type.Union([Timestamp, Type.Null()]),
  recent: Type.Array(
    Type.Object({
      seq: Seq,
      at: Timestamp,
      status: Type.Union([Type.Integer(), Type.Null()]),
      problem: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
});
