import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { assertBalanced } from '../ledger/entry.ts';
import { applyNotCharged, applyNotRefunded, applyReport } from './apply-report.ts';
import { approvingRule } from './approval-rules.ts';
import { assertBillParts, settledParts } from './bill-parts.ts';
import type { PaymentCourse, Refund, TransactionReport } from './course.ts';
import { dueState, earliestDue } from './due.ts';
import { isBalancedApart, type Movement, movementLines } from './movements.ts';
import { nextStep, wakeAt } from './next-step.ts';
import { advance, isLegalLife, NEXT_STATES, type PaymentState, type Transition } from './payment-states.ts';
import { keptMinor, refundableMinor } from './refundable.ts';
import { ACTION_LIFE_MS, ATTEMPTS_MAX, attemptDelayMs, CALLS_MAX, callDelayMs, KEY_LIFE_MS } from './retry.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const STATES = Object.keys(NEXT_STATES) as PaymentState[];
const step = (state: PaymentState): Transition => ({ state, at: 1, by: 'm', reason: null });

const processing: PaymentCourse = {
  groupId: 'g',
  requestedMinor: 1_000,
  capturedMinor: 0,
  instrument: null,
  bills: [],
  dueOn: null,
  transitions: [step('pending'), step('approved'), step('processing')],
  expiresAt: 10_000,
  retryAt: null,
  closing: null,
  transactions: [
    {
      id: 't',
      state: 'calling',
      startedAt: 100,
      callCount: 1,
      nextCallAt: 200,
      reference: null,
      capturedMinor: 0,
      isStray: false,
      reason: null,
      actionUrl: null,
    },
  ],
  refunds: [],
  chargebacks: [],
  bookedLineIds: [],
};

const told = (more: Partial<TransactionReport> = {}): TransactionReport => ({
  ...{ transactionId: 't', paymentId: 'p', groupId: 'g', reference: 'ref', currency: 'EUR' },
  ...{ state: 'captured', capturedMinor: 1_000, reason: null, mayRetry: false, actionUrl: null },
  refunds: [],
  chargebacks: [],
  ...more,
});

describe('the states of a payment', () => {
  it('are each entered at most once, by whatever way', () => {
    const walk = (life: readonly Transition[]) => {
      assert.equal(new Set(life.map(({ state }) => state)).size, life.length);
      assert.ok(isLegalLife(life));
      for (const state of NEXT_STATES[life.at(-1)?.state ?? 'pending'])
        walk(advance(life, state, { at: 1, by: 'm', reason: null }));
    };
    walk([step('pending')]);
  });

  it('follow each other only as the table says', () => {
    for (const from of STATES) {
      for (const to of STATES.filter((state) => !NEXT_STATES[from].includes(state)))
        assert.throws(() => advance([step(from)], to, { at: 1, by: 'm', reason: null }), { code: 'state_not_allowed' });
    }
    assert.equal(isLegalLife([step('pending'), step('posted')]), false);
    assert.equal(isLegalLife([step('approved')]), false);
  });
});

