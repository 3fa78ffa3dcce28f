import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { signatureOf } from '@shared-payments/adapter-sandbox-gateway';
import { examineStore, type RefundRequest } from '@shared-payments/usecases';
import { type ApiUnderTest, GATEWAY_SECRET, startApi } from '../../testing/api-under-test.ts';

const DAY_MS = 86_400_000;
const SLOW_MS = 300;
const clock = { now: Date.parse('2026-11-02T10:00:00Z') };
let api: ApiUnderTest;

before(async () => {
  api = await startApi({ now: () => clock.now });
});
after(() => api.close());

interface Flat {
  readonly path: string;
  readonly ana: string;
  readonly marko: string;
}

/** Ana runs it, Marko takes part; both have accounts. */
async function startFlat(): Promise<Flat> {
  const body = { name: 'Flat', myName: 'Ana', currency: 'EUR', timeZone: 'Europe/Skopje' };
  const { body: group } = await api.ask('ana', 'POST', '/v1/groups', body);
  const path = `/v1/groups/${group.id}`;
  const { body: link } = await api.ask('ana', 'POST', `${path}/invitations`, { role: 'participant' });
  const joined = await api.ask('marko', 'POST', '/v1/invitations/accept', { token: link.token, name: 'Marko' });
  return { path, ana: group.members[0].id, marko: joined.body.memberId };
}

const start = (flat: Flat, as: 'ana' | 'marko', more: object = {}) => {
  const [from, to] = as === 'ana' ? [flat.ana, flat.marko] : [flat.marko, flat.ana];
  const body = { from, to, amountMinor: 2_000, currency: 'EUR', method: 'card', ...more };
  return api.ask(as, 'POST', `${flat.path}/payments/start`, body);
};

const balanceOf = async (flat: Flat, memberId: string) => {
  const { body } = await api.ask('ana', 'GET', `${flat.path}/balances`);
  const euro = body.currencies.find(({ currency }: { currency: string }) => currency === 'EUR');
  return euro?.members.find((member: { memberId: string }) => member.memberId === memberId)?.amountMinor ?? 0;
};

const statesOf = (payment: { course: { transitions: readonly { state: string }[] } }) =>
  payment.course.transitions.map(({ state }) => state).join(' ');

