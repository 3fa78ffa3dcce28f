import assert from 'node:assert/strict';
import { goodStatus, type JsonSchema, type Operation } from './api-operations.ts';
import { call, type World } from './world.ts';

/** Lists that are read whole, and what keeps them short. */
export const SHORT_LISTS: Readonly<Record<string, string>> = {
  listSessions: 'the identity keeps at most 200 sessions of a person apart',
  listPasskeys: 'a person has a handful of devices',
  listInvitations: 'links end after at most 90 days',
  getBillHistory: 'at most 200 versions of one bill; the activity has them all',
  listAttachments: 'at most 20 files a bill',
  getBalances: 'one line for each currency and member',
  getGroup: 'a group has at most 200 members',
  getClosing: 'one line for each member',
  listCorrections: 'at most 2,000 entries, or it says so',
  getStatement: 'one month of one member, by currency',
  getPayment: 'a payment goes through each state at most once',
  getPaymentRules: 'at most twenty rules',
  getReminderRules: 'at most eight days',
  getNotificationPreferences: 'one line for each kind of notice',
  listPushSubscriptions: 'a person has at most twenty',
  listOpenShares: 'at most the fifty that one payment may name',
  listWebhooks: 'a group has at most ten',
  listWebhookDeliveries: 'the latest fifty attempts',
  planSettlement: 'fewer payments than members',
  previewRecurringBill: 'the next twelve dates',
  listCurrencies: 'ISO 4217 has fewer than 200',
  listDebts: 'one line for each two members',
};

/** The name of the one list in the answer, where it is one. */
export function listIn(operation: Operation): { readonly name: string; readonly isPaged: boolean } | undefined {
  const { properties = {} } = answerSchema(operation) ?? {};
  const lists = Object.entries(properties).filter(([, schema]) => schema.type === 'array');
  const [only] = lists;
  if (operation.method !== 'GET' || lists.length !== 1 || only === undefined) return undefined;
  return { name: only[0], isPaged: 'nextCursor' in properties };
}

interface Page {
  readonly keys: readonly string[];
  readonly nextCursor: string | null;
}

const PAGES_MAX = 100;

/** Every item's key in the order of the pages; `between` runs after the first page. */
export async function walk(
  world: World,
  operation: Operation,
  params: Readonly<Record<string, string>>,
  pageSize: number,
  between: () => Promise<unknown> = async () => undefined,
): Promise<{ readonly keys: readonly string[]; readonly pageCount: number }> {
  const keys: string[] = [];
  let cursor: string | null = null;
  for (let pageCount = 1; pageCount <= PAGES_MAX; pageCount += 1) {
    const query = `?limit=${pageSize}${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`;
    const page = await pageOf(world, operation, params, query);
    assert.ok(page.keys.length <= pageSize, `${operation.id} gave ${page.keys.length} for limit=${pageSize}`);
    keys.push(...page.keys);
    if (page.nextCursor === null) return { keys, pageCount };
    cursor = page.nextCursor;
    if (pageCount === 1) await between();
  }
  throw new Error(`${operation.id} has no end after ${PAGES_MAX} pages`);
}

async function pageOf(
  world: World,
  operation: Operation,
  params: Readonly<Record<string, string>>,
  query: string,
): Promise<Page> {
  const answer = await call(world, world.runner, operation, { params, query });
  assert.equal(answer.status, 200, `${operation.id}${query}: ${answer.text}`);
  const items: readonly { id?: string; seq?: number }[] = answer.body[listIn(operation)?.name ?? ''];
  return { keys: items.map(({ id, seq }) => String(id ?? seq)), nextCursor: answer.body.nextCursor };
}

function answerSchema(operation: Operation): JsonSchema | undefined {
  return operation.answers[String(goodStatus(operation))]?.content?.['application/json']?.schema;
}
