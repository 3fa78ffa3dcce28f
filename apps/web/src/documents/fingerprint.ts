/** Whether this browser can compute SHA-256: pages of secure addresses can. */
export function canFingerprint(): boolean {
  return globalThis.crypto?.subtle !== undefined;
}

/**
 * SHA-256 in hex of a document's canonical JSON (RFC 8785): the fingerprint that stands on its PDF, recomputed from what is on
 * the screen. Documents hold texts, whole numbers, booleans, null, lists and objects; nothing else is canonical here.
 */
export async function fingerprintOf(content: unknown): Promise<string> {
  const bytes = new TextEncoder().encode(canonical(content));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  // By UTF-16 code units, as the RFC wants it and as `<` compares.
  const names = Object.keys(value).toSorted((a, b) => (a < b ? -1 : 1));
  const member = (name: string) => `${JSON.stringify(name)}:${canonical((value as Record<string, unknown>)[name])}`;
  return `{${names.map(member).join(',')}}`;
}
