import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import { createMemoryStore } from '@shared-payments/adapter-memory';
import type { Store } from '@shared-payments/usecases';
import { v7 } from 'uuid';
import { createIdentity } from './identity.ts';
import { createSoftwareAuthenticator } from './testing/software-authenticator.ts';

const PASSWORD = 'correct horse battery';
const NOBODY = { cookie: undefined, userAgent: 'test agent' };

function start(store: Store = createMemoryStore()) {
  const mails: { email: string; token: string }[] = [];
  const identity = createIdentity(store, {
    secret: 'a secret of the tests, long enough to be one',
    publicUrl: 'http://localhost:3000',
    newId: v7,
    now: Date.now,
    sendPasswordReset: async (mail) => void mails.push(mail),
  });
  return { store, identity, mails };
}

const jar = (setCookies: readonly string[], before = '') => {
  const cookies = new Map(
    before
      .split('; ')
      .filter(Boolean)
      .map((pair) => pair.split(/=(.*)/s) as [string, string]),
  );
  for (const line of setCookies) {
    const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
    if (/max-age=0/i.test(line)) cookies.delete(name);
    else cookies.set(name, value);
  }
  return { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '), userAgent: 'test agent' };
};

/** RFC 6238 with the secret of an otpauth URI, written here so that the library does not check itself. */
function totp(uri: string, nowMs = Date.now()): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const secret = new URL(uri).searchParams.get('secret') ?? '';
  const bits = [...secret].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(nowMs / 30_000)));
  const mac = createHmac('sha1', key).update(counter).digest();
  const at = (mac.at(-1) ?? 0) & 0xf;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

async function registered(email = 'ana@example.org') {
  const world = start();
  const { value, setCookies } = await world.identity.register(NOBODY, { name: 'Ana', email, password: PASSWORD });
  return { ...world, account: value.account, ana: jar(setCookies) };
}

const code = (expected: string) => (error: unknown) => (error as { code?: string }).code === expected;

