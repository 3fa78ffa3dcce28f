import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { acquireLease, OperationsError, sealEntry } from '@shared-payments/operations';
import { openStores } from '../open-stores.ts';

// A command of its own process, for tests: takes the lock once (`lock`), or records without end (`record`).
const [what, directory = '', owner = ''] = process.argv.slice(2);
const stores = openStores(directory);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const clock = { nowMs: Date.now, sleep: (durationMs: number) => delay(durationMs), every: () => () => {} };

if (what === 'lock') {
  process.send?.('open');
  await new Promise((resolve) => process.once('message', resolve));
  try {
    const lease = await acquireLease({ lock: stores.lock, clock }, { owner, holder: randomUUID(), purpose: 'a test' });
    process.send?.({ token: lease.token });
  } catch (error) {
    process.send?.(error instanceof OperationsError ? { code: error.code, ...error.data } : { code: String(error) });
  }
  // Whoever has ended holds no lock: it stays until the others have been refused.
  await new Promise((resolve) => process.once('message', resolve));
  process.disconnect?.();
} else {
  for (;;) {
    const atMs = Date.now();
    const entry = {
      kind: 'proof',
      environment: 'local',
      operationId: randomUUID(),
      actor: owner,
      reason: 'x'.repeat(10_000),
      startedAtMs: atMs,
      endedAtMs: atMs,
      outcome: 'succeeded',
      data: {},
    } as const;
    const record = sealEntry(entry, await stores.ledger.last(), sha256);
    await stores.ledger.append(record);
    process.stdout.write(`${record.seq} ${record.hash}\n`);
  }
}
