import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { OperationsError, type OperationsErrorCode } from '@shared-payments/operations';
import { machineReleases, YOUNG_MS } from './release-store.ts';
import { smallRepository } from './testing/small-repository.ts';

const KILLS = 6;
// Above what Linux gives.
const PID_OF_NOBODY = 2 ** 22 + 1;
const WRITE_ON = `const { mkdirSync, writeFileSync } = require('node:fs');
for (let file = 0; ; file += 1) {
  try { mkdirSync(process.argv[1] + '/content', { recursive: true }); } catch {}
  try { for (let more = 0; more < 20; more += 1) writeFileSync(process.argv[1] + '/content/' + more, ''); } catch {}
  if (file === 100) console.log('writes');
}`;
const builder = join(import.meta.dirname, 'testing/builder.ts');
const folder = mkdtempSync(join(tmpdir(), 'shared-payments-releases-'));
let rigs = 0;

after(() => rmSync(folder, { recursive: true, force: true }));

function freshRig() {
  rigs += 1;
  const repository = join(folder, `${rigs}/repository`);
  const directory = join(folder, `${rigs}/releases`);
  mkdirSync(repository, { recursive: true });
  const { commit } = smallRepository(repository);
  const now = { ms: Date.now() };
  const running: string[] = [];
  const open = () => machineReleases({ directory, repository, inUse: async () => running, nowMs: () => now.ms });
  return { repository, directory, commit, now, running, releases: open(), open };
}

function refusedWith(code: OperationsErrorCode, about: RegExp) {
  return (error: unknown) => error instanceof OperationsError && error.code === code && about.test(error.message);
}

/** Writes to a file that a release protects. */
function damage(path: string, text: string): void {
  chmodSync(path, 0o644);
  writeFileSync(path, text);
}

