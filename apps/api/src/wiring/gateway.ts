import { join } from 'node:path';
import { createSandboxGateway, createSqliteBook } from '@shared-payments/adapter-sandbox-gateway';
import type { Gateway } from '@shared-payments/usecases';
import { type Config, publicUrl } from '../config.ts';

export interface WiredGateway {
  readonly gateway?: Gateway;
  close(): void;
}

/** Who takes card payments, by the settings. Throws when Stripe is chosen without its two secrets. */
export async function gatewayFrom(config: Config): Promise<WiredGateway> {
  if (config.GATEWAY === 'none') return { close: () => undefined };
  if (config.GATEWAY === 'sandbox') {
    const book = createSqliteBook(join(config.DATA_DIR, 'sandbox-gateway.db'));
    return { gateway: createSandboxGateway({ book, now: Date.now }), close: () => book.close() };
  }
  const { STRIPE_API_KEY: apiKey, STRIPE_WEBHOOK_SECRET: webhookSecret } = config;
  if (apiKey === undefined || webhookSecret === undefined)
    throw new Error('Settings that need a change: GATEWAY is stripe, so set STRIPE_API_KEY and STRIPE_WEBHOOK_SECRET.');
  // Only who uses it pays for its size in memory.
  const { createStripeGateway } = await import('@shared-payments/adapter-stripe');
  const gateway = createStripeGateway({ apiKey, webhookSecret, returnUrl: publicUrl(config) });
  return { gateway, close: () => undefined };
}
