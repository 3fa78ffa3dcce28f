import { AppError } from '@shared-payments/domain';
import Stripe from 'stripe';

const { errors } = Stripe;

/** The decline of a card, with the payment intent it leaves; undefined for any other failure. */
export function declineOf(error: unknown): Stripe.errors.StripeCardError | undefined {
  return error instanceof errors.StripeCardError ? error : undefined;
}

/** Whether Stripe says that it will never do this. */
export function isRefusal(error: unknown): boolean {
  return error instanceof errors.StripeInvalidRequestError;
}

export function isMissing(error: unknown): boolean {
  return error instanceof errors.StripeInvalidRequestError && error.code === 'resource_missing';
}

/**
 * Everything whose outcome is unknown, or that another try may get past: no connection, a fault of Stripe's, too many requests, a
 * key that is in use, and a key of ours that is not accepted (an operator can put that right).
 */
export function asUnavailable(error: unknown): unknown {
  const isPassing =
    error instanceof errors.StripeConnectionError ||
    error instanceof errors.StripeAPIError ||
    error instanceof errors.StripeRateLimitError ||
    error instanceof errors.StripeAuthenticationError ||
    error instanceof errors.StripePermissionError ||
    (error instanceof errors.StripeIdempotencyError && error.statusCode === 409);
  return isPassing ? new AppError('unavailable', 'Stripe gave no answer.', {}, { cause: error }) : error;
}
