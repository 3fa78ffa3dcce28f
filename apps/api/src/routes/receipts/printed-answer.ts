import { hash } from 'node:crypto';

interface PrintedFile {
  readonly bytes: Uint8Array;
  readonly fileName: string;
}

/** A PDF as a download; Repr-Digest (RFC 9530) is of the file itself, the hash of its content stands in it. */
export function printedAnswer({ bytes, fileName }: PrintedFile) {
  const digest = hash('sha256', bytes, 'base64');
  return { raw: { bytes, type: 'application/pdf', fileName }, headers: { 'repr-digest': `sha-256=:${digest}:` } };
}
