import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { describe, it } from 'node:test';
import { startApi } from '../../testing/api-under-test.ts';

async function paidFlat() {
  const api = await startApi({ now: () => Date.parse('2026-06-10T12:00:00Z') });
  const start = { name: 'Flat', myName: 'Ana', currency: 'EUR', timeZone: 'UTC', memberNames: ['Marko'] };
  const { body: group } = await api.ask('ana', 'POST', '/v1/groups', start);
  const [ana, marko] = group.members.map(({ id }: { id: string }) => id);
  const at = (path: string) => `/v1/groups/${group.id}${path}`;
  const made = async (path: string, body: unknown) => (await api.ask('ana', 'POST', at(path), body)).body;
  const facts = { from: marko, to: ana, amountMinor: 1_250, currency: 'EUR' };
  return { api, at, made, ana, marko, facts };
}

const verified = async ({ api, at }: Awaited<ReturnType<typeof paidFlat>>, sha256: string) =>
  (await api.ask('ana', 'GET', at(`/verify?sha256=${sha256}`))).body.document;

describe('a receipt', () => {
  it('is printed once, with the digest of the file, and known by its hash from then on', async () => {
    const flat = await paidFlat();
    const payment = await flat.made('/payments', { ...flat.facts, date: '2026-06-01' });
    const path = flat.at(`/payments/${payment.id}/receipt`);
    const { body } = await flat.api.ask('ana', 'GET', path);
    assert.equal(await verified(flat, body.sha256), null);
    const printed = await flat.api.app.inject({
      url: `${path}/pdf?language=pl`,
      headers: { authorization: 'Bearer ana' },
    });
    assert.equal(printed.statusCode, 200);
    assert.equal(printed.headers['content-type'], 'application/pdf');
    assert.equal(printed.headers['repr-digest'], `sha-256=:${hash('sha256', printed.rawPayload, 'base64')}:`);
    const { kind, paymentId, isCurrent } = await verified(flat, body.sha256);
    assert.deepEqual([kind, paymentId, isCurrent], ['receipt', payment.id, true]);
    const { files } = flat.api.services;
    const [, key = ''] = await files.list('documents/', '', 10);
    assert.ok(key.endsWith('-pl'), key);
    await files.remove(key);
    await files.write(key, Buffer.from('as it was kept'));
    const again = await flat.api.app.inject({
      url: `${path}/pdf?language=pl`,
      headers: { authorization: 'Bearer ana' },
    });
    assert.equal(again.payload, 'as it was kept');
    assert.equal((await flat.api.ask('eva', 'GET', `${path}/pdf`)).status, 404);
    await flat.api.close();
  });

  it('is another one after a refund, and the first is known and no longer current', async () => {
    const flat = await paidFlat();
    const started = await flat.made('/payments/start', { ...flat.facts, method: 'cash' });
    const ifMatch = (version: number) => ({ 'if-match': `"${version}"` });
    const path = flat.at(`/payments/${started.id}`);
    assert.equal((await flat.api.ask('ana', 'GET', `${path}/receipt`)).status, 409);
    const paid = await flat.api.ask('ana', 'POST', `${path}/confirm`, {}, ifMatch(started.version));
    assert.equal(paid.status, 200, paid.text);
    const { body: first } = await flat.api.ask('ana', 'GET', `${path}/receipt`);
    await flat.api.ask('ana', 'GET', `${path}/receipt/pdf`);
    const refunded = await flat.api.ask(
      'ana',
      'POST',
      `${path}/refunds`,
      { amountMinor: 250 },
      ifMatch(paid.body.version),
    );
    assert.ok(refunded.status < 300, refunded.text);
    const { body: second } = await flat.api.ask('ana', 'GET', `${path}/receipt`);
    assert.equal(second.content.remainingMinor, 1_000);
    assert.notEqual(second.sha256, first.sha256);
    assert.equal((await verified(flat, first.sha256)).isCurrent, false);
    await flat.api.close();
  });
});

describe('the statement of a closed month', () => {
  it('is printed with the hash that its closing lists, and only once the month is closed', async () => {
    const flat = await paidFlat();
    await flat.made('/payments', { ...flat.facts, date: '2026-05-01' });
    const path = flat.at(`/members/${flat.marko}/statements/2026-05`);
    assert.equal((await flat.api.ask('ana', 'GET', `${path}/pdf`)).status, 409);
    const closing = await flat.made('/closings', { month: '2026-05' });
    const { body: statement } = await flat.api.ask('ana', 'GET', path);
    const listed = closing.statements.find(({ memberId }: { memberId: string }) => memberId === flat.marko);
    assert.equal(statement.closed.sha256, listed.sha256);
    assert.equal((await flat.api.ask('ana', 'GET', `${path}/pdf`)).status, 200);
    const document = { kind: 'statement', memberId: flat.marko, month: '2026-05', isCurrent: true };
    assert.deepEqual(await verified(flat, listed.sha256), document);
    await flat.api.close();
  });
});
