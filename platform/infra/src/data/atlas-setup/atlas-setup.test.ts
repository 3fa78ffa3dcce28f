import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import { ACCOUNT, KEY, PROJECT, startFakeAtlas } from '../../testing/fake-atlas.ts';
import { accessGrant, accessRole } from './access-role.ts';
import { AtlasError, createAtlasApi } from './atlas-api.ts';
import { auditFilter } from './audit-filter.ts';
import { backupCopies } from './backup-copies.ts';

const OURS = 'arn:aws:iam::333333333333:role/shared-payments-production-atlas-encryption';
const FILTER = '{"atype":"authenticate"}';
const PROPERTIES = { ProjectId: PROJECT, RoleArn: OURS, Filter: FILTER, RecordsSuccesses: 'false' };
const COPIES = { ProjectId: PROJECT, ClusterName: 'store', Region: 'EU_WEST_1', Frequencies: 'HOURLY,DAILY' };

interface Options {
  readonly zones?: string[];
  readonly timeoutMs?: number;
}

const fakes: Awaited<ReturnType<typeof startFakeAtlas>>[] = [];
after(() => Promise.all(fakes.map(({ stop }) => stop())));

async function start(credentials: object = KEY, { timeoutMs = 20_000, ...options }: Options = {}) {
  const { url, state, stop } = await startFakeAtlas(options);
  fakes.push({ url, state, stop });
  const api = createAtlasApi({ url, secret: JSON.stringify(credentials), backoffMs: 1, timeoutMs });
  return { api, state };
}

let atlas: Awaited<ReturnType<typeof start>>;
beforeEach(async () => {
  atlas = await start();
});

describe('the API of Atlas', () => {
  it('is spoken to with a key pair, by digest, and with a new nonce when the old one has ended', async () => {
    await atlas.api.call('GET', `/groups/${PROJECT}/cloudProviderAccess`);
    atlas.state.nonces += 1;
    await atlas.api.call('GET', `/groups/${PROJECT}/cloudProviderAccess`);
    assert.equal(atlas.state.asked.length, 2);
  });

  it('is spoken to with a service account, and with a new token when the old one has ended', async () => {
    const { api, state } = await start(ACCOUNT);
    await api.call('GET', `/groups/${PROJECT}/cloudProviderAccess`);
    state.tokens += 1;
    await api.call('GET', `/groups/${PROJECT}/cloudProviderAccess`);
    assert.equal(state.tokens, 3);
  });

  it('refuses a wrong key once, and no error shows any of it', async () => {
    for (const wrong of [
      { ...KEY, PrivateKey: 'wrong-private' },
      { ...ACCOUNT, ClientSecret: 'wrong-private' },
    ]) {
      const { api, state } = await start(wrong);
      const refused = await api.call('GET', `/groups/${PROJECT}/auditLog`).catch((error: unknown) => error);
      assert.ok(refused instanceof AtlasError);
      assert.equal(refused.status, 401);
      assert.doesNotMatch(`${refused.stack}${JSON.stringify(refused)}`, /wrong-private/);
      assert.equal(state.asked.length, 0);
    }
    for (const secret of ['{"PublicKey":"private-text"', '{"Password":"private-text"}', '"private-text"']) {
      const broken = () => createAtlasApi({ url: '', secret });
      assert.throws(broken, (error: Error) => /must be/.test(error.message) && !/private-text/.test(error.message));
    }
  });

  it('is asked again when it says nothing', async () => {
    const { api, state } = await start(KEY, { timeoutMs: 500 });
    state.faults.push('silent');
    await auditFilter(api).put(PROPERTIES, undefined);
    assert.equal(state.audit.enabled, true);
  });

  it('is asked again when it is busy, broken or hangs up, and given up after eight times', async () => {
    atlas.state.faults.push('busy', 'broken', 'lost');
    await auditFilter(atlas.api).put(PROPERTIES, undefined);
    assert.equal(atlas.state.asked.length, 4);
    atlas.state.faults.push(...Array.from({ length: 9 }, () => 'busy' as const));
    await assert.rejects(
      auditFilter(atlas.api).put(PROPERTIES, undefined),
      /PATCH \/groups.*auditLog: 429 RATE_LIMITED/,
    );
    assert.equal(atlas.state.faults.length, 1);
  });
});

