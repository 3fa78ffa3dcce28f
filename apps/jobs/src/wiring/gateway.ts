import { join } from 'node:path';
import { createSandboxGateway, createSqliteBook } from '@shared-payments/adapter-sandbox-gateway';
import type { Services } from '@shared-payments/usecases';
import type { Config } from '../config.ts';
import type { Job } from '../job.ts';
import { paymentsJob } from '../jobs/payments.ts';
import { reconciliationJob } from '../jobs/reconciliation.ts';
import { sandboxEventsJob } from '../jobs/sandbox-events.ts';

export interface WiredPayments {
  readonly jobs: readonly Job[];
  close(): void;
}

/** The jobs of payments, by the settings: without a gateway, only what expires. Throws when Stripe lacks its secrets. */
export async function paymentJobsFrom(config: Config, services: Services): Promise<WiredPayments> {
  if (config.GATEWAY === 'none') return { jobs: [paymentsJob(services)], close: () => undefined };
  if (config.GATEWAY === 'sandbox') {
    const book = createSqliteBook(join(config.DATA_DIR, 'sandbox-gateway.db'));
    const gateway = createSandboxGateway({ book, now: Date.now });
    const events = sandboxEventsJob(gateway.deliver, gateway.signatureHeader, config.PUBLIC_URL);
    return { jobs: [...withGateway({ ...services, gateway }), events], close: () => book.close() };
  }
  const { STRIPE_API_KEY: apiKey, STRIPE_WEBHOOK_SECRET: webhookSecret } = config;
  if (apiKey === undefined || webhookSecret === undefined)
    throw new Error('Settings that need a change: GATEWAY is stripe, so set STRIPE_API_KEY and STRIPE_WEBHOOK_SECRET.');
  // Only who uses it pays for its size in memory.
  const { createStripeGateway } = await import('@shared-payments/adapter-stripe');
  const gateway = createStripeGateway({ apiKey, webhookSecret, returnUrl: config.PUBLIC_URL });
  return { jobs: withGateway({ ...services, gateway }), close: () => undefined };
}

function withGateway(services: Services): readonly Job[] {
  return [paymentsJob(services), reconciliationJob(services)];
}
