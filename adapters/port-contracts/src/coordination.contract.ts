import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Leases, ReaderPositions } from '@shared-payments/usecases';

/** What every adapter of leases and reader positions must do; `open` gives fresh, empty ones. */
export function coordinationContract(name: string, open: () => Promise<Leases & ReaderPositions>): void {
  describe(`coordination contract: ${name}`, () => {
    it('gives a lease to one holder at a time and to the next one after it ran out', async () => {
      const leases = await open();
      assert.deepEqual(await leases.acquire('jobs', 'one', 1_000, 500), { token: 1 });
      assert.equal(await leases.acquire('jobs', 'two', 1_499, 500), undefined);
      assert.deepEqual(await leases.acquire('jobs', 'two', 1_500, 500), { token: 2 });
    });

    it('renews for its holder under the same token, so that work begun is still fenced right', async () => {
      const leases = await open();
      await leases.acquire('jobs', 'one', 1_000, 500);
      assert.deepEqual(await leases.acquire('jobs', 'one', 1_400, 500), { token: 1 });
      assert.equal(await leases.acquire('jobs', 'two', 1_600, 500), undefined);
    });

    it('hands a released lease on at once, and only its holder can release it', async () => {
      const leases = await open();
      await leases.acquire('jobs', 'one', 1_000, 500);
      await leases.release('jobs', 'two');
      assert.equal(await leases.acquire('jobs', 'two', 1_001, 500), undefined);
      await leases.release('jobs', 'one');
      assert.deepEqual(await leases.acquire('jobs', 'two', 1_002, 500), { token: 2 });
    });

    it('keeps a position per reader, empty at first', async () => {
      const positions = await open();
      assert.equal(await positions.load('outbox'), '');
      await positions.save('outbox', '12');
      await positions.save('outbox', '13');
      await positions.save('audit', '1');
      assert.deepEqual([await positions.load('outbox'), await positions.load('audit')], ['13', '1']);
    });
  });
}
