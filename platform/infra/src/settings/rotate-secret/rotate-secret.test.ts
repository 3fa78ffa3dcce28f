import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rotateSecret, SECRET_LENGTH, type SecretVault, type Step } from './rotate-secret.ts';

function vaultWith(current: string) {
  const versions = new Map([['v1', current]]);
  const stages = { current: 'v1', pending: '' };
  const vault: SecretVault = {
    async read(_secret, stage, version) {
      const at = stage === 'AWSCURRENT' ? stages.current : stages.pending;
      return version !== undefined && version !== at ? undefined : versions.get(at);
    },
    async writePending(_secret, version, value) {
      versions.set(version, value);
      stages.pending = version;
    },
    randomText: async (length) => 'n'.repeat(length),
    async promote(_secret, version) {
      stages.current = version;
    },
  };
  const step = (name: Step) => rotateSecret({ Step: name, SecretId: 's', ClientRequestToken: 'v2' }, vault);
  return { step, value: () => JSON.parse(versions.get(stages.current) ?? '') as unknown, versions };
}

const STEPS = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'] as const;

describe('rotation of the signing secret', () => {
  it('L3: signs with what processes know already, keeps the last one valid and makes the next one known', async () => {
    const { step, value } = vaultWith('{"previous":"older","current":"old","next":"new"}');
    for (const name of STEPS) await step(name);
    assert.deepEqual(value(), { previous: 'old', current: 'new', next: 'n'.repeat(SECRET_LENGTH) });
  });

  it('changes no signature at the first time: no running process would know it', async () => {
    const { step, value } = vaultWith('{"previous":"","current":"old"}');
    for (const name of STEPS) await step(name);
    assert.deepEqual(value(), { previous: '', current: 'old', next: 'n'.repeat(SECRET_LENGTH) });
  });

  it('does nothing new when a step comes twice', async () => {
    const { step, versions } = vaultWith('{"current":"old","previous":""}');
    await step('createSecret');
    const made = versions.get('v2');
    await step('createSecret');
    assert.equal(versions.get('v2'), made);
  });

  it('refuses a new secret that would sign everybody out', async () => {
    const { step, versions } = vaultWith('{"previous":"","current":"old","next":"new"}');
    await step('createSecret');
    const next = 'n'.repeat(SECRET_LENGTH);
    versions.set('v2', JSON.stringify({ previous: 'someone else', current: 'new', next }));
    await assert.rejects(step('testSecret'), /would end what the current one has signed/);
    versions.set('v2', JSON.stringify({ previous: 'old', current: next, next }));
    await assert.rejects(step('testSecret'), /do not know the new secret yet/);
  });

  it('says what to do when the secret is not of the shape it keeps', async () => {
    await assert.rejects(vaultWith('{"password":"x"}').step('createSecret'), /write it so once by hand/);
  });
});
