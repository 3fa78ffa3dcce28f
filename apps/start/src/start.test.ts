import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { environments, healthy, sealEntry, simulatedPlace } from '@shared-payments/operations';
import { readConfig } from './config.ts';
import { firstDeployment } from './first-deployment.ts';
import { startRevision } from './start-revision.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const environment = environments.local;
const say = () => {};

function freshPlace() {
  const releases = [
    { version: '1.0.0', behaviour: healthy },
    { version: '1.1.0', behaviour: healthy },
    { version: '1.2.0', behaviour: healthy, requiredSettings: ['NOT_THERE'] },
  ];
  return simulatedPlace({ releases, requestsPerSecond: 10, seed: 1, sha256 });
}

describe('a start', () => {
  it('is a first deployment: a colour with users, jobs, and a record of it', async () => {
    const ports = freshPlace();
    await firstDeployment({ ports, environment, say, actor: 'ana', revision: '1.0.0' });
    const { split, blue, jobsRelease } = await ports.driver.inspect();
    assert.deepEqual([split, blue?.phase, jobsRelease], [{ blue: 1, green: 0 }, 'ready', blue?.release]);
    const [record] = await ports.ledger.read(1);
    assert.deepEqual([record?.kind, record?.reason, record?.outcome], ['deployment', 'npm start', 'succeeded']);
  });

  it('takes over what runs already', async () => {
    const ports = freshPlace();
    for (const revision of ['1.0.0', '1.0.0'])
      await firstDeployment({ ports, environment, say, actor: 'ana', revision });
    assert.equal((await ports.ledger.read(1)).length, 1);
  });

  it('says what is wrong and what to do when it cannot', async () => {
    const start = firstDeployment({ ports: freshPlace(), environment, say, actor: 'ana', revision: '1.2.0' });
    await assert.rejects(start, /no value here: NOT_THERE.*\[setting_missing\]\nTry: Set them/);
  });

  it('begins anew when the files change under it, and says so when they do not stay as they lie', async () => {
    const ports = freshPlace();
    let edits = 2;
    const edited = async () => {
      edits -= 1;
      return edits < 0;
    };
    const said: string[] = [];
    const start = () =>
      firstDeployment({
        ports: { ...ports, releases: { ...ports.releases, isIntact: edited } },
        environment,
        actor: 'ana',
        revision: '1.0.0',
        say: (sentence) => said.push(sentence),
      });
    // The check of the first attempt and the look after it see another content.
    await start();
    assert.deepEqual(said, ['The files changed while they were started; begins anew with what lies there now.']);
    edits = 100;
    const again = firstDeployment({
      ports: { ...freshPlace(), releases: { ...ports.releases, isIntact: edited } },
      environment,
      actor: 'ana',
      revision: '1.0.0',
      say: () => {},
    });
    await assert.rejects(
      again,
      /changed while they were being started, 3 times.*\[release_damaged\]\nTry: start again/,
    );
  });

  it('brings up the files as they lie, or what had the users last, or HEAD on a machine without a past', async () => {
    const ports = freshPlace();
    assert.equal(await startRevision(ports, true), '.');
    assert.equal(await startRevision(ports, false), 'HEAD');
    await firstDeployment({ ports, environment, say, actor: 'ana', revision: '1.0.0' });
    await firstDeployment({ ports, environment, say, actor: 'ana', revision: '1.1.0' });
    assert.equal(await startRevision(ports, false), '1.1.0-commit');
    const [first] = await ports.ledger.read(1);
    assert.ok(first);
    const { seq: _seq, previous: _previous, hash: _hash, ...entry } = first;
    await ports.ledger.append(sealEntry({ ...entry, kind: 'rollback' }, await ports.ledger.last(), sha256));
    assert.equal(await startRevision(ports, false), '1.0.0-commit');
  });

  it('passes on the settings it was given and nothing else', () => {
    const surroundings = { PORT: '3001', SMTP_URL: '', PATH: '/bin', OPS_ACTOR: 'ana' };
    const { given, actor, directory } = readConfig(surroundings, '/repository', ['PORT', 'SMTP_URL', 'DATA_DIR']);
    assert.deepEqual([given, actor, directory], [{ PORT: '3001' }, 'ana', '/repository/.ops/local']);
    assert.throws(() => readConfig({ OPS_ENVIRONMENT: 'home' }, '/repository', []), /`home`, not one of local/);
  });
});
