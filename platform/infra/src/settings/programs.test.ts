import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import * as api from '../../../../apps/api/src/config.ts';
import * as jobs from '../../../../apps/jobs/src/config.ts';
import { SCHEDULED_JOBS } from '../functions/jobs.ts';
import { NODE, PROGRAMS, RELEASE_FOLDER } from '../functions/release-image.ts';
import { onlyOf, resourcesOf } from '../testing/templates.ts';

const root = join(import.meta.dirname, '../../../..');
const textOf = (path: string) => readFileSync(join(root, path), 'utf8');
// Node itself reads this one.
const OF_NODE = ['NODE_OPTIONS'];
// The driver of a machine of its own; on AWS nobody moves money that is none.
const SANDBOX = 'sandbox-events';

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
  SMTP_URL: 'smtps://mail.example:465',
  STRIPE_API_KEY: 'rk_test_1',
  STRIPE_WEBHOOK_SECRET: 'whsec_1',
  VAPID_PRIVATE_KEY: 'x'.repeat(43),
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
    for (const { Environment } of functions) {
      const { SECRET_SETTINGS, ...given } = Environment.Variables;
      const known = [...jobs.SETTING_NAMES, ...jobs.AWAITED_SETTINGS];
      assert.deepEqual(
        Object.keys(given).filter((name) => !known.includes(name)),
        [],
      );
      const secrets = [...JSON.stringify(SECRET_SETTINGS).matchAll(/([A-Z_]+)=/g)].map(([, name = '']) => name);
      assert.deepEqual(secrets, [
        'AUTH_SECRET',
        'SMTP_URL',
        'STRIPE_API_KEY',
        'STRIPE_WEBHOOK_SECRET',
        'VAPID_PRIVATE_KEY',
      ]);
      const ofSecrets = Object.fromEntries(secrets.map((name) => [name, EXAMPLES[name]]));
      assert.equal(jobs.readConfig({ ...valuesOf(given, jobs.AWAITED_SETTINGS), ...ofSecrets }).GATEWAY, 'stripe');
    }
  });

  it('A5: every job of the product has a function and a schedule of its own, none more often than it asks for', () => {
    const made = new Map(
      globSync('apps/jobs/src/jobs/*.ts', { cwd: root })
        .filter((path) => !path.endsWith('.test.ts'))
        .map((path) => {
          const text = textOf(path);
          const everyMs = /EVERY_MS = ([\d_]+);/.exec(text)?.[1]?.replaceAll('_', '');
          return [/^ {4}name: '([a-z-]+)'/m.exec(text)?.[1] ?? path, Number(everyMs)] as const;
        }),
    );
    made.delete(SANDBOX);
    assert.deepEqual(SCHEDULED_JOBS.map(({ name }) => name).toSorted(), [...made.keys()].toSorted());
    for (const { name, every } of SCHEDULED_JOBS)
      assert.ok(every.toMilliseconds() >= (made.get(name) ?? Infinity), name);
    const named = functions.map(({ Environment }) => Environment.Variables.JOB);
    assert.deepEqual(named.toSorted(), [...made.keys()].toSorted());
  });
});
