import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { isCode, repositoryFiles, root, textOf } from './repository.ts';

const BANNED_FOLDERS = /(^|\/)(utils?|common|libs?|helpers?|misc|shared)(\/|$)/;
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*\.tsx?$/;
const ROUTE_FILES = /^apps\/web\/src\/routes\//;

const files = repositoryFiles();

describe('layout', () => {
  it('has no folder whose name says nothing', () => {
    assert.deepEqual(
      files.filter((path) => BANNED_FOLDERS.test(dirname(path))),
      [],
    );
  });

  it('names code files in kebab-case', () => {
    assert.deepEqual(
      files.filter((path) => isCode(path) && !ROUTE_FILES.test(path) && !KEBAB.test(basename(path))),
      [],
    );
  });

  it('keeps index files to the one entry of a package, which only re-exports', () => {
    const indexes = files.filter((path) => /^index\.tsx?$/.test(basename(path)));
    assert.deepEqual(
      indexes.filter((path) => !/^[^/]+\/[^/]+\/src\/index\.ts$/.test(path)),
      [],
    );
    const withCode = indexes.filter((path) => /^\s*(export )?(const|function|class|let)\b/m.test(textOf(path)));
    assert.deepEqual(withCode, []);
  });

  it('reads the environment only where settings are read', () => {
    const readers = files.filter(
      (path) => /^(core|adapters|apps|platform)\/.*\.tsx?$/.test(path) && /process\.env\b/.test(textOf(path)),
    );
    const may = /(\/main\.ts|\/config\.ts|\.test\.ts|\/testing\/[^/]+\.ts)$/;
    assert.deepEqual(
      readers.filter((path) => !may.test(path)),
      [],
    );
  });

  it('says of every package it depends on what it is for', () => {
    const said = textOf('docs/decisions/dependencies.md').split(/[\s,()]+/);
    const manifests = files.filter((path) => basename(path) === 'package.json').map((path) => JSON.parse(textOf(path)));
    const named = manifests.flatMap(({ dependencies, devDependencies }) =>
      Object.keys({ ...dependencies, ...devDependencies }),
    );
    const isOurs = (name: string) => name.startsWith('@shared-payments/') || name.startsWith('@types/');
    assert.ok(named.length > 50);
    assert.deepEqual(
      [...new Set(named)].filter((name) => !isOurs(name) && !said.includes(name)),
      [],
    );
  });

  it('cites only paths that exist', () => {
    const wrong: string[] = [];
    for (const path of files.filter((path) => path.endsWith('.md'))) {
      for (const match of textOf(path).matchAll(
        /`((?:apps|core|adapters|platform|docs|test|bench)\/[\w./-]+)`|\]\(((?!https?:|#|mailto:)[^)#]+)[^)]*\)/g,
      )) {
        const cited = match[1] ?? match[2] ?? '';
        const from = match[1] ? root : join(root, dirname(path));
        if (!existsSync(join(from, cited))) wrong.push(`${path}: ${cited}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  it('carries no path of a machine and no address of a package registry', () => {
    const banned = [root, `${homedir()}/`, 'registry.npmjs', 'localhost:4873'].filter((text) => text.length > 3);
    const wrong = files.filter((path) => {
      if (/\.(png|ico|woff2|webp|jpg)$/.test(path) || path === 'package-lock.json' || path.startsWith('test/tidy/'))
        return false;
      const text = textOf(path);
      return banned.some((word) => text.includes(word));
    });
    assert.deepEqual(wrong, []);
  });
});
