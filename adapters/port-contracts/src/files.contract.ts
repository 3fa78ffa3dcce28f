import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AppError } from '@shared-payments/domain';
import type { Files } from '@shared-payments/usecases';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (read: Uint8Array) => new TextDecoder().decode(read);
const isNotFound = (error: unknown) => error instanceof AppError && error.code === 'not_found';

/** What every adapter of files must do; `open` gives an empty one. */
export function filesContract(name: string, open: () => Promise<Files>): void {
  describe(`files contract: ${name}`, () => {
    it('gives back the bytes that were written, the newest ones when written twice', async () => {
      const files = await open();
      await files.write('group/one', bytes('first'));
      await files.write('group/one', bytes('second'));
      assert.equal(text(await files.read('group/one')), 'second');
    });

    it('says not_found for what was never written or was removed, and removing twice is no error', async () => {
      const files = await open();
      await assert.rejects(files.read('group/none'), isNotFound);
      await files.write('group/one', bytes('x'));
      await files.remove('group/one');
      await files.remove('group/one');
      await assert.rejects(files.read('group/one'), isNotFound);
    });

    it('keeps its own copy of the bytes', async () => {
      const files = await open();
      const mine = bytes('mine');
      await files.write('copy', mine);
      mine.fill(0);
      assert.equal(text(await files.read('copy')), 'mine');
    });

    it('lists keys by prefix in order, page by page', async () => {
      const files = await open();
      for (const key of ['b/2', 'a/1', 'b/1', 'b/3']) await files.write(key, bytes(key));
      assert.deepEqual(await files.list('b/', '', 2), ['b/1', 'b/2']);
      assert.deepEqual(await files.list('b/', 'b/2', 2), ['b/3']);
      assert.deepEqual(await files.list('none/', '', 2), []);
    });
  });
}
