import { hash } from 'node:crypto';
import {
  AppError,
  assertTimeZone,
  type Balances,
  type Bundle,
  differences,
  exponentOf,
  parseBundle,
} from '@shared-payments/domain';
import { ATTACHMENT_BYTES_MAX, fileKey, mediaTypeOf } from '../attachments/attachment.ts';
import { runCommand } from '../command/run-command.ts';
import { put } from '../command/writes.ts';
import { type Group, groups } from '../groups/group.ts';
import { groupPartition } from '../groups/rights.ts';
import type { Entry } from '../ledger/collections.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import type { Write } from '../ports/store.ts';
import { contentHash } from '../statements/canonical-json.ts';
import type { Collection, StoredDocument } from '../store/collection.ts';
import { BUNDLED } from './bundle-collections.ts';
import { recountBalances } from './recount-balances.ts';

const DOCUMENTS_PER_COMMIT = 500;

/** Why a document cannot stand in a collection ('group' for the group itself), or undefined. */
export type DocumentCheck = (collection: string, document: unknown) => string | undefined;

/**
 * Restores a group from its bundle, with the ids it had; whoever restores it becomes its primary payer. The group appears
 * with the last piece, so an interrupted restore is finished by restoring again. Errors: `import_refused`, `conflict` when it is here,
 * `unknown_currency` and `invalid_input` for a currency or time zone nobody knows.
 */
export async function importBundle(
  services: Services,
  context: RequestContext,
  input: { readonly text: string },
  problemOf: DocumentCheck = () => undefined,
): Promise<Group> {
  const bundle = parseBundle(input.text, (content) => hash('sha256', content, 'hex'));
  const group = groupFrom(bundle, context);
  requireShape(problemOf('group', group), 'group');
  requireBalanced(bundle, group.id);
  const writes = Object.entries(BUNDLED).flatMap(([name, collection]) => writesOf(bundle, name, collection, problemOf));
  requireFrozen(bundle);
  await writeFiles(services, group.id, bundle);
  const partition = groupPartition(group.id);
  const pieces = inPieces(writes);
  const { idempotencyKey: _ofTheLastPiece, ...once } = context;
  for (const piece of pieces) {
    await runCommand(
      services,
      once,
      { partition, verb: 'exchange/import-bundle-piece', input: null },
      async (reader) => {
        requireAbsent(await reader.get(groups, partition, group.id));
        const missing: Write[] = [];
        for (const write of piece) {
          const there = await reader.get(write.collection as Collection<StoredDocument>, partition, write.id);
          if (!there) missing.push(write);
        }
        return { writes: missing, answer: null };
      },
    );
  }
  const request = { partition, verb: 'exchange/import-bundle', input: hash('sha256', input.text, 'hex') };
  return runCommand(services, context, request, async (reader) => {
    requireAbsent(await reader.get(groups, partition, group.id));
    return { writes: [put(groups, group)], answer: group };
  });
}

function requireAbsent(group: Group | undefined): void {
  if (group) throw new AppError('conflict', 'This group is on this server already: nothing was changed.');
}

function groupFrom(bundle: Bundle, context: RequestContext): Group {
  const group = bundle.group as unknown as Group;
  const isWhole =
    typeof group.id === 'string' &&
    /^[A-Za-z0-9_-]{1,64}$/.test(group.id) &&
    typeof group.name === 'string' &&
    typeof group.currency === 'string' &&
    typeof group.timeZone === 'string' &&
    Array.isArray(group.members) &&
    group.members.every(
      (member) =>
        typeof member?.id === 'string' && typeof member?.name === 'string' && typeof member?.role === 'string',
    );
  if (!isWhole) throw refused('json_wrong_shape', 'The group of the bundle is not whole.');
  exponentOf(group.currency);
  assertTimeZone(group.timeZone);
  const primary = group.members.find((member) => member.role === 'primary' && member.leftAt === null);
  if (!primary) throw refused('json_wrong_shape', 'The group of the bundle has no primary payer.');
  const members = group.members.map((member) => ({
    ...member,
    version: 1,
    userId: member === primary ? context.userId : null,
  }));
  return { ...group, version: 1, members };
}

/** The bundle's balances must be what its entries sum to: a file that was changed by hand is refused whole. */
function requireBalanced(bundle: Bundle, groupId: string): void {
  const sums = recountBalances((bundle.collections.entries ?? []) as unknown as readonly Entry[]);
  const stored = (bundle.collections.balances?.find(({ id }) => id === groupId)?.balances ?? {}) as Balances;
  const [first] = sums === undefined ? ['an entry does not balance'] : differences(stored, sums);
  if (first !== undefined)
    throw refused('balances_differ', `The balances of the bundle are not what its entries sum to: ${first}.`);
}

/** A statement that is not what was frozen would be refused to whoever opens it: better now than then. */
function requireFrozen(bundle: Bundle): void {
  for (const { id, content = null, sha256 } of bundle.collections.statements ?? []) {
    if (contentHash(content) !== sha256)
      throw refused('digest_mismatch', `The statement ${id} of the bundle is not what was frozen.`);
  }
}

async function writeFiles(services: Services, groupId: string, bundle: Bundle): Promise<void> {
  for (const file of bundle.collections.files ?? []) {
    const bytes = Buffer.from(String(file.base64), 'base64');
    if (bytes.length > ATTACHMENT_BYTES_MAX || hash('sha256', bytes, 'base64url') !== file.id) {
      throw refused('digest_mismatch', 'An attachment of the bundle is not what it was.');
    }
    mediaTypeOf(bytes);
    await services.files.write(fileKey(groupId, file.id), bytes);
  }
}

function writesOf(
  bundle: Bundle,
  name: string,
  collection: Collection<never>,
  problemOf: DocumentCheck,
): readonly Write[] {
  return (bundle.collections[name] ?? []).map((content) => {
    const document = { ...content, version: 1 };
    requireShape(problemOf(name, document) ?? keysProblem(collection, document), name);
    return { collection, id: document.id, version: 1, document };
  });
}

/** What cannot be found by its keys is not what its collection holds. */
function keysProblem(collection: Collection<never>, document: StoredDocument): string | undefined {
  try {
    collection.keys(document as never);
    collection.globalKeys(document as never);
    return undefined;
  } catch {
    return 'something it is found by is missing';
  }
}

function requireShape(problem: string | undefined, collection: string): void {
  if (problem === undefined) return;
  throw refused('json_wrong_shape', `A document of '${collection}' is not what it should be: ${problem}.`);
}

function inPieces(writes: readonly Write[]): readonly (readonly Write[])[] {
  const count = Math.ceil(writes.length / DOCUMENTS_PER_COMMIT);
  return Array.from({ length: count }, (_, index) =>
    writes.slice(index * DOCUMENTS_PER_COMMIT, (index + 1) * DOCUMENTS_PER_COMMIT),
  );
}

function refused(reason: string, message: string): AppError {
  return new AppError('import_refused', message, { reason });
}