describe('what the gateway says', () => {
  it('posts a payment, asks for another attempt after a decline that may pass, and fails after any other', () => {
    const posted = applyReport(processing, told(), 500);
    assert.equal(posted.course.transitions.at(-1)?.state, 'posted');
    assert.deepEqual(posted.movements, [{ kind: 'capture', id: 't', amountMinor: 1_000 }]);
    const declined = { state: 'declined', capturedMinor: 0, reason: 'no' } as const;
    const again = applyReport(processing, told({ ...declined, mayRetry: true }), 500).course;
    assert.deepEqual([again.transitions.length, again.retryAt], [3, 500 + attemptDelayMs(1)]);
    assert.deepEqual(nextStep(again, 'card', again.retryAt ?? 0), { kind: 'begin' });
    assert.equal(applyReport(processing, told(declined), 500).course.transitions.at(-1)?.state, 'failed');
  });

  it('asks a capture back that comes after the end', () => {
    const failed = applyReport(processing, told({ state: 'declined', capturedMinor: 0 }), 500).course;
    const late = applyReport(failed, told(), 900);
    assert.deepEqual(late.movements, [{ kind: 'stray', id: 't', amountMinor: 1_000 }]);
    assert.equal(late.course.transitions.at(-1)?.state, 'failed');
    assert.deepEqual([late.course.refunds[0]?.amountMinor, late.course.refunds[0]?.isStray], [1_000, true]);
    assert.equal(nextStep(late.course, 'card', 900).kind, 'refund');
  });

  it('puts the next attempt off once, however often a decline is told, and not at all for what was called off', () => {
    const passing = told({ state: 'declined', capturedMinor: 0, mayRetry: true });
    const once = applyReport(processing, passing, 500).course;
    assert.deepEqual(applyReport(once, passing, 900).course, once);
    const calledOff = applyReport({ ...processing, closing: 'voided' }, passing, 500).course;
    assert.deepEqual([calledOff.retryAt, calledOff.transitions.at(-1)?.state], [null, 'voided']);
  });

  it('ends a payment with the last attempt that the limit allows', () => {
    const [first] = processing.transactions;
    assert.ok(first);
    const attempted = (count: number) => {
      const before = Array.from({ length: count - 1 }, (_, number) => ({
        ...first,
        id: `t${number}`,
        state: 'declined',
      }));
      const course = { ...processing, transactions: [...before, first] } as PaymentCourse;
      return applyReport(course, told({ state: 'declined', capturedMinor: 0, mayRetry: true }), 500).course;
    };
    assert.deepEqual(
      [ATTEMPTS_MAX - 1, ATTEMPTS_MAX].map((count) => attempted(count).retryAt !== null),
      [true, false],
    );
    assert.equal(attempted(ATTEMPTS_MAX).transitions.at(-1)?.state, 'failed');
  });

  it('is believed over the guess that it never heard of a charge or a refund', () => {
    const posted = applyReport(processing, told({ refunds: [refund('r1', 300, 'succeeded')] }), 500).course;
    assert.deepEqual(applyNotCharged(posted, 't', 900), posted);
    assert.deepEqual(applyNotRefunded(posted, 'r1', 900), posted);
    assert.equal(applyNotCharged(processing, 't', 900).transitions.at(-1)?.state, 'failed');
  });

  it('moves nothing for a chargeback that is first heard of when it was won', () => {
    const won = { reference: 'd', amountMinor: 900, state: 'won' as const };
    const { movements, course } = applyReport(processing, told({ chargebacks: [won] }), 500);
    assert.deepEqual([movements.map(({ kind }) => kind), refundableMinor(course)], [['capture'], 1_000n]);
  });

  it('leaves a refund that was asked for here its own name and asker', () => {
    const asked = { ...REFUND, id: 'r1', amountMinor: 300, requestedBy: 'bo' };
    const course = { ...applyReport(processing, told(), 500).course, refunds: [asked] };
    const [made] = applyReport(course, told({ refunds: [refund('r1', 300, 'succeeded')] }), 900).course.refunds;
    assert.deepEqual([made?.requestedBy, made?.requestedAt, made?.state], ['bo', 600, 'succeeded']);
  });

  it('comes to the same in any order and however often', (context) => {
    context.diagnostic(`SEED=${seed}`);
    const history = [
      told({ state: 'needs-action', capturedMinor: 0 }),
      told(),
      told({ refunds: [refund('r1', 300, 'requested')] }),
      told({ refunds: [refund('r1', 300, 'succeeded'), refund(null, 100, 'succeeded')] }),
      told({ refunds: [refund('r1', 300, 'failed'), refund(null, 100, 'succeeded')] }),
      told({
        refunds: [refund('r1', 300, 'failed')],
        chargebacks: [{ reference: 'd', amountMinor: 900, state: 'open' }],
      }),
      told({ chargebacks: [{ reference: 'd', amountMinor: 900, state: 'lost' }] }),
    ];
    const property = fc.property(
      fc.array(fc.integer({ min: 0, max: history.length - 1 }), { maxLength: 20 }),
      (order) => {
        const all = [...order, ...history.keys()].map((index) => history[index] ?? told());
        let [course, net] = [processing, 0];
        for (const report of all) {
          const applied = applyReport(course, report, 500);
          course = applied.course;
          net += applied.movements.reduce((sum, movement) => sum + signed(movement), 0);
        }
        assert.equal(net, 1_000 - 100 - 900);
        assert.deepEqual([keptMinor(course), refundableMinor(course)], [0n, 0n]);
        assert.deepEqual(course.transitions.map(({ state }) => state).at(-1), 'posted');
      },
    );
    fc.assert(property, { seed, numRuns: 2_000 });
  });
});

const refund = (refundId: string | null, amountMinor: number, state: 'requested' | 'succeeded' | 'failed') => ({
  ...{ refundId, amountMinor, state, reason: null },
  reference: refundId === null ? 're_out' : `re_${refundId}`,
});

const REFUND: Refund = {
  ...{ id: 'r', transactionId: 't', amountMinor: 1, state: 'requested', isStray: false, reason: null },
  ...{ requestedBy: 'ana', requestedAt: 600, callCount: 1, nextCallAt: 700, reference: null },
};

