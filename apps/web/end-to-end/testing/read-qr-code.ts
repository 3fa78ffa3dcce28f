import jsQR from 'jsqr';
import type { Browser, Locator } from 'playwright-core';

/** What a camera would read: the text of the QR code as it stands on the page, pixel by pixel. */
export async function readQrCode(browser: Browser, picture: Locator): Promise<string | undefined> {
  const png = (await picture.screenshot()).toString('base64');
  // A page of its own turns the picture into pixels: the product's policy lets no data addresses in.
  const page = await browser.newPage();
  const { pixels, width, height } = await page.evaluate(async (text) => {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    canvas?.drawImage(bitmap, 0, 0);
    const data = canvas?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? [];
    return { pixels: [...data], width: bitmap.width, height: bitmap.height };
  }, png);
  await page.close();
  const found = jsQR(Uint8ClampedArray.from(pixels), width, height);
  return found === null ? undefined : new TextDecoder().decode(Uint8Array.from(found.binaryData));
}
