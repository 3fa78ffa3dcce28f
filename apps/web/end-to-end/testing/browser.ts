import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const SHELL = '/usr/bin/chromium-headless-shell';

const present = (paths: readonly string[]) => paths.find((path) => existsSync(path));
const whole = process.env.CHROMIUM ?? present(PLACES);

/** What a suite says in `skip`: false where there is a browser. */
export const withoutBrowser =
  whole === undefined ? 'no browser here: install chromium, or set CHROMIUM to its path' : false;

/** The browser as people have it, with an empty profile; it asks nobody but the page's own server. */
export function openBrowser(): Promise<Browser> {
  return launch(whole);
}

/**
 * The same engine without a browser around it, where it is installed: it costs half as much. It takes no pushes and updates no
 * installed app.
 */
export function openShell(): Promise<Browser> {
  return launch(process.env.CHROMIUM ?? present([SHELL]) ?? whole);
}

function launch(executablePath: string | undefined): Promise<Browser> {
  if (executablePath === undefined) throw new Error(String(withoutBrowser));
  return chromium.launch({
    executablePath,
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
