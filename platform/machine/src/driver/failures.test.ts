import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { Colour, OperationsError } from '@shared-payments/operations';
import type { MachineDriver } from './machine-driver.ts';
import { openMachineDriver } from './open-machine-driver.ts';
import { askOnce, openMachineRig, sendUsersTo, startReady, until } from './testing/open-rig.ts';
import type { ReleaseBehaviour } from './testing/releases.ts';

const behaviours: Readonly<Record<string, ReleaseBehaviour>> = {
  'sha256:good': {},
  'sha256:setting': { boot: 'setting' },
  'sha256:schema': { boot: 'schema' },
  'sha256:port': { boot: 'port' },
  'sha256:never': { boot: 'never-ready' },
};

const IDENTITY = new URL('../processes/process-identity.ts', import.meta.url);
const TELL_IDENTITY = `import(${JSON.stringify(IDENTITY.href)}).then((own) => console.log(own.ownIdentity()))`;

async function failureOf(driver: MachineDriver, colour: Colour, release: string) {
  await driver.start({ colour, release, workers: 1, environment: 'local', fence: 1 });
  await until(`${release} failed`, async () => (await driver.inspect())[colour]?.phase === 'failed');
  const { failure } = (await driver.inspect())[colour] ?? {};
  await driver.stop(colour, 1);
  await until(`${colour} is gone`, async () => (await driver.inspect())[colour] === undefined);
  return failure;
}

