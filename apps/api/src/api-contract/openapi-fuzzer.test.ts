import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { createSqliteStore } from '@shared-payments/adapter-sqlite';
import { examineStore } from '@shared-payments/usecases';
import { type ApiUnderTest, startApi } from '../testing/api-under-test.ts';
import { emptyTally, fuzzRound, type Tally } from './fuzz-round.ts';

const seed = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31));
const roundsAsked = process.env.FUZZ_ROUNDS;
const ROUNDS_USUAL = 3;
const ROUND_REQUESTS = 1_500;
/** Every test run gets so much of it on a busy machine; rounds that are asked for are run whole. */
const BUDGET_MS = 20_000;

describe('the API under requests nobody sends on purpose', () => {
  it('never fails, never leaves its own description, and takes nothing that is not of the documented form', async (context) => {
    const roundCount = Number(roundsAsked ?? ROUNDS_USUAL);
    context.diagnostic(`FUZZ_SEED=${seed} FUZZ_ROUNDS=${roundCount}`);
    const deadline = roundsAsked === undefined ? performance.now() + BUDGET_MS : Number.POSITIVE_INFINITY;
    const tally = emptyTally();
    for (let index = 0; index < roundCount && performance.now() < deadline; index += 1) {
      const label = `FUZZ_SEED=${seed + index} FUZZ_ROUNDS=1`;
      await withApi((seed + index) % 2 === 1, async (api) => {
        await fuzzRound(api, { seed: seed + index, requestCount: ROUND_REQUESTS, deadline, tally, label });
        const { findings } = await examineStore(api.services.store);
        assert.deepEqual(findings, [], `${label}: the log, the documents and the balances do not fit any more`);
      });
    }
    for (const line of reportOf(tally)) context.diagnostic(line);
    const faults = [...tally.faults.values()].map(
      ({ problem, count, operationIds, example }) =>
        `${problem} (${count} times: ${[...operationIds].join(', ')})\n  ${example}`,
    );
    assert.ok(faults.length === 0, `${faults.length} faults\n${faults.join('\n')}`);
  });
});

/** Rounds with an odd seed over SQLite: it stores text and numbers its own way. */
async function withApi(isOnDisk: boolean, use: (api: ApiUnderTest) => Promise<unknown>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'fuzzed-'));
  const api = await startApi(isOnDisk ? { store: createSqliteStore(join(folder, 'fuzzed.db')) } : {});
  try {
    await use(api);
  } finally {
    await api.close();
    rmSync(folder, { recursive: true });
  }
}

function reportOf({ statuses, requestCount: sent, slowestMs }: Tally): readonly string[] {
  const good = [...statuses].filter(([, counts]) => [...counts.keys()].some((status) => status < 300));
  const never = [...statuses.keys()].filter((id) => !good.some(([other]) => other === id));
  const byClass = new Map<string, number>();
  for (const counts of statuses.values()) {
    for (const [status, count] of counts) {
      const name = `${Math.floor(status / 100)}xx`;
      byClass.set(name, (byClass.get(name) ?? 0) + count);
    }
  }
  const classes = [...byClass].toSorted().map(([name, count]) => `${name} ${count}`);
  return [
    `${sent} requests to ${statuses.size} operations; ${classes.join(', ')}; slowest ${Math.round(slowestMs)} ms`,
    `never answered 2xx: ${never.join(', ') || 'none'}`,
  ];
}