describe('settings of Atlas that have no resource', () => {
  it('J8: the audit log is on with our filter, whether it was on before or not', async () => {
    for (const enabled of [false, true]) {
      atlas.state.audit.enabled = enabled;
      assert.deepEqual(await auditFilter(atlas.api).put(PROPERTIES, undefined), { id: `${PROJECT}-audit` });
      assert.deepEqual(atlas.state.audit, { enabled: true, auditFilter: FILTER, auditAuthorizationSuccess: false });
    }
  });

  it('an audit filter that Atlas does not keep is an error', async () => {
    Object.defineProperty(atlas.state.audit, 'auditFilter', {
      get: () => '{}',
      set: () => undefined,
      enumerable: true,
    });
    await assert.rejects(auditFilter(atlas.api).put(PROPERTIES, undefined), /does not keep it/);
  });

  it('J6: one access role is made, also when the answer to its creation is lost', async () => {
    atlas.state.faults.push('busy', 'lost', 'broken', 'lost');
    const made = await accessRole(atlas.api).put(PROPERTIES, undefined);
    assert.equal(atlas.state.roles.length, 1);
    const attributes = { RoleId: 'r1', AtlasArn: 'arn:aws:iam::536727724300:root', ExternalId: 'external-1' };
    assert.deepEqual(made, { id: 'r1', attributes });
    assert.deepEqual(await accessRole(atlas.api).put(PROPERTIES, undefined), made);
    assert.equal(atlas.state.roles.length, 1);
  });

  it('an access role is found again by what it was granted, and those of others are left alone', async () => {
    const foreign = {
      roleId: 'other',
      atlasAWSAccountArn: 'a',
      atlasAssumedRoleExternalId: 'e',
      iamAssumedRoleArn: 'b',
    };
    atlas.state.roles.push(foreign);
    const { id } = await accessRole(atlas.api).put(PROPERTIES, undefined);
    await accessGrant(atlas.api).put({ ...PROPERTIES, RoleId: id }, undefined);
    assert.equal((await accessRole(atlas.api).put(PROPERTIES, undefined)).id, id);
    assert.equal(atlas.state.roles.length, 2);
  });

  it('an access role that somebody removed is made anew at an update, and its removal is done', async () => {
    const role = accessRole(atlas.api);
    const { id } = await role.put(PROPERTIES, undefined);
    await role.remove(PROPERTIES, id);
    await role.remove(PROPERTIES, id);
    assert.equal(atlas.state.roles.length, 0);
    await role.put(PROPERTIES, id);
    assert.equal(atlas.state.roles.length, 1);
  });

  it('a grant waits until Amazon knows the role everywhere, and fails when it never does', async () => {
    await accessRole(atlas.api).put(PROPERTIES, undefined);
    atlas.state.faults.push('CANNOT_ASSUME_ROLE', 'CANNOT_ASSUME_ROLE');
    const grant = { ...PROPERTIES, RoleId: 'r1' };
    assert.deepEqual(await accessGrant(atlas.api).put(grant, undefined), {
      id: 'r1-grant',
      attributes: { RoleId: 'r1' },
    });
    assert.equal(atlas.state.roles[0]?.iamAssumedRoleArn, OURS);
    atlas.state.faults.push(...Array.from({ length: 8 }, () => 'CANNOT_ASSUME_ROLE' as const));
    await assert.rejects(accessGrant(atlas.api).put(grant, 'r1-grant'), /400 CANNOT_ASSUME_ROLE/);
  });

  it('G3, F6: snapshots and the log between them are copied, once for each zone of the cluster', async () => {
    const { api, state } = await start(KEY, { zones: ['zone-1', 'zone-2'] });
    const copies = backupCopies(api);
    for (const id of [undefined, 'store-copies']) {
      const made = await copies.put(COPIES, id);
      assert.deepEqual(made, { id: 'store-copies', attributes: { Zones: 'zone-1,zone-2' } });
    }
    const common = { cloudProvider: 'AWS', regionName: 'EU_WEST_1', shouldCopyOplogs: true };
    const frequencies = ['HOURLY', 'DAILY'];
    assert.deepEqual(
      state.copySettings,
      ['zone-1', 'zone-2'].map((zoneId) => ({ ...common, zoneId, frequencies })),
    );
    await copies.remove(COPIES, 'store-copies');
    assert.deepEqual(state.copySettings, []);
  });

  it('copies fail where the cluster has no zone, or is not there', async () => {
    const { api } = await start(KEY, { zones: [] });
    await assert.rejects(backupCopies(api).put(COPIES, undefined), /no zones yet/);
    await assert.rejects(backupCopies(api).put({ ...COPIES, ClusterName: 'other' }, undefined), /404/);
  });

  it('a project that is gone has nothing left to remove', async () => {
    atlas.state.isProjectGone = true;
    await auditFilter(atlas.api).remove(PROPERTIES, 'x');
    await accessRole(atlas.api).remove(PROPERTIES, 'r1');
    await accessGrant(atlas.api).remove(PROPERTIES, 'r1-grant');
    await backupCopies(atlas.api).remove(COPIES, 'x');
  });
});
