/**
 * How a group's page looked when it was last open: its markup, which the service worker puts into the document at the next start, so
 * that a phone shows it while it still reads the scripts. React then draws the page itself in the same place.
 */
export interface Look {
  readonly markup: string;
  /** The style file it was made for: another release has other names in it. */
  readonly style: string;
  /** Language, direction and colours, as attributes of the document's element. */
  readonly attributes: string;
}

const CACHE = 'looks';
const LOOKS_MAX = 10;
const STYLE_HEADER = 'x-look-style';
const ATTRIBUTES_HEADER = 'x-look-attributes';

const PLACE = /<!--look-->.*<!--\/look-->/s;
const ELEMENT = /<html [^>]*>/;
const STYLE = /<link rel="stylesheet"[^>]* href="([^"]+)"[^>]*>/;

/** `address` is path and query, as it will be opened. Never rejects: it is only there to be quick. */
export async function keepLook(address: string, { markup, style, attributes }: Look): Promise<void> {
  if (typeof caches === 'undefined') return;
  try {
    const cache = await caches.open(CACHE);
    const headers = { [STYLE_HEADER]: style, [ATTRIBUTES_HEADER]: attributes };
    await cache.delete(address);
    await cache.put(address, new Response(markup, { headers }));
    const addresses = await cache.keys();
    for (const old of addresses.slice(0, Math.max(0, addresses.length - LOOKS_MAX))) await cache.delete(old);
  } catch {
    // A full disk, or a browser that keeps nothing.
  }
}

export async function readLook(address: string): Promise<Look | undefined> {
  const kept = await caches.match(address, { cacheName: CACHE });
  if (kept === undefined) return undefined;
  const { headers } = kept;
  return {
    markup: await kept.text(),
    style: headers.get(STYLE_HEADER) ?? '',
    attributes: headers.get(ATTRIBUTES_HEADER) ?? '',
  };
}

/** Nothing of who was here stays for the next one at this screen. */
export async function forgetLooks(): Promise<void> {
  if (typeof caches !== 'undefined') await caches.delete(CACHE);
}

/** The built `document` with `look` in the place of the first screen; as it is where the look is of another release. */
export function withLook(document: string, { markup, style, attributes }: Look): string {
  const link = STYLE.exec(document);
  if (link === null || link[1] !== style) return document;
  // Functions, as a `$` in somebody's words means nothing here. The style comes first: this is not painted without it.
  return document
    .replace(link[0], '')
    .replace('</head>', () => `${link[0]}</head>`)
    .replace(ELEMENT, () => `<html ${attributes}>`)
    .replace(PLACE, () => markup);
}
