import { attachments, fileKey } from '../attachments/attachment.ts';
import { everyDocument } from '../balances/every-document.ts';
import { groupPartition } from '../groups/rights.ts';
import type { Services } from '../ports/services.ts';
import { PRINTED } from '../receipts/keep-print.ts';

const PAGE_FILES = 500;
const FILES_PER_RUN_MAX = 20_000;

/**
 * Removes files no attachment names, printed statements and receipts apart. A file is written before the commit that names it, so only those go that were unnamed
 * in the run before as well: `suspects` is what that run answered. Answers the suspects for the next run.
 */
export async function removeUnnamedFiles(
  services: Services,
  suspects: ReadonlySet<string>,
): Promise<{ readonly suspects: ReadonlySet<string>; readonly removedCount: number }> {
  const next = new Set<string>();
  const namedIn = new Map<string, ReadonlySet<string>>();
  let removedCount = 0;
  let after = '';
  for (let seen = 0; seen < FILES_PER_RUN_MAX; ) {
    const page = await services.files.list('', after, PAGE_FILES);
    for (const key of page) {
      if (key.startsWith(PRINTED)) continue;
      const groupId = key.split('/')[0] ?? '';
      const named = namedIn.get(groupId) ?? (await namedFiles(services, groupId));
      namedIn.set(groupId, named);
      if (named.has(key)) continue;
      if (suspects.has(key)) {
        await services.files.remove(key);
        removedCount += 1;
      } else next.add(key);
    }
    seen += page.length;
    after = page.at(-1) ?? after;
    if (page.length < PAGE_FILES) break;
  }
  return { suspects: next, removedCount };
}

async function namedFiles(services: Services, groupId: string): Promise<ReadonlySet<string>> {
  const named = new Set<string>();
  for await (const { digest } of everyDocument(services.store, attachments, groupPartition(groupId), 'byBill')) {
    named.add(fileKey(groupId, digest));
  }
  return named;
}
