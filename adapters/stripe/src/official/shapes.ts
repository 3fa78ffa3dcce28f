/** What Stripe's published description says of a field: JSON types, and the values where they are listed. */
export interface FieldShape {
  readonly types: readonly ('string' | 'integer' | 'number' | 'boolean' | 'object' | 'array' | 'null')[];
  readonly values?: readonly string[];
  readonly isRequired: boolean;
}

/** The part of Stripe's description that this adapter relies on. */
export interface OfficialShapes {
  readonly source: string;
  readonly version: string;
  readonly objects: Readonly<Record<string, Readonly<Record<string, FieldShape>>>>;
  /** Parameters by `METHOD /path`, ids as `{}`. */
  readonly requests: Readonly<Record<string, readonly string[]>>;
}

/** Fields of its objects that are read here, or that a testing server fills in. */
export const RELIED_ON: Readonly<Record<string, readonly string[]>> = {
  payment_intent: [
    ...['id', 'object', 'amount', 'amount_received', 'currency', 'status', 'metadata'],
    ...['last_payment_error', 'next_action', 'cancellation_reason'],
  ],
  payment_intent_next_action: ['type', 'redirect_to_url'],
  refund: ['id', 'object', 'amount', 'currency', 'payment_intent', 'status', 'metadata', 'failure_reason'],
  dispute: ['id', 'object', 'amount', 'currency', 'status', 'payment_intent'],
  charge: ['id', 'object', 'payment_intent', 'metadata'],
  balance_transaction: ['id', 'object', 'type', 'amount', 'currency', 'fee', 'created', 'source'],
  api_errors: ['type', 'code', 'decline_code', 'message', 'payment_intent'],
  event: ['id', 'object', 'type', 'data'],
};

export const ASKED: readonly (readonly [method: 'get' | 'post', path: string])[] = [
  ['post', '/v1/payment_intents'],
  ['get', '/v1/payment_intents/{intent}'],
  ['get', '/v1/payment_intents/search'],
  ['post', '/v1/payment_intents/{intent}/cancel'],
  ['post', '/v1/refunds'],
  ['get', '/v1/refunds'],
  ['get', '/v1/disputes'],
  ['get', '/v1/balance_transactions'],
];

/** `METHOD /path` with ids taken out, as requests are looked up by. */
export function askedOf(method: string, path: string): string {
  return `${method.toUpperCase()} ${path.replace(/\{[^}]*\}|\b(?:pi|re|dp)_\w+/g, '{}')}`;
}
