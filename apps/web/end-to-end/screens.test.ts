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

describe('every screen', { skip: withoutBrowser, timeout: 600_000 }, () => {
  let product: Product;
  let browser: Browser;
  let ana: BrowserContext;
  let places: Readonly<Record<string, string>>;

  before(async () => {
    browser = await openShell();
    product = await startProduct();
    ana = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' });
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
    it(`${path} is accessible, fits its window and complains of nothing, in both schemes`, async () => {
      const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' });
      await look(await context.newPage(), path);
      await context.close();
    });
  }

  for (const path of SIGNED_IN) {
    it(`${path} is accessible, fits its window and complains of nothing, in both schemes`, async () => {
      const page = await ana.newPage();
      await look(
        page,
        path.replace(/:(\w+)/g, (_, place: string) => places[place] ?? ''),
      );
      await page.close();
    });
  }

  async function look(page: Page, path: string): Promise<void> {
    const complaints = watchPage(page);
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
    assert.deepEqual(isMissing ? [] : complaints, []);
  }
});