describe('releases of one machine', () => {
  it('are built from a revision with all it declares, and run on what they carry alone', async () => {
    const { releases, repository, commit } = freshRig();
    const revision = commit({ 'migrations/0002-second.contract.sql': '-- requires: 0001-first\nDROP TABLE one;\n' });
    const release = await releases.build({ revision: 'main' });
    assert.match(release.digest, /^sha256:[0-9a-f]{64}$/);
    assert.deepEqual([release.version, release.revision], ['1.0.0', revision]);
    assert.deepEqual(release.requiredSettings, ['DATABASE_PATH']);
    assert.deepEqual(release.migrations, [
      { id: '0001-first', phase: 'expand' },
      { id: '0002-second', phase: 'contract', requires: '0001-first' },
    ]);
    const directory = await releases.directoryOf(release.digest);
    assert.equal(readlinkSync(join(directory, 'node_modules/@small/api')), '../../apps/api');
    assert.equal(existsSync(join(directory, 'node_modules/only-for-tests')), false);
    rmSync(repository, { recursive: true });
    assert.equal(
      execFileSync(process.execPath, [join(directory, 'apps/jobs/main.mjs')], { encoding: 'utf8' }),
      'kept\n',
    );
  });

  it('have one digest for equal content, wherever and whenever they are built', async () => {
    const [one, other] = [freshRig(), freshRig()];
    const first = await one.releases.build({ revision: 'HEAD' });
    await wait(20);
    const second = await other.releases.build({ revision: 'HEAD' });
    assert.equal(first.digest, second.digest);
    other.commit({ 'apps/api/main.mjs': "import 'kept'; // changed\n" });
    assert.notEqual((await other.releases.build({ revision: 'HEAD' })).digest, first.digest);
    assert.equal((await other.releases.build({ revision: 'HEAD~1' })).digest, first.digest);
    assert.equal((await other.releases.list()).length, 2);
  });

  it('are not touched by what happens to the work tree, and share the packages that are the same', async () => {
    const { releases, repository, commit } = freshRig();
    const first = await releases.build({ revision: 'HEAD' });
    commit({ 'apps/api/main.mjs': "import 'kept'; // changed\n" });
    const second = await releases.build({ revision: 'HEAD' });
    writeFileSync(join(repository, 'node_modules/kept/index.js'), 'edited in place');
    for (const { digest } of [first, second]) assert.equal(await releases.isIntact(digest), true);
    const inodes = [first, second].map(async ({ digest }) => {
      return statSync(join(await releases.directoryOf(digest), 'node_modules/kept/index.js')).ino;
    });
    const [one, other] = await Promise.all(inodes);
    assert.equal(one, other);
  });

  for (const [what, change] of [
    ['a file that was changed', (at: string) => damage(join(at, 'apps/api/main.mjs'), 'changed')],
    ['a package that was changed', (at: string) => damage(join(at, 'node_modules/kept/index.js'), 'changed')],
    ['a file that was added', (at: string) => writeFileSync(join(at, 'apps/api/added.mjs'), '')],
    ['a file that is gone', (at: string) => rmSync(join(at, 'apps/jobs/main.mjs'))],
    ['a file that became a program', (at: string) => chmodSync(join(at, 'apps/jobs/main.mjs'), 0o755)],
  ] as const) {
    it(`show ${what}, and are built again as they were`, async () => {
      const { releases, commit } = freshRig();
      const { digest } = await releases.build({ revision: 'HEAD' });
      change(await releases.directoryOf(digest));
      assert.equal(await releases.isIntact(digest), false);
      assert.equal((await releases.build({ revision: 'HEAD' })).digest, digest);
      assert.equal(await releases.isIntact(digest), true);
      commit({ 'apps/jobs/main.mjs': "import '@small/api/main.mjs'; // next\n" });
      await releases.build({ revision: 'HEAD' });
      assert.equal(await releases.isIntact(digest), true);
    });
  }

  it('do not take packages from a damaged release', async () => {
    const { releases, commit } = freshRig();
    const { digest } = await releases.build({ revision: 'HEAD' });
    damage(join(await releases.directoryOf(digest), 'node_modules/kept/index.js'), 'changed');
    commit({ 'apps/api/main.mjs': "import 'kept'; // changed\n" });
    const next = await releases.build({ revision: 'HEAD' });
    const file = join(await releases.directoryOf(next.digest), 'node_modules/kept/index.js');
    assert.equal(readFileSync(file, 'utf8'), "console.log('kept');\n");
  });

  it(`are there whole or not at all when their build is killed, ${KILLS} times`, async () => {
    const { directory, repository, open, commit } = freshRig();
    const files = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`docs/${index}.md`, `${index}`]));
    commit(files);
    for (let kill = 0; kill < KILLS; kill += 1) {
      const child = spawn(process.execPath, [builder, directory, repository], { stdio: ['ignore', 'pipe', 'inherit'] });
      // Listened for from the start: a build that ends before its kill has closed by then.
      const closed = once(child, 'close');
      await once(child.stdout, 'data');
      await wait(randomInt(0, 120));
      child.kill('SIGKILL');
      await closed;
      for (const { digest } of await open().list()) assert.equal(await open().isIntact(digest), true);
    }
    await open().build({ revision: 'HEAD' });
    assert.equal((await open().list()).length, 1);
    commit({ 'docs/next.md': 'next' });
    await open().build({ revision: 'HEAD' });
    assert.deepEqual(readdirSync(join(directory, 'building')), [], 'nothing of the killed builds is left');
  });

  it('are built beside what is left of a killed build, also while something still writes there', async (context) => {
    const { directory, releases, commit } = freshRig();
    const left = join(directory, `building/${PID_OF_NOBODY}-killed`);
    mkdirSync(left, { recursive: true });
    const writer = spawn(process.execPath, ['-e', WRITE_ON, left], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(writer, 'exit');
    context.after(() => writer.kill('SIGKILL'));
    await once(writer.stdout, 'data');
    await releases.build({ revision: 'HEAD' });
    writer.kill('SIGKILL');
    await ended;
    commit({ 'docs/next.md': 'next' });
    await releases.build({ revision: 'HEAD' });
    assert.deepEqual(readdirSync(join(directory, 'building')), []);
  });

  it('are pruned, but for those kept by the plan, those that run and those that are young', async () => {
    const { releases, commit, running, now } = freshRig();
    const digests: string[] = [];
    for (const text of ['one', 'two', 'three', 'four']) {
      commit({ 'docs/text.md': text });
      digests.push((await releases.build({ revision: 'HEAD' })).digest);
    }
    const [first = '', second = '', third = '', fourth = ''] = digests;
    running.push(second);
    assert.deepEqual(await releases.prune([fourth]), [], 'all of them are young');
    now.ms += YOUNG_MS + 60_000;
    assert.deepEqual((await releases.prune([fourth])).toSorted(), [first, third].toSorted());
    assert.deepEqual(
      (await releases.list()).map((one) => one.digest),
      [fourth, second],
    );
    assert.equal(await releases.isIntact(second), true);
    await assert.rejects(releases.get(first), refusedWith('release_unknown', /There is no release/));
  });

  it('are found by a start of their digest that means one of them', async () => {
    const { releases } = freshRig();
    const { digest } = await releases.build({ revision: 'HEAD' });
    assert.equal((await releases.get(digest.slice(0, 12))).digest, digest);
    assert.equal((await releases.get(digest.slice(7, 15))).digest, digest);
    await assert.rejects(releases.get('sha256:nothing'), refusedWith('release_unknown', /nothing/));
  });
});

