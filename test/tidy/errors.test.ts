import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isCode, repositoryFiles, textOf } from './repository.ts';

const codes = [...textOf('core/domain/src/errors.ts').matchAll(/\| '([a-z_]+)'/g)].map((match) => match[1] ?? '');
const headings = [...textOf('docs/errors.md').matchAll(/^## ([a-z_]+)$/gm)].map((match) => match[1] ?? '');

describe('error codes', () => {
  it('each have a heading in docs/errors.md, and no heading is left over', () => {
    assert.ok(codes.length > 10);
    assert.deepEqual(headings.toSorted(), [...codes, 'internal'].toSorted());
  });

  it('are all thrown somewhere', () => {
    const product = repositoryFiles().filter(
      (path) => isCode(path) && /^(core|adapters|apps)\//.test(path) && !/\.test\.ts$/.test(path),
    );
    const text = product
      .filter((path) => !/errors\.ts$|problem\.ts$/.test(path))
      .map(textOf)
      .join('\n');
    const problem = textOf('apps/api/src/http/problem.ts');
    assert.deepEqual(
      codes.filter((code) => !text.includes(`'${code}'`) && !problem.includes(`AppError('${code}'`)),
      [],
    );
  });
});