describe('a card payment', () => {
  it('waits for the primary payer, and is posted with their approval', async () => {
    const flat = await startFlat();
    const { body: pending } = await start(flat, 'marko');
    assert.equal(pending.state, 'pending');
    assert.equal(await balanceOf(flat, flat.marko), 0);
    const at = `${flat.path}/payments/${pending.id}`;
    assert.equal((await api.ask('marko', 'POST', `${at}/approve`, { version: 1 })).status, 403);
    const { body: posted } = await api.ask('ana', 'POST', `${at}/approve`, { version: 1 });
    assert.equal(statesOf(posted), 'pending approved processing posted');
    assert.deepEqual([await balanceOf(flat, flat.marko), await balanceOf(flat, flat.ana)], [2_000, -2_000]);
  });

  it('needs no approval within a rule, and only there', async () => {
    const flat = await startFlat();
    const rule = { currency: 'EUR', amountMinorMax: 2_000, methods: ['card'], memberIds: [flat.marko] };
    const rules = { autoApprovals: [rule], graceDays: 3, openDays: 30 };
    assert.equal((await api.ask('ana', 'PUT', `${flat.path}/payment-rules`, rules)).status, 200);
    assert.equal((await start(flat, 'marko')).body.state, 'posted');
    assert.equal((await start(flat, 'marko', { amountMinor: 2_001 })).body.state, 'pending');
    assert.equal((await start(flat, 'marko', { method: 'cash' })).body.state, 'pending');
  });

  it('that is declined fails and moves no balance', async () => {
    const flat = await startFlat();
    const { body } = await start(flat, 'ana', { instrument: 'sandbox_decline' });
    assert.deepEqual([body.state, body.course.transactions[0].reason], ['failed', 'card_declined']);
    assert.equal(await balanceOf(flat, flat.ana), 0);
  });

  it('is charged once for 50 equal requests at the same moment', async () => {
    const flat = await startFlat();
    const body = { from: flat.ana, to: flat.marko, amountMinor: 500, currency: 'EUR', method: 'card' };
    const headers = { 'idempotency-key': 'pay-once' };
    const asked = Array.from({ length: 50 }, () =>
      api.ask('ana', 'POST', `${flat.path}/payments/start`, body, headers),
    );
    const answers = await Promise.all(asked);
    assert.equal(new Set(answers.map((answer) => answer.body.id)).size, 1);
    assert.equal(await balanceOf(flat, flat.ana), 500);
  });

  it('is refused for another member, and with a card number where the token belongs', async () => {
    const flat = await startFlat();
    assert.equal((await start(flat, 'marko', { from: flat.ana, to: flat.marko })).status, 403);
    assert.equal((await start(flat, 'ana', { instrument: '4242424242424242' })).status, 400);
  });

  it('that the payer abandons at their bank is voided when it is called off', async () => {
    const flat = await startFlat();
    const { body: waiting } = await start(flat, 'ana', { instrument: 'sandbox_action_never' });
    assert.match(waiting.course.transactions[0].actionUrl, /^sandbox:/);
    const at = `${flat.path}/payments/${waiting.id}`;
    const { body: voided } = await api.ask('ana', 'POST', `${at}/cancel`, { version: waiting.version });
    assert.equal(statesOf(voided), 'pending approved processing voided');
    const again = await api.ask('ana', 'POST', `${at}/cancel`, { version: voided.version });
    assert.deepEqual([again.status, again.body.code], [409, 'state_not_allowed']);
  });
});

it('shows the token of a card and an account number to nobody who only looks', async () => {
  const flat = await startFlat();
  await start(flat, 'ana', { instrument: 'sandbox_double_event' });
  const account = { holder: 'Marko', iban: 'DE89370400440532013000' };
  await api.ask('marko', 'PUT', `${flat.path}/members/${flat.marko}/bank-account`, account);
  for (const path of ['payments', 'activity', 'export.json']) {
    const { status, text } = await api.ask('ana', 'GET', `${flat.path}/${path}`);
    assert.equal(status, 200, path);
    assert.doesNotMatch(text, /sandbox_double_event|DE8937/, path);
  }
});

describe('refunds', () => {
  it('never exceed what was captured when 20 partial ones come at the same moment', async (test) => {
    const flat = await startFlat();
    const { refund } = api.gateway;
    // Slow enough that all 20 are asked for before the first one is made.
    Object.assign(api.gateway, { refund: async (asked: RefundRequest) => wait(SLOW_MS).then(() => refund(asked)) });
    test.after(() => Object.assign(api.gateway, { refund }));
    const { body: payment } = await start(flat, 'marko', { amountMinor: 1_000 });
    const at = `${flat.path}/payments/${payment.id}`;
    await api.ask('ana', 'POST', `${at}/approve`, { version: 1 });
    const asked = Array.from({ length: 20 }, () => api.ask('ana', 'POST', `${at}/refunds`, { amountMinor: 70 }));
    const answers = await Promise.all(asked);
    assert.deepEqual(
      [201, 409].map((status) => answers.filter((answer) => answer.status === status).length),
      [14, 6],
    );
    const refused = answers.find(({ status }) => status === 409);
    assert.deepEqual(refused?.body.data, { state: 'posted', refundableMinor: 20 });
    const { body: view } = await api.ask('marko', 'GET', at);
    assert.deepEqual([view.refundableMinor, view.givenBack.length], [20, 14]);
    assert.equal(await balanceOf(flat, flat.marko), 20);
    const { body: rest } = await api.ask('ana', 'POST', `${at}/refunds`, {});
    assert.equal(rest.course.refunds.at(-1).amountMinor, 20);
    assert.equal(await balanceOf(flat, flat.marko), 0);
    const { body: why } = await api.ask('marko', 'GET', `${flat.path}/members/${flat.marko}/why?limit=100`);
    assert.deepEqual([why.sumMinor, why.lines.length], [0, 16]);
  });
});

