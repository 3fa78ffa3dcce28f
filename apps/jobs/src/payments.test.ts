import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createMemoryFiles, createMemoryStore } from '@shared-payments/adapter-memory';
import { createMemoryBook, createSandboxGateway } from '@shared-payments/adapter-sandbox-gateway';
import { AppError, CALLS_MAX, refundableMinor } from '@shared-payments/domain';
import {
  createBill,
  createGroup,
  examineStore,
  findDue,
  type Gateway,
  groupPartition,
  type Payment,
  paymentEventsOf,
  payments,
  processClaimed,
  put,
  reconcileGateway,
  refundPayment,
  type Services,
  startPayment,
} from '@shared-payments/usecases';
import { v7 } from 'uuid';
import { paymentsJob } from './jobs/payments.ts';
import { reconciliationJob } from './jobs/reconciliation.ts';
import { livePayments } from './testing/live-payments.ts';
import { createPaymentWorld } from './testing/payment-world.ts';

const CONTEXT = { userId: 'ana', requestId: 'test' };
const DAY_MS = 86_400_000;

async function start() {
  const clock = { now: Date.parse('2026-03-01T12:00:00Z') };
  const gateway = createSandboxGateway({ book: createMemoryBook(), now: () => clock.now });
  const store = createMemoryStore();
  const services: Services = {
    ...{ store, gateway, files: createMemoryFiles(), newId: v7 },
    now: () => clock.now,
    sign: (text) => text,
  };
  const group = await createGroup(services, CONTEXT, {
    ...{ name: 'Flat', myName: 'Ana', currency: 'EUR', timeZone: 'Europe/Skopje' },
    memberNames: ['Marko'],
  });
  const [from = '', to = ''] = group.members.map(({ id }) => id);
  const pay = async (instrument: string | null = null, amountMinor = 1_000) => {
    const input = { from, to, amountMinor, currency: 'EUR', method: 'card' as const, instrument };
    return processClaimed(services, await startPayment(services, CONTEXT, group.id, input), 'test');
  };
  const get = (id: string) => store.get(payments, groupPartition(group.id), id);
  return { clock, gateway, services, group, from, to, pay, get };
}

describe('the payments job', () => {
  it('takes up a charge whose answer got lost, and charges once', async () => {
    const { clock, services, pay, get } = await start();
    const { id, state } = await pay('sandbox_timeout');
    assert.equal(state, 'processing');
    assert.equal(await paymentsJob(services).run('early'), undefined);
    clock.now += 60_000;
    assert.deepEqual(await paymentsJob(services).run('later'), { resumedCount: 1 });
    const posted = await get(id);
    assert.deepEqual([posted?.state, posted?.course?.transactions.length], ['posted', 1]);
  });

  it('tries again after a decline that may pass, with a transaction of its own', async () => {
    const { clock, services, pay, get } = await start();
    const { id } = await pay('sandbox_try_later');
    clock.now += 10 * 60_000 + 1;
    await paymentsJob(services).run('retry');
    const payment = await get(id);
    assert.equal(payment?.state, 'posted');
    assert.deepEqual(
      payment.course?.transactions.map(({ state }) => state),
      ['declined', 'captured'],
    );
  });

  it('charges nothing any more when the key of a lost request is dead: it looks, and fails the payment', async () => {
    const { clock, services, pay, get, gateway } = await start();
    const { id } = await pay('sandbox_unreachable');
    clock.now += DAY_MS;
    await paymentsJob(services).run('a day later');
    assert.equal((await get(id))?.state, 'failed');
    assert.deepEqual((await gateway.report({ fromMs: 0, untilMs: clock.now + 1 })).lines, []);
  });
});

/** The clock moves between the claim of a step and the call for it, as when a process is held up or its clock is set. */
function jumpingAfterClaim(services: Services, clock: { now: number }, jumpMs: number): Services {
  const { store } = services;
  const transact: typeof store.transact = async (info, command) => {
    const outcome = await store.transact(info, command);
    if (info.verb === 'payments/claim-step') clock.now += jumpMs;
    return outcome;
  };
  return { ...services, store: { ...store, transact } };
}

