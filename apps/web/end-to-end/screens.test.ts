import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openShell, withoutBrowser } from './testing/browser.ts';
import { makePaymentsAndMore } from './testing/payments.ts';
import { ANA, type Product, startProduct } from './testing/product.ts';
import { accessibilityFaults, atRest, drawn, sidewaysScroll, watchPage } from './testing/watch-page.ts';

const WIDTHS = [390, 1440] as const;
const SCHEMES = ['light', 'dark'] as const;
const HEIGHT = 900;

const SIGNED_OUT = [
  '/',
  '/sign-in',
  '/register',
  '/forgot-password',
  '/reset-password?token=none',
  '/join/none',
  '/nowhere',
];
const SIGNED_IN = [
  '/outbox',
  '/groups',
  '/groups/new',
  '/groups/:group',
  '/groups/:group/bills',
  '/groups/:group/bills?category=Heating',
  '/groups/:group/bills/new',
  '/groups/:group/bills/:bill',
  '/groups/:group/bills/:bill/edit',
  '/groups/:group/why/:me',
  '/groups/:group/settle',
  '/groups/:group/pay',
  '/groups/:group/pay?to=:other',
  '/groups/:group/payments/:paid',
  '/groups/:group/payments/:paid/receipt',
  '/groups/:group/payments/:pending',
  '/groups/:group/payments/:transfer',
  '/groups/:group/payments/:transfer/receipt',
  '/groups/:group/payments/:declined',
  '/groups/:group/payments/:asked',
  '/groups/:group/invite',
  '/groups/:group/menu',
  '/groups/:group/meters',
  '/groups/:group/meters/new',
  '/groups/:group/meters/:meter',
  '/groups/:group/meters/:meter/tariff',
  '/groups/:group/meters/:meter/replace',
  '/groups/:group/meters/:meter/charge',
  '/groups/:group/recurring',
  '/groups/:group/recurring/new',
  '/groups/:group/recurring/:series',
  '/groups/:group/statements',
  '/groups/:group/statements?month=:month',
  '/groups/:group/closings',
  '/groups/:group/closings/:month',
  '/groups/:group/closings/2020-01',
  '/groups/:group/activity',
  '/groups/:group/exchange',
  '/groups/:group/settings',
  '/groups/:group/notifications',
  '/groups/:group/settings/reminders',
  '/groups/:group/settings/payments',
  '/groups/:group/settings/webhooks',
  '/groups/:group/settings/webhooks/:webhook',
  '/groups/:group/members/:me',
  '/account',
  '/restore',
];

const READER = { locale: 'en-GB', reducedMotion: 'reduce' } as const;

/** One page for many screens: each is loaded whole, by code that is compiled already. */
interface Watched {
  readonly page: Page;
  readonly complaints: readonly string[];
}

async function openWatched(context: BrowserContext): Promise<Watched> {
  const page = await context.newPage();
  return { page, complaints: watchPage(page) };
}

describe('every screen', { skip: withoutBrowser, timeout: 600_000 }, () => {
  let product: Product;
  let browser: Browser;
  let signedOut: Watched;
  let signedIn: Watched;
  let places: Readonly<Record<string, string>>;

  before(async () => {
    browser = await openShell();
    product = await startProduct();
    const ana = await browser.newContext(READER);
    signedOut = await openWatched(await browser.newContext(READER));
    signedIn = await openWatched(ana);
    await ana.request.post(`${product.url}/v1/auth/sign-in`, { data: ANA });
    const ask = async (path: string) => (await ana.request.get(`${product.url}/v1${path}`)).json();
    const group = (await ask('/groups')).groups[0].id;
    const overview = await ask(`/groups/${group}/overview`);
    const [meter] = (await ask(`/groups/${group}/meters`)).meters;
    const [series] = (await ask(`/groups/${group}/recurring-bills`)).recurringBills;
    places = {
      group,
      bill: overview.latestBills[0].id,
      me: overview.myMemberId,
      meter: meter.id,
      series: series.id,
      ...(await makePaymentsAndMore(ana, `${product.url}/v1/groups/${group}`, overview)),
    };
  });

  after(async () => {
    await browser?.close();
    await product?.stop();
  });

  for (const path of SIGNED_OUT) {
    it(`${path} is accessible, fits its window and complains of nothing, in both schemes`, () => look(signedOut, path));
  }

  for (const path of SIGNED_IN) {
    it(`${path} is accessible, fits its window and complains of nothing, in both schemes`, () =>
      look(
        signedIn,
        path.replace(/:(\w+)/g, (_, place: string) => places[place] ?? ''),
      ));
  }

  async function look({ page, complaints }: Watched, path: string): Promise<void> {
    const before = complaints.length;
    await page.setViewportSize({ width: WIDTHS[0], height: HEIGHT });
    await page.goto(`${product.url}${path}`, { waitUntil: 'networkidle' });
    await drawn(page);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: HEIGHT });
      for (const colorScheme of SCHEMES) {
        await page.emulateMedia({ colorScheme });
        await atRest(page);
        const where = `${path} at ${width} px, ${colorScheme}`;
        assert.equal(await page.locator('h1').count(), 1, where);
        const rules = colorScheme === SCHEMES[0] ? 'all' : 'colours';
        assert.deepEqual(await accessibilityFaults(page, rules), [], where);
        assert.ok((await sidewaysScroll(page)) <= 0, `${where}: has to be scrolled sideways`);
      }
    }
    // What does not exist is answered with 404 or 409, which the console repeats.
    const isMissing = ['/join/none', '/closings/2020-01', `${places.transfer}/receipt`].some((end) =>
      path.endsWith(end),
    );
    assert.deepEqual(isMissing ? [] : complaints.slice(before), []);
  }
});
