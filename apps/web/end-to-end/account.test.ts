import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openShell, withoutBrowser } from './testing/browser.ts';
import { PHONE } from './testing/flat.ts';
import { ANA, type Product, startProduct } from './testing/product.ts';
import { readQrCode } from './testing/read-qr-code.ts';
import { watchPage } from './testing/watch-page.ts';

const STEP_SECONDS = 30;

describe('an account', { skip: withoutBrowser, timeout: 400_000 }, () => {
  let product: Product;
  let browser: Browser;
  let context: BrowserContext;

  before(async () => {
    browser = await openShell();
    product = await startProduct();
    context = await browser.newContext(PHONE);
    await context.request.post(`${product.url}/v1/auth/sign-in`, { data: ANA });
  });

  after(async () => {
    await browser?.close();
    await product?.stop();
  });

  it('takes a passkey of this device, and is entered with it and nothing else', async () => {
    const page = await context.newPage();
    const complaints = watchPage(page);
    const devtools = await context.newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    const options = {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    } as const;
    await devtools.send('WebAuthn.addVirtualAuthenticator', { options });
    await page.goto(`${product.url}/account`);
    await page.getByLabel('Name of the new passkey').fill('Test phone');
    await page.getByRole('button', { name: 'Add passkey' }).click();
    await page.getByText('Test phone').waitFor();
    await context.clearCookies();
    await page.goto(`${product.url}/sign-in`);
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.getByRole('link', { name: /Flat on Partizanska/ }).waitFor();
    assert.deepEqual(
      complaints.filter((text) => !text.includes('401')),
      [],
    );
    await page.close();
  });

  it('with a second step asks for the code of the app, from the last step of turning it on to the next sign-in', async () => {
    const page = await context.newPage();
    await page.goto(`${product.url}/account`);
    const card = page.getByRole('region', { name: 'Second step' });
    await card.getByRole('button', { name: 'Turn on' }).click();
    await card.getByLabel('Current password').fill(ANA.password);
    await card.getByRole('button', { name: 'Continue' }).click();
    const address = await readQrCode(browser, card.getByRole('img', { name: /QR code/ }));
    const secret = new URL(address ?? '').searchParams.get('secret') ?? '';
    assert.equal(await card.locator('code').first().textContent(), secret);
    await card.getByRole('textbox', { name: 'Code' }).fill(codeOf(secret));
    await card.getByRole('button', { name: 'Turn on' }).click();
    await card.getByText('After the password you are asked for a code').waitFor();

    const other = await (await browser.newContext(PHONE)).newPage();
    await signIn(other);
    await other.getByRole('textbox', { name: 'Code' }).fill('000000');
    await other.keyboard.press('Enter');
    await other.getByText('This code does not fit').waitFor();
    await other.getByRole('textbox', { name: 'Code' }).fill(codeOf(secret));
    await other.keyboard.press('Enter');
    await other.getByRole('heading', { name: 'Groups', level: 1 }).waitFor();
    await page.close();
  });

  async function signIn(page: Page): Promise<void> {
    await page.goto(`${product.url}/sign-in`);
    await page.getByLabel('E-mail').fill(ANA.email);
    await page.getByLabel('Password', { exact: false }).first().fill(ANA.password);
    await page.keyboard.press('Enter');
  }
});

/** RFC 6238 with SHA-1 and six digits, as authenticator apps compute it. */
function codeOf(secret: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 1_000 / STEP_SECONDS)));
  const digest = createHmac('sha1', key).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 0x0f;
  return String((digest.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, '0');
}
