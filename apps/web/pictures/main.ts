import { mkdirSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { openBrowser, withoutBrowser } from '../end-to-end/testing/browser.ts';
import { makePaymentsAndMore } from '../end-to-end/testing/payments.ts';
import { ANA, startProduct } from '../end-to-end/testing/product.ts';
import { drawn } from '../end-to-end/testing/watch-page.ts';

// Makes the pictures that the README shows, from the demonstration: run it again when the app looks otherwise.

interface Picture {
  readonly name: string;
  /** `:group` stands for the demonstration's, `:transfer` and `:month` for what is made in it below. */
  readonly path: string;
  readonly colorScheme: 'light' | 'dark';
  readonly size: { readonly width: number; readonly height: number };
}

const ROOT = resolve(import.meta.dirname, '../../..');
const FOLDER = join(ROOT, 'docs/pictures');
const BYTES_MAX = 150_000;
const DESK = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 780 };
const PICTURES: readonly Picture[] = [
  { name: 'overview', path: '/groups/:group', colorScheme: 'light', size: DESK },
  { name: 'overview-dark', path: '/groups/:group', colorScheme: 'dark', size: PHONE },
  { name: 'bills', path: '/groups/:group/bills', colorScheme: 'light', size: PHONE },
  { name: 'new-bill', path: '/groups/:group/bills/new', colorScheme: 'light', size: PHONE },
  { name: 'settle', path: '/groups/:group/settle', colorScheme: 'light', size: DESK },
  { name: 'meters', path: '/groups/:group/meters', colorScheme: 'dark', size: DESK },
  { name: 'pay-by-bank', path: '/groups/:group/payments/:transfer', colorScheme: 'light', size: PHONE },
  { name: 'closed-month', path: '/groups/:group/closings/:month', colorScheme: 'light', size: DESK },
];

let paying: Promise<Made> | undefined;

if (withoutBrowser) {
  console.error(`Error: ${withoutBrowser}`);
  process.exit(2);
}
mkdirSync(FOLDER, { recursive: true });
const browser = await openBrowser();
const product = await startProduct();
try {
  for (const picture of PICTURES) await take(browser, product.url, picture);
} finally {
  await browser.close();
  await product.stop();
}

async function take(from: Browser, url: string, { name, path, colorScheme, size }: Picture): Promise<void> {
  const look = {
    viewport: size,
    colorScheme,
    locale: 'en-GB',
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
  } as const;
  const context = await from.newContext(look);
  const group = await signIn(context, url);
  const made = /:(transfer|month)/.test(path) ? await makePayment(context, `${url}/v1/groups/${group}`) : undefined;
  const page = await context.newPage();
  const places: Readonly<Record<string, string>> = { group, ...made };
  await page.goto(url + path.replace(/:(\w+)/g, (_, place: string) => places[place] ?? ''), {
    waitUntil: 'networkidle',
  });
  await drawn(page);
  if (name === 'new-bill') {
    await page.getByLabel('What was it for?').fill('Dinner');
    await page.getByLabel('Amount in EUR').fill('100');
    await page.getByText('The odd', { exact: false }).first().waitFor();
  }
  const file = join(FOLDER, `${name}.png`);
  await page.screenshot({ path: file });
  await context.close();
  const { size: bytes } = statSync(file);
  console.log(`${relative(ROOT, file)}  ${Math.round(bytes / 1_000)} kB`);
  if (bytes > BYTES_MAX) throw new Error(`${name}.png is larger than ${BYTES_MAX / 1_000} kB: show less in it.`);
}

async function signIn(context: BrowserContext, url: string): Promise<string> {
  await context.request.post(`${url}/v1/auth/sign-in`, { data: ANA });
  const { groups } = (await (await context.request.get(`${url}/v1/groups`)).json()) as { groups: { id: string }[] };
  const [group] = groups;
  if (!group) throw new Error('The demonstration has no group.');
  return group.id;
}

interface Made {
  /** A payment by bank whose code can be scanned. */
  readonly transfer: string;
  /** A month that is closed. */
  readonly month: string;
}

/** Once, and last: it changes what the other pictures show. */
function makePayment(context: BrowserContext, groupUrl: string): Promise<Made> {
  paying ??= (async () => {
    const overview = await context.request.get(`${groupUrl}/overview`);
    const { transfer = '', month = '' } = await makePaymentsAndMore(context, groupUrl, await overview.json());
    return { transfer, month };
  })();
  return paying;
}
