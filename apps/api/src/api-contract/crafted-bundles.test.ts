import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { describe, it } from 'node:test';
import { parseBundle, serialiseBundle } from '@shared-payments/domain';
import { findDueSeries, makeDueBills } from '@shared-payments/usecases';
import { type ApiUnderTest, startApi } from '../testing/api-under-test.ts';
import { type Operation, operationsOf, urlOf } from './api-operations.ts';
import { equalBill, startFlat } from './flat.ts';
import { seededRandom } from './seeded-random.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const CRAFTED = Number(process.env.CRAFTED ?? 100);
const SERIES_MAX = 10;
const ODD_VALUES = [null, null, 7, -0.5, 'x', {}, [], [null], true];

type Document = Record<string, unknown>;

/** A group with something in every part of the product, as its bundle. */
async function bundleOfEverything(): Promise<string> {
  const flat = await startFlat(2);
  const [a, b] = flat.members;
  const done = async (method: string, path: string, body: unknown, headers?: Record<string, string>) => {
    const answer = await flat.ask(method, path, body, headers);
    assert.ok(answer.status < 300, `${path}: ${answer.text}`);
    return answer.body;
  };
  const bill = await flat.addBill(equalBill(flat.members, 1_001));
  await done('POST', `/bills/${bill.id}/disputes`, { reason: 'I was away' });
  await done('POST', `/bills/${bill.id}/comments`, { text: 'Really?' });
  const pdf = { 'content-type': 'application/pdf' };
  await done('POST', `/bills/${bill.id}/attachments?fileName=a.pdf`, Buffer.from('%PDF-1.4 a'), pdf);
  await done('POST', '/payments', { from: b, to: a, amountMinor: 100, currency: 'EUR', date: '2026-10-06' });
  const { date: _fromTheRule, ...template } = equalBill(flat.members, 500);
  await done('POST', '/recurring-bills', {
    rule: { frequency: 'monthly', interval: 1, startDate: '2026-10-31' },
    template,
  });
  const meter = await done('POST', '/meters', { name: 'Water', resource: 'water', unit: 'm³' });
  for (const [date, valueMilli] of [
    ['2026-08-01', 1_000],
    ['2026-09-01', 9_000],
  ]) {
    await done('POST', `/meters/${meter.id}/readings`, { date, valueMilli });
  }
  const period = { from: '2026-08-01', through: '2026-08-31', invoiceMinor: 4_200, payers: [{ memberId: a }] };
  await done('POST', `/meters/${meter.id}/charges`, period);
  await done('POST', '/closings', { month: '2026-10' });
  const { text } = await flat.ask('GET', '/bundle');
  await flat.api.close();
  return text;
}

const sha256 = (text: string) => hash('sha256', text, 'hex');

/** The bundle with one field of one document changed, and a digest that says that all is well. */
function crafted(
  text: string,
  random: ReturnType<typeof seededRandom>,
): { readonly text: string; readonly what: string } {
  const bundle = structuredClone(parseBundle(text, sha256)) as unknown as {
    group: Document;
    collections: Record<string, Document[]>;
  };
  const filled = Object.entries(bundle.collections).filter(([, documents]) => documents.length > 0);
  const [name, documents] = random.pick([...filled, ['group', [bundle.group]] as const]);
  let at = random.pick(documents);
  let path = name;
  for (let depth = 0; depth < 4; depth += 1) {
    const key = random.pick(Object.keys(at));
    const inner = at[key];
    path += `.${key}`;
    const isDeeper =
      typeof inner === 'object' && inner !== null && Object.keys(inner).length > 0 && random.isChance(0.6);
    if (isDeeper) {
      at = inner as Document;
      continue;
    }
    const value = random.pick(ODD_VALUES);
    if (value === null && !Array.isArray(at) && random.isChance(0.5)) delete at[key];
    else at[key] = value;
    return { text: serialised(bundle), what: `${path} = ${JSON.stringify(value)}` };
  }
  return { text: serialised(bundle), what: 'nothing' };
}

const serialised = (bundle: unknown) => serialiseBundle(bundle as Parameters<typeof serialiseBundle>[0], sha256);

/** Every read of the group answers as if nothing had happened, and so does what runs at night. */
async function failuresOf(
  api: ApiUnderTest,
  operations: readonly Operation[],
  text: string,
): Promise<readonly string[]> {
  const { group, collections } = parseBundle(text);
  const idOf = (name: string) => String(collections[name]?.[0]?.id ?? 'none');
  const members = (group as { members: { id: string }[] }).members;
  const params = {
    groupId: String(group.id),
    memberId: String(members[0]?.id),
    billId: idOf('bills'),
    attachmentId: idOf('attachments'),
    seriesId: idOf('recurringBills'),
    meterId: idOf('meters'),
    month: '2026-10',
  };
  const failures: string[] = [];
  for (const operation of operations) {
    const { status, text: said } = await api.ask('zoe', 'GET', urlOf(operation, params));
    if (status >= 500) failures.push(`${operation.id}: ${status} ${said}`);
  }
  for (const { groupId, seriesId } of await findDueSeries(api.services, SERIES_MAX)) {
    await makeDueBills(api.services, groupId, seriesId, 'test').catch((error: Error) => {
      if (!('code' in error)) failures.push(`the job: ${error.stack}`);
    });
  }
  return failures;
}

describe('a bundle that somebody made by hand', () => {
  it('is refused or restored, but never breaks what reads it', async (context) => {
    context.diagnostic(`SEED=${seed}`);
    const random = seededRandom(seed);
    const text = await bundleOfEverything();
    let api = await startApi();
    const description = (await api.ask('', 'GET', '/openapi.json')).body;
    const reads = operationsOf(description).filter(
      ({ method, path }) => method === 'GET' && path.startsWith('/v1/groups/{groupId}'),
    );
    const problems: string[] = [];
    const counts = { refused: 0, restored: 0 };
    for (let count = 0; count < CRAFTED; count += 1) {
      const changed = crafted(text, random);
      const { status, body } = await api.ask('zoe', 'POST', '/v1/bundles', { text: changed.text });
      if (status >= 500) problems.push(`${changed.what}: ${status}`);
      if (status === 201) {
        counts.restored += 1;
        problems.push(...(await failuresOf(api, reads, changed.text)).map((failure) => `${changed.what}: ${failure}`));
        await api.close();
        api = await startApi();
      } else {
        counts.refused += 1;
        assert.ok(
          ['import_refused', 'invalid_input', 'unknown_currency'].includes(body.code),
          `${changed.what}: ${body.code}`,
        );
      }
    }
    await api.close();
    context.diagnostic(JSON.stringify(counts));
    assert.ok(problems.length === 0, `SEED=${seed}\n${problems.join('\n')}`);
    assert.ok(counts.refused > 0 && counts.restored > 0);
  });
});
