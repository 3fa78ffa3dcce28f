import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';

const WOFF_SIGNATURE = 0x774f4646;
const WOFF_HEADER_BYTES = 44;
const WOFF_ENTRY_BYTES = 20;
const HEADER_BYTES = 12;
const ENTRY_BYTES = 16;
const ALIGNED = 4;

interface Table {
  readonly tag: Buffer;
  readonly checksum: number;
  readonly content: Buffer;
}

/**
 * A WOFF file (W3C, version 1) as the TrueType font that is packed in it. The library unpacks a table anew for every glyph it
 * looks at: a page of Japanese would take seconds.
 */
export function unpackedFont(path: string): Buffer {
  const woff = readFileSync(path);
  if (woff.readUInt32BE(0) !== WOFF_SIGNATURE) throw new Error(`${path} is no WOFF file.`);
  const count = woff.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, index) =>
    tableOf(woff, WOFF_HEADER_BYTES + index * WOFF_ENTRY_BYTES),
  );
  const size =
    HEADER_BYTES + count * ENTRY_BYTES + tables.reduce((sum, { content }) => sum + aligned(content.length), 0);
  const font = Buffer.alloc(size);
  woff.copy(font, 0, 4, 8);
  font.writeUInt16BE(count, 4);
  let at = HEADER_BYTES + count * ENTRY_BYTES;
  for (const [index, { tag, checksum, content }] of tables.entries()) {
    const entry = HEADER_BYTES + index * ENTRY_BYTES;
    tag.copy(font, entry);
    font.writeUInt32BE(checksum, entry + 4);
    font.writeUInt32BE(at, entry + 8);
    font.writeUInt32BE(content.length, entry + 12);
    content.copy(font, at);
    at += aligned(content.length);
  }
  return font;
}

function tableOf(woff: Buffer, entry: number): Table {
  const [offset, packedLength, length, checksum] = [4, 8, 12, 16].map((field) => woff.readUInt32BE(entry + field));
  const packed = woff.subarray(offset, (offset ?? 0) + (packedLength ?? 0));
  // A table that packing would not make smaller stands as it is.
  const content = packedLength === length ? packed : inflateSync(packed);
  return { tag: woff.subarray(entry, entry + 4), checksum: checksum ?? 0, content };
}

const aligned = (length: number): number => Math.ceil(length / ALIGNED) * ALIGNED;
