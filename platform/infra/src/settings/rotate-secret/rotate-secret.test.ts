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

describe('rotation of the signing secret', () => {
  it('L3: makes a new secret and keeps the last one valid', async () => {
    const { step, value } = vaultWith('{"current":"old","previous":"older"}');
    for (const name of ['createSecret', 'setSecret', 'testSecret', 'finishSecret'] as const) await step(name);
    assert.deepEqual(value(), { current: 'n'.repeat(SECRET_LENGTH), previous: 'old' });
  });

  it('does nothing new when a step comes twice', async () => {
    const { step, versions } = vaultWith('{"current":"old","previous":""}');
    await step('createSecret');
    const made = versions.get('v2');
    await step('createSecret');
    assert.equal(versions.get('v2'), made);
  });

  it('refuses a new secret that would sign everybody out', async () => {
    const { step, versions } = vaultWith('{"current":"old","previous":""}');
    await step('createSecret');
    versions.set('v2', JSON.stringify({ current: 'n'.repeat(SECRET_LENGTH), previous: 'someone else' }));
    await assert.rejects(step('testSecret'), /would end what the current one has signed/);
  });

  it('says what to do when the secret is not of the shape it keeps', async () => {
    await assert.rejects(vaultWith('{"password":"x"}').step('createSecret'), /write it so once by hand/);
  });
});