describe('a build that cannot be made', () => {
  const declared = JSON.stringify({ processes: { api: '/etc/passwd', jobs: '../jobs' }, runs: 'all' });
  for (const [what, files, about] of [
    ['has no declaration', { 'release.json': 'no JSON' }, /release\.json/],
    [
      'declares paths outside of it',
      { 'release.json': declared },
      /processes\.api is no path inside it; processes\.jobs/,
    ],
    ['names a migration wrongly', { 'migrations/second.sql': '' }, /second\.sql is not named `0001-what\.expand\.sql`/],
    ['has a contract of nothing', { 'migrations/0002-b.contract.sql': '' }, /0002-b has no line `-- requires/],
    [
      'requires an unknown migration',
      { 'migrations/0002-b.contract.sql': '-- requires: 0009-x' },
      /0009-x, which is not/,
    ],
    ['has an old lock file', { 'package-lock.json': '{"lockfileVersion":1}' }, /older than version 3/],
  ] as const) {
    it(`says so when the revision ${what}`, async () => {
      const { releases, commit, directory } = freshRig();
      commit(files as unknown as Record<string, string>);
      await assert.rejects(releases.build({ revision: 'HEAD' }), refusedWith('build_failed', about));
      assert.deepEqual([await releases.list(), readdirSync(join(directory, 'building'))], [[], []]);
    });
  }

  for (const name of ['no-such-branch', '--all', 'HEAD~99', '']) {
    it(`says that there is no revision \`${name}\``, async () => {
      await assert.rejects(
        freshRig().releases.build({ revision: name }),
        refusedWith('release_unknown', /Git knows no revision/),
      );
    });
  }

  it('quotes an installation that failed', async () => {
    const { releases, repository, commit } = freshRig();
    rmSync(join(repository, 'node_modules'), { recursive: true });
    commit({ 'apps/jobs/package.json': '{ no JSON' });
    await assert.rejects(
      releases.build({ revision: 'HEAD' }),
      refusedWith('build_failed', /`npm ci .*` failed\.\n.*npm error/s),
    );
  });

  it('says so when the installation has not what the lock names', async () => {
    const { releases, repository } = freshRig();
    rmSync(join(repository, 'node_modules'), { recursive: true });
    await assert.rejects(releases.build({ revision: 'HEAD' }), refusedWith('build_failed', /did not install/));
  });
});

describe('a build without an installation at hand', () => {
  it('installs what the lock names for itself', async () => {
    const { releases, repository, commit } = freshRig();
    const npm = (...words: readonly string[]) =>
      execFileSync('npm', [...words, '--offline', '--no-audit', '--no-fund'], { cwd: repository, stdio: 'ignore' });
    npm('pack', './node_modules/kept');
    for (const path of ['node_modules', 'package-lock.json']) rmSync(join(repository, path), { recursive: true });
    const dependencies = { kept: 'file:../../kept-1.0.0.tgz' };
    commit({ 'apps/api/package.json': JSON.stringify({ name: '@small/api', version: '1.0.0', dependencies }) });
    npm('install');
    commit({});
    rmSync(join(repository, 'node_modules'), { recursive: true });
    const { digest } = await releases.build({ revision: 'HEAD' });
    const program = join(await releases.directoryOf(digest), 'apps/api/main.mjs');
    assert.equal(execFileSync(process.execPath, [program], { encoding: 'utf8' }), 'kept\n');
    assert.equal(existsSync(join(repository, 'node_modules')), false);
  });
});
