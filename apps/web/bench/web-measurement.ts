import type { Figure } from '@shared-payments/bench/measurement.ts';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { ANA, type Product } from '../end-to-end/testing/product.ts';

/** What is measured in a browser, against a product with the demonstration in it. */
export interface WebMeasurement {
  readonly name: string;
  readonly title: string;
  readonly measure: (surroundings: WebSurroundings) => Promise<readonly Figure[]>;
}

export interface WebSurroundings {
  readonly browser: Browser;
  readonly product: Product;
  readonly progress: (step: string) => void;
}

// A plain phone on a poor link: the CPU a quarter as quick, 1.6 Mbit/s, 150 ms.
const CPU_SLOWDOWN = 4;
const LINK = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };

/** A context as of somebody's phone, signed in. */
export async function signedInPhone({ browser, product }: WebSurroundings): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'en-GB' });
  const answer = await context.request.post(`${product.url}/v1/auth/sign-in`, { data: ANA });
  if (!answer.ok()) throw new Error(`Nobody could sign in: ${answer.status()}`);
  return context;
}

export async function firstGroup(context: BrowserContext, { product }: WebSurroundings): Promise<string> {
  const { groups } = (await (await context.request.get(`${product.url}/v1/groups`)).json()) as {
    groups: { id: string }[];
  };
  const [group] = groups;
  if (!group) throw new Error('The demonstration has no group.');
  return group.id;
}

/** From now on `page` is a plain phone on a poor link. */
export async function slowDown(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', LINK);
  await slowCpu(page, CPU_SLOWDOWN);
}

/** From now on the page's scripts, layout and paint take `rate` times as long. */
export async function slowCpu(page: Page, rate: number): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate });
}
