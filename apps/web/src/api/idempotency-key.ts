import type { WriteRequest } from './request.ts';

/** A key that no other request has. Not `randomUUID`: browsers keep that one to secure pages, and a flat's server may have none. */
export function newIdempotencyKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Gives the same key for the same request until `done`: a form that is sent again because the answer was lost happens once,
 * and one that was changed in between is another request.
 */
export function createKeyring(newKey: () => string = newIdempotencyKey) {
  let held: { readonly text: string; readonly key: string } | undefined;
  return {
    keyFor(request: WriteRequest): string {
      const text = textOf(request);
      if (held?.text !== text) held = { text, key: newKey() };
      return held.key;
    },
    done(): void {
      held = undefined;
    },
  };
}

function textOf({ method, path, body, ifVersion }: WriteRequest): string {
  const content = body instanceof Blob ? `${body.type} ${body.size}` : body;
  return JSON.stringify([method, path, content, ifVersion]);
}
