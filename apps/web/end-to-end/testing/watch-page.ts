import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const REST_WITHIN_MS = 3_000;

/** What a page complains about: errors of scripts, refused resources, breaches of its policy. Grows while the page lives. */
export function watchPage(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // That nobody is signed in yet is an answer, which the browser's console calls an error.
    const isExpected = message.location().url.endsWith('/v1/auth/account');
    if (message.type() === 'error' && !isExpected) complaints.push(`${message.text()} ${message.location().url}`);
  });
  return complaints;
}

/** Nothing but colours differs between the colour schemes of one page. */
const RULES = {
  all: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  colours: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
} as const;

/** Breaches of WCAG 2.2 AA that axe finds, each with where. */
export async function accessibilityFaults(page: Page, only: 'all' | 'colours' = 'all'): Promise<readonly string[]> {
  // Evaluated, not added as a script: the page's own policy stays in force.
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(`${axe};undefined`);
  const options = { runOnly: RULES[only], resultTypes: ['violations'], preload: false, selectors: false };
  const { violations } = (await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`)) as {
    violations: { id: string; help: string; nodes: { html: string }[] }[];
  };
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ html }) => html.slice(0, 200)).join('\n  ')}`,
  );
}

/** Until the screen itself stands there: a quiet network says nothing of a page that is still being drawn. */
export async function drawn(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.getByRole('status', { name: 'Loading' }).first().waitFor({ state: 'detached' });
}

/** Until nothing moves or changes its colour any more. What turns for ever, such as a loader, is not waited for. */
export async function atRest(page: Page): Promise<void> {
  await page.evaluate(async (withinMs) => {
    // A change of the colour scheme reaches the page's own script a frame later.
    for (let frame = 0; frame < 2; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
    const ending = document
      .getAnimations()
      .filter(({ effect, playState }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity);
    const late = new Promise((resolve) => setTimeout(resolve, withinMs));
    await Promise.race([late, Promise.allSettled(ending.map(({ finished }) => finished))]);
  }, REST_WITHIN_MS);
}

/** How far the page is wider than its window, in pixels: 0 where nothing has to be scrolled sideways. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}
