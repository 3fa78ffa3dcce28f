import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

type Json = Record<string, unknown>;
interface Answer {
  readonly status: number;
  readonly body: Json;
}

export interface Exchange {
  readonly method: string;
  readonly path: string;
  /** Names of the parameters in query and form, such as `metadata[groupId]`. */
  readonly parameters: readonly string[];
  readonly status: number;
  readonly body: Json;
}

/** A server on this machine that answers as Stripe's API does for what the adapter asks: the shapes are those of its reference. */
export interface FakeStripe {
  readonly port: number;
  /** Every request that came, as `METHOD /path`. */
  readonly requests: readonly string[];
  /** The same with what was sent and answered, for those who compare it with Stripe's own description. */
  readonly exchanges: readonly Exchange[];
  /** The next requests get this instead; 'drop' closes the connection after the work was done. */
  failNext(failure: 'drop' | 500 | 429, times?: number): void;
  addDispute(intentId: string, status: string): void;
  close(): Promise<void>;
}

export async function startFakeStripe(): Promise<FakeStripe> {
  const account = emptyAccount();
  const keys = new Map<string, { readonly text: string; readonly answer: Answer }>();
  const requests: string[] = [];
  const exchanges: Exchange[] = [];
  const failures: ('drop' | 500 | 429)[] = [];
  const server = createServer(async (request, response) => {
    const text = await textOf(request);
    const url = new URL(request.url ?? '/', 'http://stripe');
    requests.push(`${request.method} ${url.pathname}`);
    const fault = failures.shift();
    const told = ({ status, body }: Answer) => {
      const parameters = [...url.searchParams.keys(), ...new URLSearchParams(text).keys()];
      exchanges.push({
        method: request.method ?? '',
        path: url.pathname,
        parameters,
        status,
        body: structuredClone(body),
      });
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (typeof fault === 'number') {
      const error = fault === 429 ? { type: 'invalid_request_error', code: 'rate_limit' } : { type: 'api_error' };
      return told({ status: fault, body: { error: { ...error, message: 'No.' } } });
    }
    const answer = once(keys, request, text, () => answerTo(account, `${request.method} ${url.pathname}`, text, url));
    if (fault === 'drop') request.socket.destroy();
    else told(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    exchanges,
    failNext: (failure, times = 1) => void failures.push(...Array(times).fill(failure)),
    addDispute: (intentId, status) => addDispute(account, intentId, status),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The same key gets the same answer; the same key with other parameters is refused. */
function once(
  keys: Map<string, { readonly text: string; readonly answer: Answer }>,
  request: IncomingMessage,
  text: string,
  work: () => Answer,
): Answer {
  const key = request.method === 'POST' ? String(request.headers['idempotency-key'] ?? '') : '';
  const known = keys.get(key);
  if (known)
    return known.text === text ? known.answer : failed(400, 'idempotency_error', 'Keys are for one request each.');
  const answer = work();
  if (key !== '') keys.set(key, { text, answer });
  return answer;
}

interface Account {
  readonly intents: Map<string, Json>;
  readonly refunds: Json[];
  readonly disputes: Json[];
  readonly moved: Json[];
}

const emptyAccount = (): Account => ({ intents: new Map(), refunds: [], disputes: [], moved: [] });
const failed = (status: number, type: string, message: string, more: Json = {}): Answer => ({
  status,
  body: { error: { type, message, ...more } },
});
const ok = (body: Json): Answer => ({ status: 200, body });
const listOf = (data: readonly Json[], hasMore = false): Answer => ok({ object: 'list', data, has_more: hasMore });
const seconds = () => Math.trunc(Date.now() / 1_000);

function answerTo(account: Account, asked: string, text: string, url: URL): Answer {
  const form = new URLSearchParams(text);
  const id = url.pathname.split('/')[3] ?? '';
  if (asked === 'POST /v1/payment_intents') return createIntent(account, form);
  if (asked === 'GET /v1/payment_intents/search') return search(account, url);
  if (asked.endsWith('/cancel')) return cancelIntent(account, id);
  if (asked.startsWith('GET /v1/payment_intents/')) return intentAnswer(account, id);
  if (asked === 'POST /v1/refunds') return createRefund(account, form);
  if (asked === 'GET /v1/refunds') return listOf(ofIntent(account.refunds, url));
  if (asked === 'GET /v1/disputes') return listOf(ofIntent(account.disputes, url));
  if (asked === 'GET /v1/balance_transactions') return balance(account, url);
  return failed(404, 'invalid_request_error', `Unrecognized request URL (${asked}).`);
}

function createIntent(account: Account, form: URLSearchParams): Answer {
  const card = form.get('payment_method') ?? '';
  if (!CARDS.includes(card))
    return failed(400, 'invalid_request_error', `No such PaymentMethod: '${card}'`, { code: 'resource_missing' });
  const amount = Number(form.get('amount'));
  const status =
    card === 'pm_card_visa' ? 'succeeded' : card === 'pm_action' ? 'requires_action' : 'requires_payment_method';
  const intent: Json = {
    id: `pi_${account.intents.size + 1}`,
    object: 'payment_intent',
    amount,
    amount_received: status === 'succeeded' ? amount : 0,
    currency: form.get('currency'),
    status,
    metadata: metadataIn(form),
    last_payment_error: null,
    next_action:
      status === 'requires_action'
        ? { type: 'redirect_to_url', redirect_to_url: { url: 'https://bank.example' } }
        : null,
    cancellation_reason: null,
  };
  account.intents.set(String(intent.id), intent);
  if (status === 'succeeded') account.moved.push(chargeMoved(account, intent));
  if (status !== 'requires_payment_method') return ok(intent);
  const code = card === 'pm_card_try_later' ? 'try_again_later' : 'insufficient_funds';
  const error = { type: 'card_error', code: 'card_declined', decline_code: code, message: 'Your card was declined.' };
  intent.last_payment_error = error;
  return { status: 402, body: { error: { ...error, payment_intent: intent } } };
}

const CARDS = ['pm_card_visa', 'pm_card_declined', 'pm_card_try_later', 'pm_action'];

function metadataIn(form: URLSearchParams): Json {
  const found = [...form].flatMap(([key, value]) => {
    const name = /^metadata\[(\w+)\]$/.exec(key)?.[1];
    return name === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(found);
}

function chargeMoved({ moved }: Account, { id, amount, currency, metadata }: Json): Json {
  const source = { id: `ch_${id}`, object: 'charge', payment_intent: id, metadata };
  return {
    id: `txn_${moved.length + 1}`,
    object: 'balance_transaction',
    type: 'charge',
    amount,
    currency,
    fee: 43,
    created: seconds(),
    source,
  };
}

function search({ intents }: Account, url: URL): Answer {
  const wanted = /'([^']*)'$/.exec(url.searchParams.get('query') ?? '')?.[1];
  return listOf([...intents.values()].filter(({ metadata }) => (metadata as Json).transactionId === wanted));
}

function intentAnswer({ intents }: Account, id: string): Answer {
  const intent = intents.get(id);
  return intent
    ? ok(intent)
    : failed(404, 'invalid_request_error', `No such payment_intent: '${id}'`, { code: 'resource_missing' });
}

function cancelIntent(account: Account, id: string): Answer {
  const intent = account.intents.get(id);
  if (!intent) return intentAnswer(account, id);
  if (intent.status === 'succeeded' || intent.status === 'canceled')
    return failed(400, 'invalid_request_error', 'You cannot cancel it.', { code: 'payment_intent_unexpected_state' });
  intent.status = 'canceled';
  return ok(intent);
}

function createRefund(account: Account, form: URLSearchParams): Answer {
  const id = form.get('payment_intent') ?? '';
  const intent = account.intents.get(id);
  if (!intent) return intentAnswer(account, id);
  const amount = Number(form.get('amount'));
  const gone = account.refunds
    .filter((one) => one.payment_intent === id)
    .reduce((sum, one) => sum + Number(one.amount), 0);
  if (amount + gone > Number(intent.amount_received))
    return failed(400, 'invalid_request_error', 'Refund amount is greater than unrefunded amount on charge');
  const refund: Json = {
    id: `re_${account.refunds.length + 1}`,
    object: 'refund',
    amount,
    currency: intent.currency,
    payment_intent: id,
    status: 'succeeded',
    metadata: metadataIn(form),
  };
  account.refunds.push(refund);
  const txn = {
    id: `txn_${account.moved.length + 1}`,
    object: 'balance_transaction',
    type: 'refund',
    amount: -amount,
    currency: intent.currency,
  };
  account.moved.push({ ...txn, fee: 0, created: seconds(), source: refund });
  return ok(refund);
}

function addDispute(account: Account, intentId: string, status: string): void {
  const { amount, currency } = account.intents.get(intentId) ?? {};
  const dispute = {
    id: `dp_${account.disputes.length + 1}`,
    object: 'dispute',
    amount,
    currency,
    status,
    payment_intent: intentId,
  };
  account.disputes.push(dispute);
  const txn = {
    id: `txn_${account.moved.length + 1}`,
    object: 'balance_transaction',
    type: 'adjustment',
    amount: -Number(amount),
    currency,
  };
  account.moved.push({ ...txn, fee: 1_500, created: seconds(), source: dispute });
}

function ofIntent(all: readonly Json[], url: URL): readonly Json[] {
  return all.filter((one) => one.payment_intent === url.searchParams.get('payment_intent'));
}

function balance({ moved }: Account, url: URL): Answer {
  const newestFirst = moved.toReversed();
  const after = url.searchParams.get('starting_after');
  const start = after === null ? 0 : newestFirst.findIndex(({ id }) => id === after) + 1;
  const limit = Number(url.searchParams.get('limit') ?? 10);
  return listOf(newestFirst.slice(start, start + limit), newestFirst.length > start + limit);
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
