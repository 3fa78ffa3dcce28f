import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { type ApiUnderTest, startApi } from '../testing/api-under-test.ts';
import { addWebApp } from './web-app.ts';

const PAGE = '<!doctype html><title>the app</title>';
const SCRIPT = 'console.log("the app")';
const PERSON = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

describe('the web app behind the API', () => {
  const folder = mkdtempSync(join(tmpdir(), 'web-app-'));
  let api: ApiUnderTest;

  before(async () => {
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), PAGE);
    writeFileSync(join(folder, 'assets/main-abc.js'), SCRIPT);
    writeFileSync(join(folder, 'assets/main-abc.js.gz'), gzipSync(SCRIPT));
    mkdirSync(join(folder, 'kept/assets'), { recursive: true });
    writeFileSync(join(folder, 'kept/assets/main-earlier.js'), 'earlier');
    api = await startApi({ prepare: (app) => addWebApp(app, folder, join(folder, 'kept')) });
  });

  after(async () => {
    await api.close();
    rmSync(folder, { recursive: true });
  });

  it('is one document for every address a person opens, that may be kept but is asked for again', async () => {
    for (const url of ['/', '/groups/g1/bills?search=rent', '/join/a-token']) {
      const { status, text, headers } = await api.ask('', 'GET', url, undefined, PERSON);
      assert.deepEqual([status, text], [200, PAGE], url);
      assert.match(String(headers['cache-control']), /max-age=0/);
      assert.ok(headers.etag);
    }
  });

  it('runs no script but its own files', async () => {
    const { headers } = await api.ask('', 'GET', '/', undefined, PERSON);
    const policy = String(headers['content-security-policy']);
    assert.match(policy, /script-src 'self'(;|$)/);
    assert.match(policy, /frame-ancestors 'none'/);
  });

  it('gives files that never change, compressed when they were built', async () => {
    const plain = await api.ask('', 'GET', '/assets/main-abc.js');
    assert.equal(plain.text, SCRIPT);
    assert.match(String(plain.headers['cache-control']), /immutable/);
    const packed = await api.ask('', 'GET', '/assets/main-abc.js', undefined, { 'accept-encoding': 'gzip' });
    assert.equal(packed.headers['content-encoding'], 'gzip');
    assert.match(String(packed.headers['content-type']), /javascript/);
  });

  it('gives pages of an earlier release the files they were built with', async () => {
    const { text, headers } = await api.ask('', 'GET', '/assets/main-earlier.js');
    assert.equal(text, 'earlier');
    assert.match(String(headers['cache-control']), /immutable/);
  });

  it('is never the answer to a script: files and endpoints that do not exist stay not found', async () => {
    assert.equal((await api.ask('', 'GET', '/assets/main-old.js')).body.code, 'not_found');
    assert.equal((await api.ask('', 'GET', '/v1/nothing', undefined, PERSON)).body.code, 'not_found');
    assert.equal((await api.ask('', 'POST', '/groups', {}, PERSON)).status, 404);
  });

  it('says in one page that it is not built, and where the API is', async () => {
    const bare = await startApi({ prepare: (app) => addWebApp(app, join(folder, 'nothing')) });
    const { status, text } = await bare.ask('', 'GET', '/', undefined, PERSON);
    await bare.close();
    assert.equal(status, 503);
    assert.match(text, /not built.*\/docs/s);
  });
});