describe('a machine whose releases fail', { concurrency: 3 }, () => {
  it('names why a release did not come up, while users stay where they are', async () => {
    const { driver, close } = await openMachineRig(behaviours);
    await startReady(driver, 'blue', 'sha256:good');
    await sendUsersTo(driver, 'blue');
    const causes: Record<string, string | undefined> = {};
    for (const name of ['setting', 'schema', 'port', 'never']) {
      const failure = await failureOf(driver, 'green', `sha256:${name}`);
      causes[name] = failure?.cause;
      assert.ok((failure?.detail ?? '').length > 5, name);
    }
    assert.equal((await askOnce(driver.url)).version, 'sha256:good');
    await close();
    assert.deepEqual(causes, {
      setting: 'setting_missing',
      schema: 'schema_too_new',
      port: 'port_taken',
      never: 'hung',
    });
  });

  it('starts a colour at once where another release has just left, and loses nothing of the new one', async () => {
    const { driver, close } = await openMachineRig(behaviours);
    const failed: string[] = [];
    for (let round = 0; round < 4; round += 1) {
      await startReady(driver, 'green', 'sha256:good');
      failed.push(...(await driver.smoke('green', 150)).failed);
      await driver.drain('green', 2_000, 1);
      await until('green is gone', async () => (await driver.inspect()).green === undefined);
    }
    await close();
    assert.deepEqual(failed, []);
  });

  it('makes callers wait for a worker that is being started again, instead of refusing them', async () => {
    const { driver, close } = await openMachineRig(behaviours);
    await startReady(driver, 'blue', 'sha256:good');
    await sendUsersTo(driver, 'blue');
    await assert.rejects(askOnce(driver.url, '/crash'));
    assert.equal((await askOnce(driver.url)).version, 'sha256:good');
    await close();
  });

  it('lets callers who wait for a colour follow a switch to another', async () => {
    const { driver, close } = await openMachineRig({ ...behaviours, 'sha256:slow': { bootMs: 2_500 } });
    await startReady(driver, 'blue', 'sha256:good');
    await startReady(driver, 'green', 'sha256:slow');
    await sendUsersTo(driver, 'green');
    await assert.rejects(askOnce(driver.url, '/crash'));
    const waiting = askOnce(driver.url);
    await wait(100);
    await sendUsersTo(driver, 'blue');
    assert.equal((await waiting).version, 'sha256:good');
    const { green } = await driver.inspect();
    await close();
    assert.ok(!green?.workers.some(({ isReady }) => isReady), 'the colour they left was not ready again before');
  });

  it('answers callers whose worker died before it took their connection', async () => {
    const { driver, close } = await openMachineRig(behaviours);
    await startReady(driver, 'blue', 'sha256:good');
    await sendUsersTo(driver, 'blue');
    const { pid = 0 } = await askOnce(driver.url, '/');
    const stuck = askOnce(driver.url, '/stuck').catch((error: NodeJS.ErrnoException) => error.code);
    await wait(300);
    const callers = Array.from({ length: 10 }, () => askOnce(driver.url));
    await wait(300);
    process.kill(pid, 'SIGKILL');
    const answers = await Promise.all(callers);
    assert.equal(await stuck, 'ECONNRESET');
    assert.deepEqual(new Set(answers.map(({ version }) => version)), new Set(['sha256:good']));
    await close();
  });

  it('ends a worker that no longer answers, and starts another', async () => {
    const { driver, close } = await openMachineRig(behaviours);
    await startReady(driver, 'blue', 'sha256:good');
    await sendUsersTo(driver, 'blue');
    const stuck = askOnce(driver.url, '/stuck').catch((error: Error) => error.message);
    await until('it was started again', async () => (await driver.inspect()).blue?.restarts === 1, 40_000);
    await stuck;
    assert.equal((await askOnce(driver.url)).version, 'sha256:good');
    await close();
  });

  it('answers 503 while no release has users', async () => {
    const { driver, close } = await openMachineRig(behaviours);
    const answer = await fetch(`${driver.url}/version`);
    await close();
    assert.equal(answer.status, 503);
    assert.equal(answer.headers.get('retry-after'), '5');
  });

  it('makes callers of a machine that starts wait for its first release', async () => {
    const { driver, close } = await openMachineRig({ 'sha256:slow': { bootMs: 500 } });
    const starting = startReady(driver, 'blue', 'sha256:slow');
    await until('it starts', async () => (await driver.inspect()).blue !== undefined);
    const waiting = askOnce(driver.url);
    await starting;
    await sendUsersTo(driver, 'blue');
    assert.equal((await waiting).version, 'sha256:slow');
    await close();
  });

  it('is refused on a port that something else has, and says which', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const refusal = (await openMachineRig(behaviours, { port }).catch((error: unknown) => error)) as OperationsError;
    server.close();
    assert.equal(refusal.code, 'port_taken');
    assert.match(refusal.message, new RegExp(String(port)));
  });

  it('that was started for a process ends with it, also when that is killed', async () => {
    const owner = spawn(process.execPath, ['-e', `${TELL_IDENTITY}; setInterval(() => {}, 1_000)`]);
    const [identity] = (await once(owner.stdout, 'data')) as [Buffer];
    const rig = await openMachineRig(behaviours, { livesWith: identity.toString().trim() });
    await wait(1_500);
    assert.equal((await rig.driver.inspect()).blue, undefined, 'it stays while its process is there');
    owner.kill('SIGKILL');
    await until('it has ended', () =>
      rig.driver.inspect().then(
        () => false,
        (error: OperationsError) => error.code === 'driver_unavailable',
      ),
    );
    rmSync(rig.directory, { recursive: true, force: true });
  });

  it('is not started by who only looks, and who looks is told so', async () => {
    const rig = await openMachineRig(behaviours);
    await rig.driver.shutDown();
    const looking = await openMachineDriver({ ...rig.options, port: 3_000, joinsOnly: true });
    assert.equal(looking.url, 'http://127.0.0.1:3000');
    await assert.rejects(looking.inspect(), { code: 'driver_unavailable', message: /No machine runs here/ });
    const again = await openMachineDriver(rig.options);
    assert.equal((await looking.inspect()).blue, undefined);
    await again.shutDown();
    rmSync(rig.directory, { recursive: true, force: true });
  });

  it('is one machine for all commands of a folder, also when they come at once, and outlives each of them', async () => {
    const rig = await openMachineRig(behaviours);
    const drivers = await Promise.all(Array.from({ length: 4 }, () => openMachineDriver(rig.options)));
    assert.deepEqual(new Set(drivers.map(({ url }) => url)), new Set([rig.driver.url]));
    await startReady(drivers[0] ?? rig.driver, 'blue', 'sha256:good');
    for (const driver of drivers) await driver.close();
    assert.equal((await rig.driver.inspect()).blue?.phase, 'ready');
    await rig.close();
    await assert.rejects(rig.driver.inspect(), { code: 'driver_unavailable' });
  });
});
