import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const found = process.env.CHROMIUM ?? PLACES.find((path) => existsSync(path));

/** What a suite says in `skip`: false where there is a browser. */
export const withoutBrowser =
  found === undefined ? 'no browser here: install chromium, or set CHROMIUM to its path' : false;

/** A browser with an empty profile that asks nobody but the page's own server. */
export function openBrowser(): Promise<Browser> {
  if (found === undefined) throw new Error(String(withoutBrowser));
  return chromium.launch({
    executablePath: found,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