describe('identity', () => {
  it('registers, knows the session, and forgets it at once when it is signed out', async () => {
    const { identity, account, ana } = await registered();
    const signedIn = await identity.authenticate({ cookie: ana.cookie, authorization: undefined });
    assert.deepEqual([signedIn?.userId, signedIn?.isGuest], [account.id, false]);
    assert.deepEqual(
      identity.authenticate({ cookie: ana.cookie, authorization: undefined }),
      signedIn,
      'answered from memory',
    );
    await identity.signOut(ana);
    assert.equal(await identity.authenticate({ cookie: ana.cookie, authorization: undefined }), undefined);
  });

  it('refuses a forged, cut or foreign cookie', async () => {
    const { identity, ana } = await registered();
    for (const cookie of [
      '',
      'x',
      ana.cookie.slice(0, -8),
      ana.cookie.replace('token=', 'token=A'),
      `${'a'.repeat(9000)}`,
    ]) {
      assert.equal(await identity.authenticate({ cookie, authorization: undefined }), undefined, cookie.slice(0, 40));
    }
  });

  it('keeps neither passwords nor session tokens: what is stored cannot be used to sign in', async () => {
    const { store, account, ana } = await registered();
    const token = decodeURIComponent(ana.cookie).split('=')[1]?.split('.')[0] ?? '';
    const stored = JSON.stringify(await store.documentsOf(`user:${account.id}`));
    const log = (await store.readRaw(`user:${account.id}`, 0, 100)).map((commit) => commit.bodyText).join();
    assert.match(stored, /\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    for (const secret of [PASSWORD, token])
      assert.ok(!stored.includes(secret) && !log.includes(secret) && secret.length > 8);
  });

  it('signs in with the right password only, and answers alike for an unknown address', async () => {
    const { identity } = await registered();
    const right = await identity.signIn(NOBODY, { email: 'ANA@example.org', password: PASSWORD });
    assert.ok('account' in right.value);
    const wrong = await identity
      .signIn(NOBODY, { email: 'ana@example.org', password: 'wrong password' })
      .catch((error) => error);
    const unknown = await identity
      .signIn(NOBODY, { email: 'eve@example.org', password: PASSWORD })
      .catch((error) => error);
    assert.deepEqual([wrong.code, wrong.message], [unknown.code, unknown.message]);
    assert.equal(wrong.code, 'not_signed_in');
  });

  it('refuses a second account with the same address and a short password', async () => {
    const { identity } = await registered();
    await assert.rejects(
      identity.register(NOBODY, { name: 'Eve', email: 'ana@example.org', password: PASSWORD }),
      code('conflict'),
    );
    await assert.rejects(
      identity.register(NOBODY, { name: 'Eve', email: 'eve@example.org', password: 'short' }),
      code('invalid_input'),
    );
  });

  it('lists sessions and revokes one of them, which ends it at once', async () => {
    const { identity, ana } = await registered();
    const other = jar((await identity.signIn(NOBODY, { email: 'ana@example.org', password: PASSWORD })).setCookies);
    const me = await identity.authenticate({ cookie: ana.cookie, authorization: undefined });
    assert.ok(me);
    const sessions = await identity.listSessions(ana, me);
    assert.equal(sessions.length, 2);
    assert.ok(await identity.authenticate({ cookie: other.cookie, authorization: undefined }));
    const theirs = sessions.find((session) => !session.isCurrent);
    await identity.revokeSession(ana, me, String(theirs?.id));
    assert.equal(await identity.authenticate({ cookie: other.cookie, authorization: undefined }), undefined);
    await assert.rejects(identity.revokeSession(ana, me, String(theirs?.id)), code('not_found'));
  });

  it('lets a guest in without an account, who later registers and stays the same user', async () => {
    const { identity } = start();
    const guest = await identity.signInAsGuest(NOBODY, { name: 'Marko' });
    assert.deepEqual(
      [guest.value.account.isGuest, guest.value.account.name, guest.value.account.email],
      [true, 'Marko', null],
    );
    const cookies = jar(guest.setCookies);
    const { value } = await identity.register(cookies, {
      name: 'Marko',
      email: 'marko@example.org',
      password: PASSWORD,
    });
    assert.deepEqual([value.account.id, value.account.isGuest], [guest.value.account.id, false]);
    const again = await identity.signIn(NOBODY, { email: 'marko@example.org', password: PASSWORD });
    assert.ok('account' in again.value && again.value.account.id === guest.value.account.id);
    const still = await identity.authenticate({ cookie: cookies.cookie, authorization: undefined });
    assert.equal(still?.isGuest, false);
  });

  it('asks for the second factor once it is on, and takes each recovery code once', async () => {
    const { identity, ana } = await registered();
    const { totpUri, recoveryCodes } = await identity.enableSecondFactor(ana, { password: PASSWORD });
    assert.equal(recoveryCodes.length, 10);
    await assert.rejects(identity.verifySecondFactor(ana, { code: '000000' }), code('not_signed_in'));
    const on = jar((await identity.verifySecondFactor(ana, { code: totp(totpUri) })).setCookies, ana.cookie);
    assert.equal((await identity.account(on)).value.hasSecondFactor, true);
    const half = await identity.signIn(NOBODY, { email: 'ana@example.org', password: PASSWORD });
    assert.deepEqual(half.value, { needsSecondFactor: true });
    const pending = jar(half.setCookies);
    assert.equal(await identity.authenticate({ cookie: pending.cookie, authorization: undefined }), undefined);
    const whole = await identity.verifyRecoveryCode(pending, { code: String(recoveryCodes[0]) });
    assert.ok(await identity.authenticate({ cookie: jar(whole.setCookies).cookie, authorization: undefined }));
    const next = jar((await identity.signIn(NOBODY, { email: 'ana@example.org', password: PASSWORD })).setCookies);
    await assert.rejects(identity.verifyRecoveryCode(next, { code: String(recoveryCodes[0]) }), code('not_signed_in'));
  });

  it('resets a password by mail, once, ends every session, and tells nobody whether an address is known', async () => {
    const { identity, ana, mails } = await registered();
    await identity.requestPasswordReset({ email: 'eve@example.org' });
    await identity.requestPasswordReset({ email: 'ana@example.org' });
    assert.deepEqual(
      mails.map((mail) => mail.email),
      ['ana@example.org'],
    );
    const token = String(mails[0]?.token);
    await identity.resetPassword({ token, newPassword: 'another long password' });
    await assert.rejects(identity.resetPassword({ token, newPassword: 'yet another password' }), code('invalid_input'));
    assert.equal(await identity.authenticate({ cookie: ana.cookie, authorization: undefined }), undefined);
    await identity.signIn(NOBODY, { email: 'ana@example.org', password: 'another long password' });
  });

  it('gives out passkey options bound to the host, and refuses a made-up response', async () => {
    const { identity, ana } = await registered();
    const { value, setCookies } = await identity.passkeyRegistrationOptions(ana);
    assert.equal((value.rp as { id: string }).id, 'localhost');
    const request = jar(setCookies, ana.cookie);
    const response = {
      id: 'AA',
      rawId: 'AA',
      type: 'public-key',
      clientExtensionResults: {},
      response: { clientDataJSON: 'AA', attestationObject: 'AA' },
    };
    await assert.rejects(identity.addPasskey(request, { name: 'Phone', response }), (error: Error) => 'code' in error);
    assert.deepEqual(await identity.listPasskeys(ana), []);
  });

  it('adds a passkey, signs in with it alone, lists it, and forgets it when it is removed', async () => {
    const { identity, account, ana } = await registered();
    const device = createSoftwareAuthenticator('http://localhost:3000');
    const options = await identity.passkeyRegistrationOptions(ana);
    const response = device.create(options.value);
    const added = await identity.addPasskey(jar(options.setCookies, ana.cookie), { name: 'Phone', response });
    assert.equal(added.value.name, 'Phone');
    const challenge = await identity.passkeySignInOptions(NOBODY);
    const signedIn = await identity.signInWithPasskey(jar(challenge.setCookies), {
      response: device.get(challenge.value),
    });
    assert.equal(signedIn.value.account.id, account.id);
    assert.ok(await identity.authenticate({ cookie: jar(signedIn.setCookies).cookie, authorization: undefined }));
    assert.deepEqual(
      (await identity.listPasskeys(ana)).map((passkey) => passkey.name),
      ['Phone'],
    );
    const elsewhere = createSoftwareAuthenticator('https://evil.example');
    const again = await identity.passkeySignInOptions(NOBODY);
    await assert.rejects(
      identity.signInWithPasskey(jar(again.setCookies), { response: elsewhere.get(again.value) }),
      code('not_signed_in'),
    );
    await identity.removePasskey(ana, added.value.id);
    const last = await identity.passkeySignInOptions(NOBODY);
    await assert.rejects(
      identity.signInWithPasskey(jar(last.setCookies), { response: device.get(last.value) }),
      code('not_signed_in'),
    );
  });
});