describe('cash and bank transfers', () => {
  it('are posted by the receiver alone, and may arrive in part', async () => {
    const flat = await startFlat();
    const { body: open } = await start(flat, 'ana', { method: 'bank' });
    const at = `${flat.path}/payments/${open.id}`;
    const early = await api.ask('ana', 'POST', `${at}/confirm`, { version: open.version });
    assert.deepEqual([early.status, early.body.code], [403, 'forbidden']);
    const body = { version: open.version, amountMinor: 1_500 };
    const { body: posted } = await api.ask('marko', 'POST', `${at}/confirm`, body);
    assert.deepEqual([posted.state, posted.amountMinor, posted.course.requestedMinor], ['posted', 1_500, 2_000]);
    assert.equal(await balanceOf(flat, flat.ana), 1_500);
  });

  it('come with the text of a bank’s QR code and a payto link', async () => {
    const flat = await startFlat();
    const { body: open } = await start(flat, 'ana', { method: 'bank' });
    const at = `${flat.path}/payments/${open.id}/bank-transfer`;
    assert.equal((await api.ask('ana', 'GET', at)).status, 409);
    const account = { holder: 'Marko Đorđević', iban: 'DE89 3704 0044 0532 0130 00' };
    await api.ask('marko', 'PUT', `${flat.path}/members/${flat.marko}/bank-account`, account);
    const { body } = await api.ask('ana', 'GET', at);
    assert.equal(
      body.epc,
      `BCD\n002\n1\nSCT\n\nMarko Đorđević\nDE89370400440532013000\nEUR20.00\n\n\nPayment ${open.id}`,
    );
    assert.match(body.payto, /^payto:\/\/iban\/DE89370400440532013000\?amount=EUR%3A20\.00&receiver-name=Marko/);
  });
});

describe('ways to pay', () => {
  it('tell a payer the account of the receiver, and that cards here are for trial', async () => {
    const flat = await startFlat();
    const at = `${flat.path}/members/${flat.marko}/ways-to-pay`;
    const { body: before } = await api.ask('ana', 'GET', at);
    assert.deepEqual([before.bankAccount, before.card], [null, 'trial']);
    const account = { holder: 'Marko', iban: 'DE89370400440532013000' };
    await api.ask('marko', 'PUT', `${flat.path}/members/${flat.marko}/bank-account`, account);
    const { body: after } = await api.ask('ana', 'GET', at);
    assert.deepEqual([after.bankAccount.iban, after.bankAccount.bic], [account.iban, null]);
  });
});

