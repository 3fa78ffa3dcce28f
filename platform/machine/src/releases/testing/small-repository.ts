import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A git repository of a product of a few lines, with one package installed, for tests of building. */
export interface SmallRepository {
  readonly directory: string;
  /** Writes files and commits them; gives the commit. */
  commit(files: Readonly<Record<string, string>>): string;
}

const lock = {
  lockfileVersion: 3,
  packages: {
    '': { name: 'small', version: '1.0.0', workspaces: ['apps/*'] },
    'apps/api': { name: '@small/api', version: '1.0.0', dependencies: { kept: '1.0.0' } },
    'apps/jobs': { name: '@small/jobs', version: '1.0.0', dependencies: { '@small/api': '1.0.0' } },
    'node_modules/@small/api': { resolved: 'apps/api', link: true },
    'node_modules/@small/jobs': { resolved: 'apps/jobs', link: true },
    'node_modules/kept': { version: '1.0.0', integrity: 'sha512-kept' },
    'node_modules/only-for-tests': { version: '1.0.0', integrity: 'sha512-only', dev: true },
  },
};

const declaration = {
  processes: { api: 'apps/api/main.mjs', jobs: 'apps/jobs/main.mjs' },
  migrate: 'apps/jobs/migrate.mjs',
  migrations: 'migrations',
  runs: ['apps/api', 'apps/jobs'],
  packages: [],
  requiredSettings: ['DATABASE_PATH'],
};

/** Keeps what was applied in a file of the data, as the product keeps it in its database. */
const migrate = `
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
const [what, id, fence] = process.argv.slice(2);
const path = process.env.DATA_DIR + '/applied.json';
const { applied, newest } = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : { applied: [], newest: 0 };
if (id === '0009-broken') throw new Error('this one cannot be applied');
if (what === 'applied') console.log(JSON.stringify(applied));
else if (Number(fence) < newest) console.log(JSON.stringify({ outcome: 'fenced_off', newest }));
else {
  mkdirSync(process.env.DATA_DIR, { recursive: true });
  writeFileSync(path, JSON.stringify({ applied: [...new Set([...applied, id])], newest: Number(fence) }));
  console.log(JSON.stringify({ outcome: applied.includes(id) ? 'already' : 'applied' }));
}
`;

const committed = {
  '.gitignore': 'node_modules/\n',
  'package.json': JSON.stringify({ name: 'small', version: '1.0.0', workspaces: ['apps/*'] }),
  'package-lock.json': JSON.stringify(lock),
  'release.json': JSON.stringify(declaration),
  'apps/api/package.json': JSON.stringify({ name: '@small/api', version: '1.0.0' }),
  'apps/api/main.mjs': "import 'kept';\n",
  'apps/jobs/package.json': JSON.stringify({ name: '@small/jobs', version: '1.0.0' }),
  'apps/jobs/main.mjs': "import '@small/api/main.mjs';\n",
  'apps/jobs/migrate.mjs': migrate,
  'migrations/0001-first.expand.sql': 'CREATE TABLE one (id INTEGER);\n',
};

const installed = {
  'node_modules/.package-lock.json': JSON.stringify({ packages: lock.packages }),
  'node_modules/kept/package.json': JSON.stringify({ name: 'kept', version: '1.0.0', main: 'index.js' }),
  'node_modules/kept/index.js': "console.log('kept');\n",
  'node_modules/only-for-tests/package.json': JSON.stringify({ name: 'only-for-tests', version: '1.0.0' }),
};

export function smallRepository(directory: string): SmallRepository {
  const git = (...words: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=ana', '-c', 'user.email=ana@example.test', ...words], {
      cwd: directory,
      encoding: 'utf8',
    });
  const write = (files: Readonly<Record<string, string>>) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), text);
    }
  };
  write({ ...committed, ...installed });
  git('init', '--quiet', '--initial-branch=main');
  const commit = (files: Readonly<Record<string, string>>) => {
    write(files);
    git('add', '--all');
    git('commit', '--quiet', '--allow-empty', '--message', 'a change');
    return git('rev-parse', 'HEAD').trim();
  };
  commit({});
  return { directory, commit };
}
