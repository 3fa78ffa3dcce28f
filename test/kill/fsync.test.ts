import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { type ApiProcess, startApiProcess } from '@shared-payments/bench/api-process/start-api-process.ts';
import { createRoom } from './room.ts';

const BILLS = 20;
const folder = mkdtempSync(join(tmpdir(), 'shared-payments-fsync-'));
after(() => rmSync(folder, { recursive: true, force: true }));

// -D keeps the process id the API's own, so that ending it ends the tracer as well.
const tracer = (file: string) => ['strace', '-D', '-f', '-y', '-e', 'trace=/sync$|write', '-s', '32', '-o', file];
const canTrace = spawnSync('strace', ['-D', '-o', join(folder, 'probe'), 'true']).status === 0;

// Killing a process leaves what the system holds in memory: only the order of its calls tells what a power cut leaves.
test('a bill is answered only after its write to the log has been synced to disk', {
  skip: canTrace ? false : 'needs strace, and leave to trace',
}, async () => {
  const trace = join(folder, 'trace');
  const api = await startApiProcess(join(folder, 'data'), tracer(trace));
  try {
    await createBills(api);
  } finally {
    await api.stop();
  }
  const { answers, unsynced } = ordersIn(readFileSync(trace, 'utf8'));
  assert.ok(answers > BILLS, `the answers are not in the trace: ${answers}`);
  assert.deepEqual(unsynced, []);
});

async function createBills(api: ApiProcess): Promise<void> {
  const { person, groupId, memberIds } = await createRoom(api.url, 'Flat');
  const [memberId = ''] = memberIds;
  const body = {
    title: 'A bill',
    date: '2026-03-14',
    currency: 'EUR',
    totalMinor: 1_000,
    payers: [{ memberId, amountMinor: 1_000 }],
    split: { method: 'equal', participants: memberIds },
  };
  const create = () => person.ask(api.url, 'POST', `/v1/groups/${groupId}/bills`, body);
  const answers = await Promise.all(Array.from({ length: BILLS }, create));
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [201]);
}

/** Answers to writes that left while the log had bytes that were written and not yet synced. */
function ordersIn(trace: string): { readonly answers: number; readonly unsynced: readonly string[] } {
  let isLogDirty = false;
  let answers = 0;
  const unsynced: string[] = [];
  for (const line of trace.split('\n')) {
    if (/pwrite\w*\(\d+<[^>]*-wal>/.test(line)) isLogDirty = true;
    // "unfinished": another thread was traced before it returned; the thread that answers is the one that waits for it.
    else if (/sync\(\d+<[^>]*-wal>(\) += 0| <unfinished)/.test(line)) isLogDirty = false;
    else if (/write\w*\(.*HTTP\/1\.1 201/.test(line)) {
      answers += 1;
      if (isLogDirty) unsynced.push(line);
    }
  }
  return { answers, unsynced };
}
