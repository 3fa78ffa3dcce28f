import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** An answer as it goes over the wire. */
export interface AnswerForm {
  readonly body: string | Buffer;
  readonly lengthBytes: string;
  readonly etag: string;
  /** Type, tag, encoding and cache rules, as names and values in turn. */
  readonly headers: readonly string[];
}

// Below this the answer fits one packet either way.
const PACK_FROM_BYTES = 1_400;
const IS_GZIP_TAKEN = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/;

const pack = promisify(gzip);

/** The text as it is. `etag` stands in quotes. */
export function plainForm(text: string, etag: string, cacheControl: string, type: string): AnswerForm {
  const headers = ['etag', etag, 'cache-control', cacheControl, 'content-type', type, 'vary', 'accept-encoding'];
  return { body: text, lengthBytes: String(Buffer.byteLength(text)), etag, headers };
}

/** The same answer for whoever takes gzip: a page of bills is a tenth of itself. Other bytes have a tag of their own (RFC 9110, 8.8.3). */
export async function packedForm({ body, etag, headers }: AnswerForm): Promise<AnswerForm> {
  const bytes = await pack(body);
  const ownTag = `${etag.slice(0, -1)}.gzip"`;
  return {
    body: bytes,
    lengthBytes: String(bytes.length),
    etag: ownTag,
    headers: [...headers.map((part) => (part === etag ? ownTag : part)), 'content-encoding', 'gzip'],
  };
}

/** Whether `plain` should go packed to whoever sends this Accept-Encoding. */
export function isWantedPacked(plain: AnswerForm, acceptEncoding: string | string[] | undefined): boolean {
  return Number(plain.lengthBytes) >= PACK_FROM_BYTES && IS_GZIP_TAKEN.test(String(acceptEncoding ?? ''));
}
