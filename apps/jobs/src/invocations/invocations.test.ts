import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { createMemoryCoordination } from '@shared-payments/adapter-memory';
import type { Leases } from '@shared-payments/usecases';
import type { Job } from '../job.ts';
import { withSecretSettings } from './secret-settings.ts';
import { serveInvocations } from './serve-invocations.ts';

const started: { end: () => void }[] = [];
after(() => {
  for (const { end } of started) end();
});

interface Told {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The Runtime API of AWS Lambda: hands out `runs` invocations, then holds the question. `told` waits for what comes back. */
async function startRuntime(runs: number) {
  let left = runs;
  const told: Told[] = [];
  let heard: () => void = () => undefined;
  const server = createServer(async (request, response: ServerResponse) => {
    const path = (request.url ?? '').replace('/2018-06-01/runtime/', '');
    let text = '';
    for await (const piece of request) text += String(piece);
    if (path === 'invocation/next') {
      if (left === 0) return;
      left -= 1;
      response.setHeader('lambda-runtime-aws-request-id', `run-${runs - left}`);
      response.end('{}');
      return;
    }
    told.push({ path, body: JSON.parse(text) as Told['body'] });
    response.writeHead(202).end('{}');
    heard();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  started.push({ end: () => void server.close().closeAllConnections() });
  const toldOf = async (count: number) => {
    while (told.length < count) await new Promise<void>((done) => (heard = done));
    return told;
  };
  return { runtimeApi: `127.0.0.1:${(server.address() as AddressInfo).port}`, toldOf };
}

/** The jobs as AWS Lambda starts them. */
function startJobs(environment: Readonly<Record<string, string>>): ChildProcess {
  const folder = mkdtempSync(join(tmpdir(), 'invocations-'));
  const { PATH = '' } = process.env;
  const program = join(import.meta.dirname, '../main.ts');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
    env: { PATH, DATA_DIR: folder, LOG_LEVEL: 'silent', ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: 120_000,
  });
  started.push({
    end: () => {
      child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  });
  return child;
}

describe('the jobs as functions of AWS Lambda', () => {
  it('A5: run the one they are named for, once for every invocation', async () => {
    const { runtimeApi, toldOf } = await startRuntime(2);
    startJobs({ AWS_LAMBDA_RUNTIME_API: runtimeApi, JOB: 'cleanup' });
    const told = await toldOf(2);
    assert.deepEqual(
      told.map(({ path, body }) => [path, body.job]),
      [
        ['invocation/run-1/response', 'cleanup'],
        ['invocation/run-2/response', 'cleanup'],
      ],
    );
  });

  it('refuse to serve a job that is not there', async () => {
    const { runtimeApi, toldOf } = await startRuntime(1);
    startJobs({ AWS_LAMBDA_RUNTIME_API: runtimeApi, JOB: 'nothing' });
    const [first] = await toldOf(1);
    assert.equal(first?.path, 'init/error');
    assert.match(String(first?.body.errorMessage), /^There is no job nothing; there is .*cleanup every 3600000 ms/);
  });

  it('refuse to start on a store that no adapter reaches, instead of keeping money where it is lost', async () => {
    const child = startJobs({ MONGODB_URL: 'mongodb+srv://store' });
    let text = '';
    child.stderr?.on('data', (piece) => (text += String(piece)));
    const code = await new Promise((done) => child.once('exit', done));
    assert.equal(code, 1);
    assert.match(text, /Settings that need a change: MONGODB_URL/);
  });

  const broken: Job = { name: 'outbox', everyMs: 1, run: async () => Promise.reject(new TypeError('no mail server')) };

  /** What Lambda hears of one run of a job that fails, when `leases` are as they are. */
  async function toldOfOne(leases: Leases): Promise<Told | undefined> {
    const { runtimeApi, toldOf } = await startRuntime(1);
    const needs = { runtimeApi, leases, holder: 'one', now: () => 1_000, log: { error: () => undefined } };
    // It goes on asking until its runtime is gone.
    serveInvocations(broken, needs, () => false).catch(() => undefined);
    return (await toldOf(1))[0];
  }

  it('tell what failed, and leave the lease to the next run', async () => {
    const leases = createMemoryCoordination();
    for (const _run of [1, 2]) {
      const { path, body } = (await toldOfOne(leases)) ?? {};
      assert.equal(path, 'invocation/run-1/error');
      assert.deepEqual(body, { errorType: 'TypeError', errorMessage: 'no mail server' });
    }
  });

  it('leave a run to another that is at work', async () => {
    const leases = createMemoryCoordination();
    await leases.acquire('job:outbox', 'another', 1_000, 60_000);
    assert.deepEqual((await toldOfOne(leases))?.body, { job: 'outbox', isLeftToAnother: true });
  });
});

describe('settings that are secrets', () => {
  const environment = {
    AUTH_SECRET_FROM: 'arn:aws:secret:one',
    AUTH_SECRET_AT: 'current',
    SMTP_URL_FROM: 'arn:aws:secret:two',
    SMTP_URL_AT: 'url',
    OTHER_FROM: 'arn:aws:secret:one',
    OTHER_AT: 'other',
    MAIL_FROM: 'Shared Payments <no-reply@localhost>',
  };

  it('are read from where they are kept, each secret once', async () => {
    const asked: string[] = [];
    const settings = await withSecretSettings(environment, async (arn) => {
      asked.push(arn);
      return JSON.stringify({ current: 'c', other: 'o', url: 'smtps://mail' });
    });
    assert.deepEqual(asked, ['arn:aws:secret:one', 'arn:aws:secret:two']);
    assert.deepEqual(settings, { ...environment, AUTH_SECRET: 'c', SMTP_URL: 'smtps://mail', OTHER: 'o' });
  });

  it('are named when they are missing, and never shown', async () => {
    for (const text of ['{"private-text":"x"}', 'private-text', '{"current":""}']) {
      await assert.rejects(
        withSecretSettings(environment, async () => text),
        (error: Error) => !/private-text/.test(error.message) && /secret of AUTH_SECRET/.test(error.message),
      );
    }
    const { AUTH_SECRET_AT: _none, ...incomplete } = environment;
    await assert.rejects(
      withSecretSettings(incomplete, async () => '{}'),
      /AUTH_SECRET_AT is missing/,
    );
  });
});
