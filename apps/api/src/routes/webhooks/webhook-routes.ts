import { createWebhookRoute } from './create-webhook.ts';
import { deleteWebhookRoute } from './delete-webhook.ts';
import { listWebhookDeliveriesRoute } from './list-webhook-deliveries.ts';
import { listWebhooksRoute } from './list-webhooks.ts';
import { pauseWebhookRoute } from './pause-webhook.ts';
import { pingWebhookRoute } from './ping-webhook.ts';
import { replayWebhookRoute } from './replay-webhook.ts';
import { rotateWebhookSecretRoute } from './rotate-webhook-secret.ts';

export const webhookRoutes = [
  createWebhookRoute,
  deleteWebhookRoute,
  listWebhookDeliveriesRoute,
  listWebhooksRoute,
  pauseWebhookRoute,
  pingWebhookRoute,
  replayWebhookRoute,
  rotateWebhookSecretRoute,
];
