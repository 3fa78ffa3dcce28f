import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { filesContract } from '@shared-payments/port-contracts';
import { createDiskFiles } from './files.ts';

const folder = mkdtempSync(join(tmpdir(), 'shared-payments-files-'));
after(() => rmSync(folder, { recursive: true }));

filesContract('disk', async () => createDiskFiles(mkdtempSync(join(folder, 'root-'))));

it('never leaves its root: a key that climbs or is absolute is refused', async () => {
  const files = createDiskFiles(join(folder, 'closed'));
  for (const key of ['../x', 'a/../../x', '/etc/passwd', 'a//b', '', 'a.b', 'a\0b', 'x'.repeat(201)]) {
    await assert.rejects(files.write(key, new Uint8Array()), { code: 'invalid_input' }, key);
    await assert.rejects(files.read(key), { code: 'invalid_input' }, key);
  }
});
