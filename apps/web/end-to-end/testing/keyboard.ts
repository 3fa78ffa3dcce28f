import type { Page } from 'playwright-core';

const STOPS_MAX = 120;

/** Goes on with the Tab key until the focus is on what is called `words`: nobody can work a page without a pointer otherwise. */
export async function tabTo(page: Page, words: string): Promise<void> {
  const passed: string[] = [];
  for (let stop = 0; stop < STOPS_MAX; stop += 1) {
    await page.keyboard.press('Tab');
    const here = await page.evaluate(() => {
      const focused = document.activeElement as HTMLInputElement | null;
      const label = focused?.labels?.[0]?.textContent;
      return focused?.getAttribute('aria-label') ?? label ?? focused?.textContent ?? '';
    });
    if (here.includes(words)) return;
    passed.push(here.slice(0, 30));
  }
  throw new Error(`The Tab key never comes to “${words}”, only to: ${passed.join(' | ')}`);
}
