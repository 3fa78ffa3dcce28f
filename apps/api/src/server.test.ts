import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type ApiUnderTest, startApi } from './testing/api-under-test.ts';

const FLAT = { name: 'Flat', myName: 'Ana', currency: 'EUR', timeZone: 'Europe/Skopje', memberNames: ['Marko'] };

describe('the HTTP API', () => {
  let api: ApiUnderTest;
  before(async () => {
    api = await startApi();
  });
  after(() => api.close());

  it('creates a group once for 50 equal requests with one Idempotency-Key', async () => {
    const send = () => api.ask('ana', 'POST', '/v1/groups', FLAT, { 'idempotency-key': 'k-1' });
    const answers = await Promise.all(Array.from({ length: 50 }, send));
    assert.equal(new Set(answers.map((answer) => answer.text)).size, 1);
    assert.equal(answers[0]?.status, 201);
  });

  it('refuses the key with another body', async () => {
    const answer = await api.ask('ana', 'POST', '/v1/groups', { ...FLAT, name: 'Other' }, { 'idempotency-key': 'k-1' });
    assert.deepEqual([answer.status, answer.body.code], [422, 'idempotency_key_reused']);
  });

  it('answers a stranger as if the group did not exist, and nobody with 401', async () => {
    const { body: group } = await api.ask('ana', 'POST', '/v1/groups', FLAT);
    assert.equal((await api.ask('eve', 'GET', `/v1/groups/${group.id}`)).body.code, 'not_found');
    assert.equal((await api.ask('', 'GET', `/v1/groups/${group.id}`)).status, 401);
  });

  it('answers 304 to the ETag it gave, until something in the group changes', async () => {
    const { body: group } = await api.ask('ana', 'POST', '/v1/groups', FLAT);
    const url = `/v1/groups/${group.id}`;
    const first = await api.ask('ana', 'GET', url);
    const etag = String(first.headers.etag);
    assert.equal((await api.ask('ana', 'GET', url, undefined, { 'if-none-match': etag })).status, 304);
    const edit = await api.ask('ana', 'PATCH', url, { name: 'Renamed' }, { 'if-match': '"1"' });
    assert.equal(edit.status, 200);
    const later = await api.ask('ana', 'GET', url, undefined, { 'if-none-match': etag });
    assert.deepEqual([later.status, later.body.name], [200, 'Renamed']);
  });

  it('lets one of two parallel edits win and tells the other the current version', async () => {
    const { body: group } = await api.ask('ana', 'POST', '/v1/groups', FLAT);
    const edit = (name: string) => api.ask('ana', 'PATCH', `/v1/groups/${group.id}`, { name }, { 'if-match': '"1"' });
    const answers = await Promise.all([edit('one'), edit('two')]);
    assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 409]);
    const late = answers.find((answer) => answer.status === 409);
    assert.equal(late?.body.data.currentVersion, 2);
  });

  it('asks for the version of an edit (428) and refuses one that is no version (400)', async () => {
    const { body: group } = await api.ask('ana', 'POST', '/v1/groups', FLAT);
    const url = `/v1/groups/${group.id}`;
    assert.equal((await api.ask('ana', 'PATCH', url, { name: 'x' })).status, 428);
    assert.equal((await api.ask('ana', 'PATCH', url, { name: 'x' }, { 'if-match': 'latest' })).status, 400);
    assert.equal((await api.ask('ana', 'PATCH', url, { name: 'x', version: 1 })).status, 200);
  });

  it('names what is wrong in a body, as problem+json with a stable code and the request id', async () => {
    const answer = await api.ask(
      'ana',
      'POST',
      '/v1/groups',
      { ...FLAT, currency: 'euro' },
      { 'x-request-id': 'abcd-1234' },
    );
    assert.equal(answer.status, 400);
    assert.match(String(answer.headers['content-type']), /^application\/problem\+json/);
    assert.deepEqual([answer.body.code, answer.body.requestId], ['invalid_input', 'abcd-1234']);
    assert.equal(answer.body.data.issues[0].path, '/currency');
  });

  it('serves its description as OpenAPI 3.1 and a page to browse it', async () => {
    const { body } = await api.ask('', 'GET', '/openapi.json');
    assert.equal(body.openapi, '3.1.0');
    assert.equal(body.paths['/v1/groups'].post.operationId, 'createGroup');
    assert.equal((await api.ask('', 'GET', '/docs')).status, 200);
  });

  it('sets the security headers on every answer, also on errors', async () => {
    for (const url of ['/openapi.json', '/v1/groups/none', '/nowhere']) {
      const { headers } = await api.ask('', 'GET', url);
      assert.equal(headers['x-content-type-options'], 'nosniff', url);
      assert.ok(headers['x-request-id'], url);
    }
  });
});
