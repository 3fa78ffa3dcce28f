const NOT_PLAIN = /[^\x20-\x7e]|["\\%]/g;

/** `attachment` with the name twice: plain ASCII for old clients, and percent-encoded UTF-8 (RFC 6266, RFC 8187). */
export function contentDisposition(fileName: string): string {
  const encoded = encodeURIComponent(fileName.toWellFormed()).replace(/['()*]/g, percent);
  return `attachment; filename="${fileName.replace(NOT_PLAIN, '_')}"; filename*=UTF-8''${encoded}`;
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