describe('a call whose moment has passed', () => {
  it('of a refund is not made once its key is dead, though it was claimed before', async () => {
    const { clock, services, gateway, pay, group, get } = await start();
    const { id } = await pay();
    await refundPayment(services, CONTEXT, group.id, id, { amountMinor: 300 });
    clock.now += 60_000;
    await paymentsJob(jumpingAfterClaim(services, clock, DAY_MS)).run('held up');
    const { lines } = await gateway.report({ fromMs: 0, untilMs: clock.now + 1 });
    assert.deepEqual(
      lines.map(({ kind }) => kind),
      ['charge'],
    );
    assert.equal((await get(id))?.course?.refunds[0]?.state, 'requested');
  });

  it('of a charge is not taken for one that never arrives while its key lives', async () => {
    const { clock, services, pay, get } = await start();
    const { id } = await pay('sandbox_unreachable');
    clock.now += DAY_MS;
    await paymentsJob(jumpingAfterClaim(services, clock, -DAY_MS)).run('set back');
    assert.equal((await get(id))?.state, 'processing');
  });

  it('of a refund that the gateway refuses for good leaves the money free to be given back', async () => {
    const { services, gateway, pay, group } = await start();
    const { id } = await pay();
    const refund = async () => {
      throw new AppError('state_not_allowed', 'No.');
    };
    const asked = await refundPayment(services, CONTEXT, group.id, id, {});
    const { course } = await processClaimed({ ...services, gateway: { ...gateway, refund } }, asked, 'test');
    assert.deepEqual([course.refunds[0]?.state, refundableMinor(course)], ['failed', 1_000n]);
  });
});

describe('reconciliation', () => {
  it('posts each fee once, and finds nothing where nothing differs', async () => {
    const { clock, services, pay, group } = await start();
    const payment = await pay();
    await processClaimed(
      services,
      await refundPayment(services, CONTEXT, group.id, payment.id, { amountMinor: 300 }),
      't',
    );
    const range = { fromMs: 0, untilMs: clock.now + 2 * 3_600_000 };
    assert.deepEqual(await reconcileGateway(services, range, 'one'), { lineCount: 2, changedCount: 1, gaps: [] });
    assert.deepEqual(await reconcileGateway(services, range, 'two'), { lineCount: 2, changedCount: 0, gaps: [] });
    assert.deepEqual((await examineStore(services.store)).findings, []);
  });

  it('lists what the gateway does not know, what we do not know and other amounts; the doctor names them until they are gone', async () => {
    const { clock, services, gateway, pay, group } = await start();
    const [lost, changed] = [await pay(), await pay()];
    const range = { fromMs: 0, untilMs: clock.now + 2 * 3_600_000 };
    const { lines } = await gateway.report(range);
    const told = lines
      .filter(({ paymentId }) => paymentId !== lost.id)
      .map((line) => (line.paymentId === changed.id ? { ...line, amountMinor: 999 } : line));
    const stranger = { ...lines[0], id: 'line_x', paymentId: 'nobody', groupId: 'nowhere' } as (typeof told)[number];
    const wrong: Gateway = { ...gateway, report: async () => ({ lines: [...told, stranger], nextCursor: null }) };
    const { gaps } = await reconcileGateway({ ...services, gateway: wrong }, range, 'wrong');
    assert.deepEqual(
      gaps.map(({ kind, paymentId, gatewayMinor, bookedMinor }) => [kind, paymentId, gatewayMinor, bookedMinor]),
      [
        ['amount-differs', changed.id, 999, 1_000],
        ['unknown-payment', 'nobody', 1_000, null],
        ['missing-there', lost.id, null, 1_000],
      ],
    );
    const { findings } = await examineStore(services.store);
    assert.deepEqual(
      findings.map(({ what, partition }) => [what, partition]),
      [
        ['gateway', `group:${group.id}`],
        ['gateway', `group:${group.id}`],
      ],
    );
    await reconcileGateway(services, range, 'right');
    assert.deepEqual((await examineStore(services.store)).findings, []);
  });

  it('keep a gap that is older than what is compared, and find by themselves when it is gone', async () => {
    const { clock, services, gateway, pay } = await start();
    await pay();
    clock.now += 2 * 3_600_000;
    const silent: Gateway = { ...gateway, report: async () => ({ lines: [], nextCursor: null }) };
    const gaps = async () => (await examineStore(services.store)).findings.length;
    await reconciliationJob({ ...services, gateway: silent }).run('found');
    assert.equal(await gaps(), 1);
    await reconcileGateway(services, { fromMs: clock.now, untilMs: clock.now + 1 }, 'too short');
    clock.now += 20 * DAY_MS;
    await reconciliationJob({ ...services, gateway: silent }).run('three weeks later');
    assert.equal(await gaps(), 1);
    await reconciliationJob(services).run('the gateway speaks again');
    assert.equal(await gaps(), 0);
  });

  it('miss a chargeback that the gateway does not report', async () => {
    const { clock, services, gateway, pay } = await start();
    const { id } = await pay('sandbox_dispute');
    const quiet: Gateway = {
      ...gateway,
      async report(range) {
        const { lines, nextCursor } = await gateway.report(range);
        return { lines: lines.filter(({ kind }) => kind !== 'chargeback'), nextCursor };
      },
    };
    const range = { fromMs: 0, untilMs: clock.now + 2 * 3_600_000 };
    const { gaps } = await reconcileGateway({ ...services, gateway: quiet }, range, 'quiet');
    assert.deepEqual(
      gaps.map(({ kind, paymentId }) => [kind, paymentId]),
      [['missing-there', id]],
    );
    assert.deepEqual((await reconcileGateway(services, range, 'whole')).gaps, []);
  });
});

