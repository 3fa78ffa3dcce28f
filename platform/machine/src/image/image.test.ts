import assert from 'node:assert/strict';
import { chmodSync, chownSync, existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { readLock } from '../releases/installed-packages.ts';
import type { LockedPackage } from '../releases/locked-packages.ts';
import { assembleImage, nameOf } from './assemble-image.ts';
import { mayMount, type RunningImage, startImage, USER } from './testing/start-image.ts';
import { BILL, writeBill } from './write-bill.ts';

const repository = resolve(import.meta.dirname, '../../../..');
const containerfile = readFileSync(join(repository, 'Containerfile'), 'utf8');
const MEGABYTES_MAX = 110;
const READY_WITHIN_MS = 60_000;

let scratch: string;
let folder: string;
let packages: readonly LockedPackage[];
const running: RunningImage[] = [];

before(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'image-'));
  chmodSync(scratch, 0o755);
  folder = join(scratch, 'tree');
  const web = join(scratch, 'web');
  mkdirSync(web);
  // What Vite makes of the web app is checked elsewhere and takes long.
  writeFileSync(join(web, 'index.html'), '<!doctype html><title>Shared Payments</title>');
  packages = await assembleImage({ repository, folder, web });
});

after(async () => {
  await Promise.all(running.map((it) => it.stop()));
  await rm(scratch, { recursive: true, force: true });
});

/** The last stage of the Containerfile. */
const service = containerfile.slice(containerfile.lastIndexOf('\nFROM '));
const wordsAfter = (name: string) => JSON.parse(new RegExp(`^${name} (\\[.*\\])$`, 'm').exec(service)?.[1] ?? '[]');

describe('the image', () => {
  it('takes its files from one list: the Containerfile runs it and copies nothing else', () => {
    assert.match(containerfile, /^RUN node \S+ platform\/machine\/src\/image\/main\.ts \/image$/m);
    assert.deepEqual(service.match(/^(COPY|ADD) .*$/gm), ['COPY --from=tree /image .']);
  });

  it('runs as a user that is not root, by Node itself, on the Node that the project pins', () => {
    assert.match(service, new RegExp(`^USER ${USER}:${USER}$`, 'm'));
    assert.deepEqual([wordsAfter('ENTRYPOINT'), wordsAfter('CMD')], [['node'], ['apps/api/src/main.ts']]);
    assert.match(service, /^HEALTHCHECK /m);
    const { devDependencies } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
    assert.match(containerfile, new RegExp(`^ARG BASE=node:${devDependencies.node}-[a-z]+-slim$`, 'm'));
  });

  it('holds what API and jobs need and nothing for those who work on it', () => {
    for (const path of ['apps/api/src/main.ts', 'apps/jobs/src/main.ts', 'apps/web/dist/index.html']) {
      assert.ok(existsSync(join(folder, path)), path);
    }
    const development = ['aws-cdk-lib', 'vite', 'typescript', '@biomejs', 'fast-check', 'node'];
    assert.deepEqual(
      development.filter((name) => existsSync(join(folder, 'node_modules', name))),
      [],
    );
    assert.deepEqual(globSync(['{apps,core,adapters}/**/*.test.ts', 'platform', 'test', 'bench'], { cwd: folder }), []);
    const bytes = globSync('**/*', { cwd: folder, withFileTypes: true })
      .filter((it) => it.isFile())
      .reduce((sum, it) => sum + readFileSync(join(it.parentPath, it.name)).length, 0);
    assert.ok(bytes < MEGABYTES_MAX * 1e6, `${Math.round(bytes / 1e6)} MB`);
  });

  it('lists exactly its packages in a bill of materials', async () => {
    await writeBill(repository, folder, packages);
    const { bomFormat, components } = JSON.parse(readFileSync(join(folder, BILL), 'utf8'));
    assert.equal(bomFormat, 'CycloneDX');
    const lock = readLock(join(repository, 'package-lock.json'));
    const listed = components.map((it: { readonly 'bom-ref': string }) => it['bom-ref']);
    assert.deepEqual([...new Set(listed)].toSorted(), [...new Set(packages.map((it) => nameOf(lock, it)))].toSorted());
  });
});

describe('the image, started as a user on a file system that can not be written to', { skip: whyNot() }, () => {
  it('answers whether it is ready, which version it is, and a first request; and ends when told to', async () => {
    const PORT = String(await freePort());
    const api = start('apps/api/src/main.ts', 'api', { PORT, RELEASE: '9.9.9', PUBLIC_URL: 'http://localhost' });
    const ask = (path: string) => fetch(`http://127.0.0.1:${PORT}${path}`, { headers: { accept: '*/*, text/html' } });
    await until(async () => (await ask('/readyz')).ok, api);
    assert.match(await (await ask('/version')).text(), /9\.9\.9/);
    assert.equal((await ask('/v1/currencies')).status, 200);
    assert.match(await (await ask('/')).text(), /Shared Payments/);
    assert.equal(userOf(api), USER);
    assert.equal(await api.stop(), 0, api.output());
  });

  it('starts the jobs by another command, and they end when told to', async () => {
    const jobs = start('apps/jobs/src/main.ts', 'jobs', { JOBS_TICK_MS: '100' });
    await until(async () => existsSync(join(scratch, 'jobs/shared-payments.db')), jobs);
    await wait(500);
    assert.equal(jobs.process.exitCode, null, jobs.output());
    assert.equal(await jobs.stop(), 0, jobs.output());
  });

  it('can write to its scratch folder and to nothing else', async () => {
    const target = join(folder, 'apps/api/src/main.ts');
    chmodSync(target, 0o666);
    writeFileSync(
      join(scratch, 'write.mjs'),
      `import { writeFileSync } from 'node:fs'; writeFileSync('${target}', '')`,
    );
    const writer = start('../write.mjs', 'writer', {});
    await until(async () => writer.process.exitCode !== null, writer);
    assert.match(writer.output(), /EROFS/);
  });
});

function start(program: string, name: string, environment: Readonly<Record<string, string>>): RunningImage {
  const own = join(scratch, name);
  mkdirSync(own);
  chownSync(own, USER, USER);
  const image = startImage({ folder, scratch: own, program, environment });
  running.push(image);
  return image;
}

async function until(holds: () => Promise<boolean>, image: RunningImage): Promise<void> {
  for (const startedMs = Date.now(); Date.now() - startedMs < READY_WITHIN_MS; await wait(100)) {
    if (await holds().catch(() => false)) return;
    if (image.process.exitCode !== null) break;
  }
  assert.fail(`It did not come up: ${image.output()}`);
}

function userOf({ process: child }: RunningImage): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  return Number(/^Uid:\s+(\d+)/m.exec(status)?.[1]);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function whyNot(): string | false {
  return process.platform === 'linux' && mayMount() ? false : 'this machine lets nobody have mounts of their own';
}