describe('what can still be given back', () => {
  it('is less by refunds that are made or on their way, and by what the payer’s bank took back', () => {
    const posted = applyReport(processing, told(), 500).course;
    const of = (state: Refund['state']) =>
      refundableMinor({ ...posted, refunds: [{ ...REFUND, amountMinor: 300, state }] });
    assert.deepEqual([of('requested'), of('succeeded'), of('failed')], [700n, 700n, 1_000n]);
    const chargebacks = [{ reference: 'd', amountMinor: 900, state: 'open' as const }];
    assert.equal(refundableMinor(applyReport(posted, told({ chargebacks }), 600).course), 100n);
  });
});

function signed({ kind, amountMinor }: Movement): number {
  return kind === 'refund' || kind === 'chargeback' ? -amountMinor : amountMinor;
}

describe('the entries of a movement', () => {
  it('balance, among members and at the gateway apart, whatever moved', () => {
    const kinds: Movement['kind'][] = [
      ...(['capture', 'refund', 'refund-returned', 'chargeback', 'chargeback-won'] as const),
      ...(['stray', 'stray-refund', 'fee', 'stray-fee'] as const),
    ];
    for (const kind of kinds) {
      const lines = movementLines({ kind, id: 'x', amountMinor: 7 }, 'ana', 'bo');
      assertBalanced(lines);
      assert.ok(isBalancedApart(lines), kind);
    }
  });
});

describe('what is due next', () => {
  it('is asked again under the same key while the gateway knows it, and only looked up afterwards', () => {
    assert.equal(nextStep(processing, 'card', 199).kind, 'none');
    assert.equal(nextStep(processing, 'card', 200).kind, 'charge');
    assert.equal(nextStep(processing, 'card', 100 + KEY_LIFE_MS).kind, 'look-up');
    assert.equal(wakeAt(processing, 'card'), 200);
  });

  it('ends what waits for the payer’s bank for too long, and stops after a limit of calls', () => {
    const waiting = applyReport(processing, told({ state: 'needs-action', capturedMinor: 0 }), 150).course;
    assert.equal(nextStep(waiting, 'card', 200).kind, 'look-up');
    assert.equal(nextStep(waiting, 'card', 100 + ACTION_LIFE_MS).kind, 'cancel');
    const tired = {
      ...processing,
      transactions: processing.transactions.map((one) => ({ ...one, callCount: CALLS_MAX })),
    };
    assert.deepEqual([nextStep(tired, 'card', 1e12).kind, wakeAt(tired, 'card')], ['none', null]);
  });

  it('waits longer each time, an hour at most', () => {
    assert.deepEqual([1, 2, 3].map(callDelayMs), [10_000, 20_000, 40_000]);
    assert.equal(callDelayMs(1_000), 3_600_000);
  });
});

describe('approval, due dates and parts', () => {
  it('takes the first rule whose every condition holds', () => {
    const rule = { currency: 'EUR', amountMinorMax: 500, methods: null, memberIds: ['ana'] };
    const payment = { from: 'ana', amountMinor: 500, currency: 'EUR', method: 'card' } as const;
    assert.equal(approvingRule([{ ...rule, methods: ['cash'] }, rule], payment), 1);
    for (const other of [{ from: 'bo' }, { amountMinor: 501 }, { currency: 'USD' }])
      assert.equal(approvingRule([rule], { ...payment, ...other }), undefined);
  });

  it('is due on its day, in grace after it, overdue then', () => {
    const states = ['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-03', '2026-03-04'].map((today) =>
      dueState('2026-02-28', 3, today),
    );
    assert.deepEqual(states, ['later', 'due', 'in-grace', 'in-grace', 'overdue']);
    assert.equal(earliestDue([null, '2026-03-01', '2026-02-01']), '2026-02-01');
    assert.equal(earliestDue([null]), null);
  });

  it('gives what arrived to the bills in order, and refuses more than is open', () => {
    const parts = [
      { billId: 'a', amountMinor: 300 },
      { billId: 'b', amountMinor: 500 },
    ];
    assert.deepEqual(settledParts(parts, 400n), [parts[0], { billId: 'b', amountMinor: 100 }]);
    const open = parts.map(({ billId, amountMinor }) => ({ billId, shareMinor: amountMinor, settledMinor: 0n }));
    assertBillParts(800, parts, open);
    assert.throws(() => assertBillParts(799, parts, open), { code: 'invalid_input' });
    assert.throws(() => assertBillParts(9_000, [...parts, { billId: 'a', amountMinor: 1 }], open), /twice/);
    const used = open.map((bill) => ({ ...bill, settledMinor: 1n }));
    assert.throws(() => assertBillParts(9_000, parts, used), { data: { billId: 'a', openMinor: 299 } });
  });
});