describe('the doctor', () => {
  it('finds a payment that says other than its entries, or came to its state by no legal way', async () => {
    const { services, pay, group, get } = await start();
    const payment = await get((await pay()).id);
    assert.ok(payment?.course);
    const { course } = payment;
    const wrongs = [
      { ...payment, course: { ...course, capturedMinor: 900 } },
      { ...payment, course: { ...course, transactions: [] } },
      { ...payment, course: { ...course, transitions: course.transitions.slice(1) } },
      { ...payment, state: 'failed' as const },
      { ...payment, amountMinor: 999 },
      givenUp(payment),
    ];
    for (const [index, wrong] of wrongs.entries()) {
      const partition = groupPartition(group.id);
      const info = { partition, verb: 'test', actor: 'test', requestId: 'test', at: 1 };
      const document = { ...wrong, version: payment.version + index + 1 };
      await services.store.transact(info, async () => ({ writes: [put(payments, document)], answer: null }));
      const { findings } = await examineStore(services.store);
      assert.deepEqual([...new Set(findings.map(({ what }) => what))], ['payment'], `wrong in way ${index + 1}`);
    }
  });
});

/** Asked for as often as it may be, without an answer. */
function givenUp(payment: Payment): Payment {
  const course = payment.course;
  const refund = { id: 'r', transactionId: null, amountMinor: 1, state: 'requested' as const, isStray: false };
  const called = {
    reason: null,
    requestedBy: 'm',
    requestedAt: 1,
    callCount: CALLS_MAX,
    nextCallAt: 2,
    reference: null,
  };
  return course ? { ...payment, course: { ...course, refunds: [{ ...refund, ...called }] } } : payment;
}

describe('what others hear of payments', () => {
  it('is told once for each step, in the order of the log, whatever crashed meanwhile', async () => {
    let told = 0;
    for (let seed = 1; seed <= 30; seed += 1) {
      const world = await createPaymentWorld(seed);
      await livePayments(world);
      const heard = new Map<string, string[]>();
      for (const { commit } of await world.calm.store.readLog('', 10_000)) {
        for (const { kind, payment } of paymentEventsOf(commit)) {
          const kinds = heard.get(payment.id) ?? [];
          assert.ok(
            !kinds.includes(kind) || kind === 'payment-needs-action',
            `seed ${seed}: ${payment.id} ${kind} twice`,
          );
          heard.set(payment.id, [...kinds, kind]);
          told += 1;
        }
      }
      const all = await world.calm.store.list(payments, groupPartition(world.group.id), {
        index: 'byDate',
        limit: 1_000,
      });
      for (const { document } of all.filter((found) => found.document.course)) {
        const last = heard
          .get(document.id)
          ?.filter((kind) => kind !== 'payment-needs-action')
          .at(-1);
        if (document.state !== 'pending')
          assert.equal(last, `payment-${document.state}`, `seed ${seed}: ${document.id}`);
      }
    }
    assert.ok(told > 100);
  });

  it('includes the shares that are due and open, and not those that are paid or on their way', async () => {
    const { services, group, from, to } = await start();
    const [ana, marko] = [from, to];
    const bill = (title: string, dueOn: string) =>
      createBill(services, CONTEXT, group.id, {
        ...{ title, dueOn, date: '2026-02-01', currency: 'EUR', totalMinor: 1_000 },
        payers: [{ memberId: marko, amountMinor: 1_000 }],
        split: { method: 'equal', participants: [ana, marko] },
      });
    const [rent] = [
      await bill('Rent', '2026-03-01'),
      await bill('Water', '2026-03-02'),
      await bill('Gas', '2026-03-03'),
    ];
    const due = async () => {
      const found = await findDue(services.store, group.id, { first: '2026-03-01', last: '2026-03-02' });
      return found.map(({ title, memberId, openMinor }) => [title, memberId, openMinor]);
    };
    assert.deepEqual(await due(), [
      ['Rent', ana, 500],
      ['Water', ana, 500],
    ]);
    const input = { from: ana, to: marko, amountMinor: 400, currency: 'EUR', method: 'bank' as const };
    await startPayment(services, CONTEXT, group.id, { ...input, bills: [{ billId: rent.id, amountMinor: 400 }] });
    assert.deepEqual(await due(), [
      ['Rent', ana, 100],
      ['Water', ana, 500],
    ]);
  });
});
