import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

const platform = join(import.meta.dirname, '../..');
const source = readFileSync(join(import.meta.dirname, 'errors.ts'), 'utf8');
const codes = [...source.matchAll(/^ {2}\| '([a-z_]+)'/gm)].map((match) => match[1] ?? '');

describe('codes of the operator’s errors', () => {
  it('each have a heading in errors.md, and no heading is left over', () => {
    const page = readFileSync(join(platform, 'operations/errors.md'), 'utf8');
    const headings = [...page.matchAll(/^## ([a-z_]+)$/gm)].map((match) => match[1]);
    assert.ok(codes.length > 20);
    assert.deepEqual(headings, codes.toSorted());
  });

  it('are each thrown somewhere, or promised by a port for those who implement it', () => {
    const paths = globSync('*/src/**/*.ts', { cwd: platform }).filter((path) => !/(\.test|errors)\.ts$/.test(path));
    const text = paths.map((path) => readFileSync(join(platform, path), 'utf8')).join('\n');
    assert.deepEqual(
      codes.filter((code) => !text.includes(`'${code}'`) && !text.includes(`\`${code}\``)),
      [],
    );
  });
});
