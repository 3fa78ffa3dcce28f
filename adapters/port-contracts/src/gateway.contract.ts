import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ChargeRequest, Gateway } from '@shared-payments/usecases';

export interface GatewayUnderTest {
  readonly gateway: Gateway;
  /** The moment at which the gateway believes to be, in epoch milliseconds. */
  readonly now: () => number;
  /** Tokens of cards that do as their name says. */
  readonly instruments: { readonly succeeds: string; readonly declined: string; readonly needsAction: string };
  /** An event of a transaction as the gateway sends it, signed at a moment. */
  readonly event: (reference: string, atMs: number) => { readonly body: Uint8Array; readonly signature: string };
  readonly close?: () => Promise<void>;
}

const DAY_MS = 86_400_000;

/** What every gateway must do; `open` gives one with an empty account. */
export function gatewayContract(name: string, open: () => Promise<GatewayUnderTest>): void {
  const using = async (work: (under: GatewayUnderTest) => Promise<void>) => {
    const under = await open();
    await work(under).finally(() => under.close?.());
  };
  describe(`gateway contract: ${name}`, () => {
    it('charges once for one transaction, however often and at once it is asked', () =>
      using(async ({ gateway, instruments }) => {
        const request = requestOf('t-1', instruments.succeeds);
        const reports = await Promise.all([gateway.charge(request), gateway.charge(request)]);
        reports.push(await gateway.charge(request));
        assert.equal(new Set(reports.map(({ reference }) => reference)).size, 1);
        const [{ state, capturedMinor, currency, transactionId, paymentId, groupId } = reports[0]] = reports;
        assert.deepEqual([state, capturedMinor, currency], ['captured', 1_234, 'EUR']);
        assert.deepEqual([transactionId, paymentId, groupId], ['t-1', 'p-1', 'g-1']);
      }));

    it('says that a card was declined, and why, and takes nothing', () =>
      using(async ({ gateway, instruments, now }) => {
        const report = await gateway.charge(requestOf('t-1', instruments.declined));
        assert.deepEqual([report.state, report.capturedMinor], ['declined', 0]);
        assert.ok(report.reason);
        const { lines } = await gateway.report({ fromMs: now() - DAY_MS, untilMs: now() + DAY_MS });
        assert.deepEqual(lines, []);
      }));

    it('refuses an instrument it never gave out, for good', () =>
      using(async ({ gateway }) => {
        await assert.rejects(gateway.charge(requestOf('t-1', 'pm_nobody_has_this')), { code: 'invalid_input' });
      }));

    it('waits for the payer where their bank wants it, and can be called off then, once', () =>
      using(async ({ gateway, instruments }) => {
        const { state, reference } = await gateway.charge(requestOf('t-1', instruments.needsAction));
        assert.equal(state, 'needs-action');
        const key = { transactionId: 't-1', reference };
        assert.equal((await gateway.cancel(key)).state, 'cancelled');
        assert.equal((await gateway.cancel(key)).state, 'cancelled');
      }));

    it('answers a cancellation that comes too late with what was captured', () =>
      using(async ({ gateway, instruments }) => {
        const { reference } = await gateway.charge(requestOf('t-1', instruments.succeeds));
        const report = await gateway.cancel({ transactionId: 't-1', reference });
        assert.deepEqual([report.state, report.capturedMinor], ['captured', 1_234]);
      }));

    it('finds a transaction by its own name for it, and nothing under a name it never gave', () =>
      using(async ({ gateway, instruments }) => {
        const { reference } = await gateway.charge(requestOf('t-1', instruments.succeeds));
        assert.equal((await gateway.find({ transactionId: null, reference }))?.state, 'captured');
        assert.equal(await gateway.find({ transactionId: null, reference: 'nothing' }), undefined);
        assert.equal(await gateway.find({ transactionId: 't-9', reference: null }), undefined);
      }));

    it('refunds once for one refund, in parts, never more than was captured', () =>
      using(async ({ gateway, instruments }) => {
        const { reference } = await gateway.charge(requestOf('t-1', instruments.succeeds));
        const refund = (refundId: string, amountMinor: number) =>
          gateway.refund({ refundId, transactionId: 't-1', reference, amountMinor });
        await Promise.all([refund('r-1', 1_000), refund('r-1', 1_000)]);
        await assert.rejects(refund('r-2', 235), { code: 'state_not_allowed' });
        const report = await refund('r-3', 234);
        assert.deepEqual(
          report.refunds.map(({ refundId, amountMinor, state }) => [refundId, amountMinor, state]).toSorted(),
          [
            ['r-1', 1_000, 'succeeded'],
            ['r-3', 234, 'succeeded'],
          ],
        );
        assert.deepEqual(await gateway.find({ transactionId: null, reference }), report);
      }));

    it('reports every charge and refund by our names, with the fee it kept', () =>
      using(async ({ gateway, instruments, now }) => {
        const { reference } = await gateway.charge(requestOf('t-1', instruments.succeeds));
        await gateway.refund({ refundId: 'r-1', transactionId: 't-1', reference, amountMinor: 200 });
        const { lines, nextCursor } = await gateway.report({ fromMs: now() - DAY_MS, untilMs: now() + DAY_MS });
        const told = lines.map(({ kind, subject, amountMinor, paymentId }) => [kind, subject, amountMinor, paymentId]);
        assert.deepEqual(told.toSorted(), [
          ['charge', 't-1', 1_234, 'p-1'],
          ['refund', 'r-1', 200, 'p-1'],
        ]);
        assert.ok(lines.every((line) => line.reference === reference && line.groupId === 'g-1'));
        assert.ok((lines.find(({ kind }) => kind === 'charge')?.feeMinor ?? 0) > 0);
        assert.equal(nextCursor, null);
      }));

    it('reports page by page, each line once', () =>
      using(async ({ gateway, instruments, now }) => {
        const count = 230;
        for (let number = 1; number <= count; number += 1)
          await gateway.charge(requestOf(`t-${number}`, instruments.succeeds));
        const range = { fromMs: now() - DAY_MS, untilMs: now() + DAY_MS };
        const subjects: string[] = [];
        for (let cursor: string | null = ''; cursor !== null; ) {
          const page = await gateway.report(cursor === '' ? range : { ...range, cursor });
          subjects.push(...page.lines.map(({ subject }) => subject));
          cursor = page.nextCursor;
        }
        assert.deepEqual([subjects.length, new Set(subjects).size], [count, count]);
      }));

    it('believes an event that it signed a moment ago, and no other', () =>
      using(async ({ gateway, instruments, event, now }) => {
        const { reference } = await gateway.charge(requestOf('t-1', instruments.succeeds));
        const { body, signature } = event(reference, now());
        assert.equal(gateway.readEvent(body, signature, now())?.reference, reference);
        const changed = Uint8Array.from([...body, 32]);
        assert.throws(() => gateway.readEvent(changed, signature, now()), { code: 'invalid_input' });
        assert.throws(() => gateway.readEvent(body, '', now()), { code: 'invalid_input' });
        assert.throws(() => gateway.readEvent(body, signature, now() + 6 * 60_000), { code: 'invalid_input' });
        const old = event(reference, now() - 6 * 60_000);
        assert.throws(() => gateway.readEvent(old.body, old.signature, now()), { code: 'invalid_input' });
      }));
  });
}

function requestOf(transactionId: string, instrument: string): ChargeRequest {
  return { transactionId, paymentId: 'p-1', groupId: 'g-1', amountMinor: 1_234, currency: 'EUR', instrument };
}
