import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { openMachine, openStores, systemClock } from '@shared-payments/machine';
import { smallRepository } from '@shared-payments/machine/testing/releases/small-repository.ts';
import { environments } from '@shared-payments/operations';
import type { JsonDocument } from '../command-line/run.ts';

const OPERATORS = 20;
const RECOVERED_WITHIN_MS = 30_000;
const PATIENCE_MS = 60_000;
const POLL_MS = 50;
/** Whoever deploys it is at work for as long as the environment waits; it leaves when it is told to. */
const NEVER_READY = "process.on('message', ({ kind }) => kind === 'drain' && process.exit(0));\n";
const program = join(import.meta.dirname, 'testing/operator.ts');

interface Operator {
  readonly name: string;
  readonly process: ChildProcess;
  readonly said: () => string;
  readonly ended: Promise<{ readonly code: number | null; readonly out: string; readonly err: string }>;
}

let folder: string;
const at = (...parts: readonly string[]) => join(folder, ...parts);
const running = new Set<Operator>();

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'operators-'));
  for (const part of ['repository', 'place', 'temporary']) mkdirSync(at(part));
  const { commit } = smallRepository(at('repository'));
  const declaration = JSON.parse(readFileSync(at('repository/release.json'), 'utf8')) as object;
  commit({
    'release.json': JSON.stringify({ ...declaration, requiredSettings: [] }),
    'apps/api/main.mjs': NEVER_READY,
  });
  commit({});
  writeFileSync(at('place', 'settings.env'), 'PORT=0\n');
});

after(async () => {
  for (const operator of running) kill(operator);
  const machine = await openMachine({
    directory: at('place'),
    environment: environments.local,
    repository: at('repository'),
    clock: systemClock,
    joinsOnly: true,
    warn: () => {},
  });
  await machine.shutDown().catch(() => machine.close());
  rmSync(folder, { recursive: true, force: true });
});

/** A process of its own that is loaded and waits for the word. */
async function sitDown(name: string, ...words: readonly string[]): Promise<Operator> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', program, at('repository'), ...words],
    {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true,
      env: { ...process.env, OPS_DIRECTORY: at('place'), OPS_ACTOR: name, TMPDIR: at('temporary') },
    },
  );
  let [out, err] = ['', ''];
  child.stdout?.on('data', (piece: Buffer) => {
    out += piece;
  });
  child.stderr?.on('data', (piece: Buffer) => {
    err += piece;
  });
  const ended = once(child, 'close').then(([code]) => {
    running.delete(operator);
    return { code: code as number | null, out, err };
  });
  const operator: Operator = { name, process: child, said: () => err, ended };
  running.add(operator);
  await once(child, 'message');
  return operator;
}

function begin({ process: child }: Operator): void {
  child.send('go');
}

async function ops(name: string, ...words: readonly string[]) {
  const operator = await sitDown(name, ...words);
  begin(operator);
  return operator.ended;
}

/** With what it started itself, as when a terminal is torn away; the machine is in a session of its own. */
function kill({ process: child }: Operator): void {
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
}

async function until(what: string, holds: () => boolean): Promise<void> {
  for (let waitedMs = 0; waitedMs < PATIENCE_MS; waitedMs += POLL_MS) {
    if (holds()) return;
    await wait(POLL_MS);
  }
  assert.fail(`not within ${PATIENCE_MS / 1_000} s: ${what}; ${[...running].map(({ said }) => said()).join(' ')}`);
}

async function lease() {
  const stores = openStores(at('place'));
  try {
    return await stores.lock.read();
  } finally {
    stores.close();
  }
}

describe('operators, each a process of its own', () => {
  it('who only look are told that no machine runs, and start none', async () => {
    for (const words of [['status'], ['rollback', '--dry-run'], ['prove']]) {
      const { code, err } = await ops('ana', ...words);
      assert.equal(code, 1, words.join(' '));
      assert.match(err, /Error: No machine runs here.*\[driver_unavailable\]\nTry: Start it: `npm start`/);
    }
    assert.equal((await ops('ana', 'history')).code, 0);
    assert.equal(existsSync(at('place/run/door.lock')), false);
  });

  it(`${OPERATORS} deploy at once: one works, the others are refused with owner and age; a dead one is replaced`, async (test) => {
    // A machine that runs: twenty that start it at once would only wait for each other's processes.
    assert.match((await ops('ana', 'abort')).err, /Nothing is under way/);
    const all = await Promise.all(
      Array.from({ length: OPERATORS }, (_, index) => sitDown(`operator-${index}`, 'deploy', 'HEAD', '--json')),
    );
    for (const operator of all) begin(operator);
    await until('all but one are refused', () => running.size === 1);
    const [winner] = running;
    assert.ok(winner);
    for (const operator of all.filter((one) => one !== winner)) {
      const { code, out } = await operator.ended;
      const { error } = JSON.parse(out) as JsonDocument;
      assert.deepEqual([code, error?.code], [1, 'lock_held'], out);
      assert.match(
        error?.message ?? '',
        new RegExp(`^${winner.name}@.* is at work \\(deploy HEAD\\) since \\d+ s\\.$`),
      );
    }
    await until('the winner waits for its release', () => /✓ starts 1 worker/.test(winner.said()));
    kill(winner);
    await winner.ended;
    const killedAtMs = Date.now();
    const { code, out, err } = await ops('ana', 'abort', '--json');
    const tookMs = ((await lease())?.acquiredAtMs ?? Number.NaN) - killedAtMs;
    test.diagnostic(`the lease of a killed command was taken over after ${tookMs} ms`);
    assert.equal(code, 0, out + err);
    assert.equal((JSON.parse(out).result as { outcome: string }).outcome, 'failed', 'no user met it');
    assert.ok(tookMs <= RECOVERED_WITHIN_MS, `${tookMs} ms`);
  });

  it('who stop a deployment give its lock back, and the next one need not wait', async () => {
    const operator = await sitDown('bo', 'deploy', 'HEAD');
    begin(operator);
    await until('it is at work', () => /✓ starts 1 worker/.test(operator.said()));
    operator.process.kill('SIGINT');
    const { code, err } = await operator.ended;
    assert.equal(code, 130);
    assert.match(err, /Stopped; .*reverted by `\.\/ops abort`\.\n$/);
    assert.equal((await lease())?.isReleased, true);
    assert.equal((await ops('ana', 'abort')).code, 0);
  });

  it('who stop a rehearsal leave nothing of it behind', async () => {
    const operator = await sitDown('bo', 'rehearse', 'local');
    begin(operator);
    await until('it is under way', () => /✓ starts 1 worker/.test(operator.said()));
    const [rehearsal = ''] = readdirSync(at('temporary'));
    assert.ok(existsSync(at('temporary', rehearsal, 'run/door.lock')));
    operator.process.kill('SIGINT');
    assert.equal((await operator.ended).code, 130);
    assert.deepEqual(readdirSync(at('temporary')), [], 'ended, then removed');
  });
});
