import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import * as api from '../../../../apps/api/src/config.ts';
import * as jobs from '../../../../apps/jobs/src/config.ts';
import { SECRET_SUFFIXES } from '../../../../apps/jobs/src/invocations/secret-settings.ts';
import { SCHEDULED_JOBS } from '../functions/jobs.ts';
import { NODE, PROGRAMS, RELEASE_FOLDER } from '../functions/release-image.ts';
import { onlyOf, resourcesOf } from '../testing/templates.ts';

const root = join(import.meta.dirname, '../../../..');
const textOf = (path: string) => readFileSync(join(root, path), 'utf8');
// Node itself reads this one.
const OF_NODE = ['NODE_OPTIONS'];

interface Named {
  readonly Name: string;
  readonly Value?: unknown;
}

interface Container {
  readonly EntryPoint: readonly string[];
  readonly Command: readonly string[];
  readonly WorkingDirectory: string;
  readonly Environment: readonly Named[];
  readonly Secrets: readonly Named[];
}

const [container] = (
  onlyOf('production', 'Service', 'AWS::ECS::TaskDefinition') as { ContainerDefinitions: readonly Container[] }
).ContainerDefinitions;
assert.ok(container);

const functions = resourcesOf('production', 'Functions', 'AWS::Lambda::Function').map(
  ({ Properties }) =>
    Properties as unknown as {
      ImageConfig: Omit<Container, 'Environment' | 'Secrets'>;
      Environment: { Variables: Readonly<Record<string, unknown>> };
    },
);

/** What stands in for a value that AWS fills in. */
const EXAMPLES: Readonly<Record<string, string>> = {
  RELEASE: '1.4.2',
  AUTH_SECRET: 'x'.repeat(64),
  SIGNING_SECRET: 'x'.repeat(64),
  SMTP_URL: 'smtps://mail.example:465',
  STRIPE_API_KEY: 'rk_test_1',
  STRIPE_WEBHOOK_SECRET: 'whsec_1',
  VAPID_PRIVATE_KEY: 'k'.repeat(43),
};

const parameters = Object.fromEntries(
  resourcesOf('production', 'Settings', 'AWS::SSM::Parameter').map(({ Properties }) => [
    String(Properties.Name).split('/').at(-1) ?? '',
    String(Properties.Value),
  ]),
);

function valuesOf(given: Readonly<Record<string, unknown>>, awaited: readonly string[]): Record<string, string> {
  const served = Object.entries(given).filter(([name]) => !awaited.includes(name));
  return Object.fromEntries(
    served.map(([name, value]) => [
      name,
      typeof value === 'string' ? value : (EXAMPLES[name] ?? parameters[name] ?? ''),
    ]),
  );
}

describe('what AWS starts', () => {
  it('A5, D4: tasks and functions run programs that are in this repository', () => {
    const started = [container, ...functions.map(({ ImageConfig }) => ImageConfig)];
    assert.ok(started.length > 5);
    for (const { EntryPoint, Command, WorkingDirectory } of started) {
      assert.equal(WorkingDirectory, RELEASE_FOLDER);
      assert.equal(EntryPoint[0], NODE);
      assert.ok(existsSync(join(root, Command[0] ?? 'none')), Command[0]);
    }
    assert.match(textOf('Containerfile'), new RegExp(`WORKDIR ${RELEASE_FOLDER}`));
    const declared = JSON.parse(textOf('release.json')) as { processes: object };
    assert.deepEqual(declared.processes, PROGRAMS);
  });

  it('L1, L2, L3: the API understands every setting that a task is given', () => {
    const given = Object.fromEntries([
      ...container.Environment.map(({ Name, Value }) => [Name, Value] as const),
      ...container.Secrets.map(({ Name }) => [Name, EXAMPLES[Name] ?? parameters[Name]] as const),
    ]);
    const known = [...api.SETTING_NAMES, ...api.AWAITED_SETTINGS, ...OF_NODE];
    assert.deepEqual(
      Object.keys(given).filter((name) => !known.includes(name)),
      [],
    );
    const config = api.readConfig(valuesOf(given, api.AWAITED_SETTINGS));
    assert.deepEqual([config.GATEWAY, config.BEHIND_PROXY, config.HOST], ['stripe', true, '0.0.0.0']);
    assert.equal(config.PUBLIC_URL, 'https://sharedpayments.com');
  });

  it('L1, L2, L3: the jobs understand every setting that a function is given, and those that are secrets', () => {
    const { secret, key } = SECRET_SUFFIXES;
    for (const { Environment } of functions) {
      const named = Object.keys(Environment.Variables);
      const secrets = named.filter((name) => named.includes(`${name.replace(secret, key)}`) && name.endsWith(secret));
      const names = secrets.map((name) => name.replace(secret, ''));
      assert.deepEqual(
        names.toSorted(),
        Object.keys(EXAMPLES)
          .filter((name) => name !== 'RELEASE')
          .toSorted(),
      );
      const ofSecrets = names.flatMap((name) => [`${name}${secret}`, `${name}${key}`]);
      const given = Object.entries(Environment.Variables).filter(([name]) => !ofSecrets.includes(name));
      const known = [...jobs.SETTING_NAMES, ...jobs.AWAITED_SETTINGS];
      assert.deepEqual(
        given.map(([name]) => name).filter((name) => !known.includes(name)),
        [],
      );
      const read = Object.fromEntries(names.map((name) => [name, EXAMPLES[name]]));
      const values = { ...valuesOf(Object.fromEntries(given), jobs.AWAITED_SETTINGS), ...read };
      assert.equal(jobs.readConfig(values).GATEWAY, 'stripe');
    }
  });

  it('A5: every job that the product starts with has a function and a schedule, none more often than it asks for', async () => {
    const made = await jobsOfTheProduct();
    assert.ok(made.size >= 9);
    assert.deepEqual(SCHEDULED_JOBS.map(({ name }) => name).toSorted(), [...made.keys()].toSorted());
    for (const { name, every } of SCHEDULED_JOBS) {
      assert.ok(every.toMilliseconds() >= (made.get(name) ?? Number.POSITIVE_INFINITY), name);
    }
    const named = functions.map(({ Environment }) => Environment.Variables.JOB);
    assert.deepEqual(named.toSorted(), [...made.keys()].toSorted());
  });
});

/** Name and interval of each job, as the process itself tells Lambda when it is asked for one that is not there. */
async function jobsOfTheProduct(): Promise<ReadonlyMap<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'jobs-'));
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { GATEWAY = '' } = parameters;
  const environment = {
    ...EXAMPLES,
    GATEWAY,
    JOB: 'nothing',
    DATA_DIR: folder,
    LOG_LEVEL: 'silent',
    AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${(server.address() as AddressInfo).port}`,
  };
  const flags = ['--disable-warning=ExperimentalWarning', join(root, PROGRAMS.jobs)];
  const child = spawn(process.execPath, flags, { env: environment, stdio: 'ignore', timeout: 120_000 });
  try {
    const told = await new Promise<string>((done, failed) => {
      child.once('exit', (code) => failed(new Error(`The jobs ended with ${code}.`)));
      server.once('request', async (request, response) => {
        let text = '';
        for await (const piece of request) text += String(piece);
        response.writeHead(202).end();
        done(text);
      });
    });
    return new Map([...told.matchAll(/([a-z-]+) every (\d+) ms/g)].map(([, name = '', ms]) => [name, Number(ms)]));
  } finally {
    child.kill('SIGKILL');
    server.close().closeAllConnections();
    rmSync(folder, { recursive: true, force: true });
  }
}