describe('bills', () => {
  it('that a payment can name come with what is open of them, newest first', async () => {
    const flat = await startFlat();
    const split = { method: 'equal', participants: [flat.ana, flat.marko] };
    const facts = { currency: 'EUR', totalMinor: 1_000, split };
    const billOf = async (title: string, date: string, payer = flat.ana) => {
      const payers = [{ memberId: payer, amountMinor: 1_000 }];
      return (await api.ask('ana', 'POST', `${flat.path}/bills`, { ...facts, title, date, payers })).body.id;
    };
    const rent = await billOf('Rent', '2026-10-01');
    const water = await billOf('Water', '2026-11-01');
    await billOf('Paid by Marko himself', '2026-11-01', flat.marko);
    const bills = [{ billId: water, amountMinor: 200 }];
    await start(flat, 'marko', { method: 'cash', amountMinor: 200, bills });
    const at = `${flat.path}/members/${flat.marko}/open-shares`;
    const { body } = await api.ask('marko', 'GET', `${at}?to=${flat.ana}`);
    assert.deepEqual(
      body.shares.map((share: { billId: string; openMinor: number }) => [share.billId, share.openMinor]),
      [
        [water, 300],
        [rent, 500],
      ],
    );
    const { body: others } = await api.ask('marko', 'GET', `${at}?to=nobody`);
    assert.deepEqual(others.shares, []);
  });

  it('are settled in parts by several payments, never beyond the share', async () => {
    const flat = await startFlat();
    const split = { method: 'equal', participants: [flat.ana, flat.marko] };
    const payers = [{ memberId: flat.ana, amountMinor: 1_000 }];
    const facts = { date: '2026-11-01', currency: 'EUR', totalMinor: 1_000, payers, split, dueOn: '2026-11-01' };
    const billOf = async (title: string) =>
      (await api.ask('ana', 'POST', `${flat.path}/bills`, { ...facts, title })).body.id;
    const [rent, water] = [await billOf('Rent'), await billOf('Water')];
    const pay = (bills: object[], amountMinor: number) => start(flat, 'marko', { method: 'cash', amountMinor, bills });
    const both = [
      { billId: rent, amountMinor: 500 },
      { billId: water, amountMinor: 200 },
    ];
    const { body: first } = await pay(both, 700);
    assert.equal(first.course.dueOn, '2026-11-01');
    const { body: view } = await api.ask('marko', 'GET', `${flat.path}/payments/${first.id}`);
    assert.equal(view.due, 'in-grace');
    const tooMuch = await pay([{ billId: water, amountMinor: 301 }], 301);
    assert.deepEqual([tooMuch.status, tooMuch.body.data.openMinor], [400, 300]);
    assert.equal((await pay([{ billId: water, amountMinor: 300 }], 300)).status, 201);
    assert.equal((await pay([{ billId: rent, amountMinor: 1 }], 1)).status, 400);
  });
});

describe('events of the gateway', () => {
  const send = (body: string, signature: string) =>
    api.ask('', 'POST', '/v1/gateway/events', Buffer.from(body), {
      'content-type': 'application/json',
      'gateway-signature': signature,
    });

  it('change nothing with a signature that is wrong, old or of another body', async () => {
    const flat = await startFlat();
    const { body: waiting } = await start(flat, 'ana', { instrument: 'sandbox_action' });
    const head = () => api.services.store.head(`group:${flat.path.split('/')[3] ?? ''}`);
    const before = await head();
    const body = JSON.stringify({ id: 'evt_x', reference: `sbx_${waiting.course.transactions[0].id}` });
    clock.now += 20_000;
    const good = signatureOf(GATEWAY_SECRET, body, clock.now);
    for (const signature of [
      '',
      'nonsense',
      signatureOf('another secret', body, clock.now),
      signatureOf(GATEWAY_SECRET, body, clock.now - 6 * 60_000),
      good.replace(/t=\d+/, `t=${Math.trunc(clock.now / 1_000) + 1}`),
      signatureOf(GATEWAY_SECRET, `${body} `, clock.now),
    ]) {
      assert.equal((await send(body, signature)).status, 400, signature);
    }
    assert.equal(await head(), before);
    assert.equal((await send(body, good)).status, 204);
    const { body: view } = await api.ask('ana', 'GET', `${flat.path}/payments/${waiting.id}`);
    assert.equal(view.payment.state, 'posted');
    const after = await head();
    assert.equal((await send(body, good)).status, 204);
    assert.equal(await head(), after, 'the same event a second time is no commit');
  });
});

it('approves no payment that has waited for too long', async () => {
  const flat = await startFlat();
  const { body: pending } = await start(flat, 'marko');
  clock.now += 31 * DAY_MS;
  const late = await api.ask('ana', 'POST', `${flat.path}/payments/${pending.id}/approve`, { version: 1 });
  assert.deepEqual([late.status, late.body.code, late.body.data?.state], [409, 'state_not_allowed', 'expired']);
});

it('leaves a store in which the doctor finds nothing', async () => {
  clock.now += DAY_MS;
  assert.deepEqual((await examineStore(api.services.store)).findings, []);
});
