import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createKeyring, newIdempotencyKey } from './idempotency-key.ts';

const request = { method: 'POST', path: '/v1/groups', body: { name: 'Flat' } } as const;

describe('idempotency keys', () => {
  it('are long, of characters the API takes, and never the same', () => {
    const keys = new Set(Array.from({ length: 200 }, newIdempotencyKey));
    assert.equal(keys.size, 200);
    for (const key of keys) assert.match(key, /^[0-9a-f]{32}$/);
  });

  it('stay with a request that is sent again, and change with its content', () => {
    const keyring = createKeyring();
    const first = keyring.keyFor(request);
    assert.equal(keyring.keyFor({ ...request, body: { name: 'Flat' } }), first);
    assert.notEqual(keyring.keyFor({ ...request, body: { name: 'Trip' } }), first);
  });

  it('are new once the request was answered: the same words again are a second wish', () => {
    const keyring = createKeyring();
    const first = keyring.keyFor(request);
    keyring.done();
    assert.notEqual(keyring.keyFor(request), first);
  });
});
