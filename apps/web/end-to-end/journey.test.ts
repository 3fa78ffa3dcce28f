import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { openBrowser, withoutBrowser } from './testing/browser.ts';
import { ANA, type Product, startProduct } from './testing/product.ts';
import { watchPage } from './testing/watch-page.ts';

const PHONE = { viewport: { width: 390, height: 844 }, locale: 'en-GB' };
const TWO_MINUTES_MS = 120_000;

describe('a person with the web app', { skip: withoutBrowser, timeout: 300_000 }, () => {
  let product: Product;
  let browser: Browser;

  before(async () => {
    browser = await openBrowser();
    product = await startProduct();
  });

  after(async () => {
    await browser?.close();
    await product?.stop();
  });

  it('comes from the start page to a first bill split with a second person, who joins by a link', async () => {
    const started = Date.now();
    const page = await (await browser.newContext(PHONE)).newPage();
    const complaints = watchPage(page);
    await page.goto(product.url);
    await page.getByLabel('Your name').fill('Petra');
    await page.getByRole('button', { name: 'Start a group' }).click();
    await page.getByLabel('Name of the group').fill('Trip to Ohrid');
    await page.getByLabel('Name of person 2').fill('Goran');
    await page.getByRole('button', { name: 'Create group' }).click();
    await page.getByRole('link', { name: 'Add a bill' }).first().click();
    await page.getByLabel('What was it for?').fill('Boat');
    await page.getByLabel('Amount in EUR').fill('25.01');
    await page.getByText('The odd €0.01').waitFor();
    await page.getByRole('button', { name: 'Save bill' }).click();
    await page.getByRole('heading', { name: 'Boat', level: 1 }).waitFor();
    assert.ok(Date.now() - started < TWO_MINUTES_MS);

    await page.getByRole('link', { name: 'People', exact: true }).click();
    await page.getByRole('button', { name: 'Invite Goran' }).click();
    const link = await page.getByLabel('Invitation link').inputValue();
    const goran = await (await browser.newContext(PHONE)).newPage();
    await goran.goto(link);
    await goran.getByRole('button', { name: 'Join' }).click();
    await goran.getByText('You owe').waitFor();
    assert.match((await goran.getByLabel('My balance').textContent()) ?? '', /12\.5[01]/);
    assert.deepEqual(complaints, []);
  });

  it('signs in with the keyboard alone, and is told in words what does not fit', async () => {
    const page = await (await browser.newContext(PHONE)).newPage();
    await page.goto(`${product.url}/groups`);
    await page.getByLabel('E-mail').focus();
    await page.keyboard.type(ANA.email);
    await page.keyboard.press('Tab');
    await page.keyboard.type('not her password');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('do not fit together').waitFor();
    await page.getByLabel('Password', { exact: false }).first().fill(ANA.password);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: /Flat on Partizanska/ }).waitFor();
    assert.equal(new URL(page.url()).pathname, '/groups');
  });

  it('is told by how much shares are off, gives the cent away, and saves', async () => {
    const page = await signedIn();
    await page.getByRole('link', { name: /Flat on Partizanska/ }).click();
    await page.getByRole('link', { name: 'Add a bill' }).first().click();
    await page.getByLabel('What was it for?').fill('Lamp');
    await page.getByLabel('Amount in EUR').fill('20');
    await page.getByText('Exact amounts').click();
    await page.getByLabel('Amount of Ana').fill('10');
    await page.getByLabel('Amount of Iva').fill('10.01');
    await page.getByText('You are €0.01 over.').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Save bill' }).isDisabled(), true);
    await page.getByRole('button', { name: 'Take it from Iva' }).click();
    await page.getByRole('button', { name: 'Save bill' }).click();
    await page.getByRole('heading', { name: 'Lamp', level: 1 }).waitFor();
    await page.getByLabel('Say something').fill('For the hall.');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('paragraph').getByText('For the hall.').waitFor();
  });

  it('sees that the lines behind a balance sum to it, and is even once payments are recorded', async () => {
    const page = await signedIn();
    await page.getByRole('link', { name: /Flat on Partizanska/ }).click();
    await page.getByRole('link', { name: 'Why?' }).click();
    const more = page.getByRole('button', { name: 'Show more' });
    const sum = page.getByText(/lines sum to exactly/);
    const told = page.getByText(/latest \d+ lines|lines sum to/);
    await told.waitFor();
    for (let turn = 0; turn < 10 && !(await sum.isVisible()); turn += 1) {
      const before = (await told.textContent()) ?? '';
      await more.click();
      await page.getByText(before, { exact: true }).waitFor({ state: 'detached' });
    }
    await sum.waitFor();
    await page.getByRole('link', { name: 'Settle up', exact: true }).click();
    for (let payment = 0; payment < 2; payment += 1) {
      await page.getByRole('button', { name: 'Record payment' }).first().click();
      await page.getByRole('button', { name: 'Save payment' }).click();
      await page.getByRole('button', { name: 'Save payment' }).waitFor({ state: 'detached' });
    }
    await page.getByText('Everybody is even').waitFor();
  });

  async function signedIn() {
    const context = await browser.newContext(PHONE);
    const page = await context.newPage();
    await page.goto(`${product.url}/sign-in`);
    await page.getByLabel('E-mail').fill(ANA.email);
    await page.getByLabel('Password', { exact: false }).first().fill(ANA.password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Groups', level: 1 }).waitFor();
    return page;
  }
});
