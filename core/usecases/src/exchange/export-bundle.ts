import { hash } from 'node:crypto';
import {
  AppError,
  type Bundle,
  type BundleDocument,
  exportFileName,
  localDateAt,
  serialiseBundle,
} from '@shared-payments/domain';
import { type Attachment, fileKey } from '../attachments/attachment.ts';
import type { Group } from '../groups/group.ts';
import { groupPartition, openGroup } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { BUNDLED } from './bundle-collections.ts';
import type { ExportedFile } from './export-group.ts';

const FILE_BYTES_MAX = 100 * 1024 * 1024;

/** Everything of the group in one file, attachments included, that another server restores. Errors: `not_found`, `forbidden`, `too_large`. */
export async function exportBundle(
  services: Services,
  context: RequestContext,
  groupId: string,
): Promise<ExportedFile> {
  const { group } = await openGroup(services.store, context, groupId, 'run');
  const today = localDateAt(services.now(), group.timeZone);
  const text = serialiseBundle(await bundleOf(services, group), (content) => hash('sha256', content, 'hex'));
  return { fileName: exportFileName(group.name, today, 'bundle.json'), text };
}

/** Versions count edits on one server and users are people of one server: neither belongs into a bundle. */
async function bundleOf(services: Services, group: Group): Promise<Bundle> {
  const names = new Map(Object.entries(BUNDLED).map(([name, { name: stored }]) => [stored, name]));
  const collections: Record<string, BundleDocument[]> = Object.fromEntries(
    Object.keys(BUNDLED).map((name) => [name, []]),
  );
  for (const { collection, document } of await services.store.documentsOf(groupPartition(group.id))) {
    const name = names.get(collection);
    if (name !== undefined) collections[name]?.push(withoutVersion(document));
  }
  const files = await filesOf(services, group.id, (collections.attachments ?? []) as unknown as readonly Attachment[]);
  const members = group.members.map((member) => ({ ...withoutVersion(member), userId: null }));
  return {
    group: { ...withoutVersion(group), members } as unknown as Bundle['group'],
    collections: { ...collections, files },
  };
}

async function filesOf(
  services: Services,
  groupId: string,
  attachments: readonly Attachment[],
): Promise<readonly BundleDocument[]> {
  const total = attachments.reduce((sum, { byteCount }) => sum + byteCount, 0);
  if (total > FILE_BYTES_MAX)
    throw new AppError('too_large', 'The attachments are more than a bundle carries: download them one by one.');
  const digests = [...new Set(attachments.map(({ digest }) => digest))];
  return Promise.all(
    digests.map(async (digest) => ({
      id: digest,
      base64: Buffer.from(await services.files.read(fileKey(groupId, digest))).toString('base64'),
    })),
  );
}

function withoutVersion(document: object): BundleDocument {
  const { version: _countsEdits, ...rest } = document as { version?: number; id: string };
  return rest as BundleDocument;
}
