import { AppError } from '../../errors.ts';
import { readJsonDocument } from '../reading/json-document.ts';
import { isJsonRecord, type JsonRecord } from '../reading/json-fields.ts';
import { refuseImport } from '../refuse-import.ts';
import { serialiseStably } from './bundle-text.ts';

export const BUNDLE_FORMAT = 'shared-payments-bundle';
export const BUNDLE_VERSION = 1;
export const MAX_BUNDLE_CHARACTERS = 256 * 1024 * 1024;
export const MAX_BUNDLE_DOCUMENTS = 1_000_000;
export const MAX_BUNDLE_COLLECTIONS = 50;

/** A document of a collection: plain JSON with an id that no other of its collection has. */
export type BundleDocument = JsonRecord & { readonly id: string };

/** Everything of one group: its own document, and per collection ('members', 'bills', 'readings'...) all of theirs. */
export interface Bundle {
  readonly group: JsonRecord;
  readonly collections: Readonly<Record<string, readonly BundleDocument[]>>;
}

/** SHA-256 of the UTF-8 bytes, in lower-case hex. The domain has no hash of its own. */
export type Sha256Of = (text: string) => string;

const RESERVED = new Set(['format', 'version', 'sha256', 'group']);
const COLLECTION_NAME = /^[a-z][A-Za-z]{0,39}$/;

/**
 * The bundle as text, the same bytes for the same content: keys and documents in order, one document per line. `sha256` is
 * of this text with an empty `sha256`. Throws `invalid_input` for a name or a value that can't be carried.
 */
export function serialiseBundle(bundle: Bundle, sha256Of: Sha256Of): string {
  const odd = Object.keys(bundle.collections).find((name) => RESERVED.has(name) || !COLLECTION_NAME.test(name));
  if (odd !== undefined) throw new AppError('invalid_input', 'A collection cannot have this name.', { name: odd });
  return write(bundle, sha256Of(write(bundle, '')));
}

/**
 * Checks shape, limits and, given `sha256Of`, the digest. Throws `import_refused` with reason, and line where there is one;
 * nothing else whatever the text.
 */
export function parseBundle(text: string, sha256Of?: Sha256Of): Bundle {
  if (text.length > MAX_BUNDLE_CHARACTERS) {
    const message = `A bundle may have at most ${MAX_BUNDLE_CHARACTERS} characters.`;
    refuseImport('file_too_large', message, undefined, { limit: MAX_BUNDLE_CHARACTERS });
  }
  if (text.trim() === '') refuseImport('file_empty', 'The file is empty.');
  const document = readJsonDocument(text, MAX_BUNDLE_CHARACTERS);
  const root = document.value;
  if (!isJsonRecord(root) || root.format !== BUNDLE_FORMAT) {
    return refuseImport('format_not_recognised', `The file is no bundle: its format is not '${BUNDLE_FORMAT}'.`, 1);
  }
  if (root.version !== BUNDLE_VERSION) {
    const message = `Only version ${BUNDLE_VERSION} of a bundle can be read. Update Shared Payments.`;
    refuseImport('version_not_supported', message, 1, { supported: BUNDLE_VERSION });
  }
  const bundle = { group: readGroup(root), collections: readCollections(root, document.lineOf) };
  const content = writeOrRefuse(bundle);
  if (sha256Of !== undefined && sha256Of(content) !== root.sha256) {
    refuseImport('digest_mismatch', 'The content does not match its SHA-256: the file was changed or cut off.', 1);
  }
  return bundle;
}

function write(bundle: Bundle, sha256: string): string {
  const head = [
    `"format":${JSON.stringify(BUNDLE_FORMAT)}`,
    `"version":${BUNDLE_VERSION}`,
    `"sha256":${JSON.stringify(sha256)}`,
    `"group":${serialiseStably(bundle.group)}`,
  ];
  const names = Object.keys(bundle.collections).sort();
  const lists = names.map((name) => {
    const documents = [...(bundle.collections[name] ?? [])].sort((left, right) => (left.id < right.id ? -1 : 1));
    const lines = documents.map(serialiseStably).join(',\n');
    return `${JSON.stringify(name)}:[${lines === '' ? '' : `\n${lines}\n`}]`;
  });
  return `{\n${[...head, ...lists].join(',\n')}\n}\n`;
}

function readGroup(root: JsonRecord): JsonRecord {
  const group = root.group;
  return isJsonRecord(group) ? group : refuseShape("'group' is not an object.", 'group', 1);
}

function readCollections(
  root: JsonRecord,
  lineOf: (key: string, index: number) => number,
): Readonly<Record<string, readonly BundleDocument[]>> {
  const names = Object.keys(root).filter((key) => !RESERVED.has(key));
  if (names.length > MAX_BUNDLE_COLLECTIONS) refuseShape('The bundle has too many collections.', '', 1);
  let documents = 0;
  const collections = names.map((name) => {
    const list = root[name];
    if (!COLLECTION_NAME.test(name) || !Array.isArray(list)) return refuseShape('A collection is not a list.', name, 1);
    documents += list.length;
    if (documents > MAX_BUNDLE_DOCUMENTS) {
      const message = `A bundle may have at most ${MAX_BUNDLE_DOCUMENTS} documents.`;
      refuseImport('too_many_rows', message, undefined, { limit: MAX_BUNDLE_DOCUMENTS });
    }
    return [name, readDocuments(name, list, lineOf)] as const;
  });
  return Object.fromEntries(collections);
}

function readDocuments(
  name: string,
  list: readonly unknown[],
  lineOf: (key: string, index: number) => number,
): readonly BundleDocument[] {
  const ids = new Set<string>();
  return list.map((value, index) => {
    const line = lineOf(name, index);
    if (!isBundleDocument(value)) return refuseShape('A document is not an object with an id.', name, line);
    if (ids.has(value.id)) refuseImport('record_repeated', 'Two documents have the same id.', line, { field: name });
    ids.add(value.id);
    return value;
  });
}

function isBundleDocument(value: unknown): value is BundleDocument {
  return isJsonRecord(value) && typeof value.id === 'string' && value.id !== '';
}

// What can't be written again (nested too deeply, a number beyond double) is refused while it is still a foreign file.
function writeOrRefuse(bundle: Bundle): string {
  try {
    return write(bundle, '');
  } catch (error) {
    if (error instanceof AppError) return refuseShape(error.message, '', 1);
    throw error;
  }
}

function refuseShape(message: string, field: string, line: number): never {
  return refuseImport('json_wrong_shape', message, line, { field: field.slice(0, 40) });
}
