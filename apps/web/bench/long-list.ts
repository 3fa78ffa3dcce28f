import type { BrowserContext, Page } from 'playwright-core';
import { forgetTimings, readTimings, watchTimings } from './watch-timings.ts';
import { signedInPhone, type WebMeasurement, type WebSurroundings } from './web-measurement.ts';

const BILLS = 5_000;
const AT_ONCE = 16;
const WHEEL_PIXELS = 900;
const WHEEL_EVERY_MS = 60;
const WHEELS_MAX = 2_000;
const FRAME_MS_MAX = 50;
const SEARCH = 'Groceries 49';
const LOADED_AFTER_MS = 1_500;

/** Whether a group of 5,000 bills moves under the finger, and is searched while one types. */
export const longList: WebMeasurement = {
  name: 'long-list',
  title: `A list of ${BILLS.toLocaleString('en-GB')} bills, on a machine at its own speed`,
  async measure(surroundings) {
    const context = await signedInPhone(surroundings);
    const group = await largeGroup(context, surroundings);
    const page = await context.newPage();
    await watchTimings(page);
    await page.goto(`${surroundings.product.url}/groups/${group}/bills`);
    await page.getByText('Groceries', { exact: false }).first().waitFor();
    await page.waitForTimeout(LOADED_AFTER_MS);
    await forgetTimings(page);
    surroundings.progress('scrolling to the first bill');
    const wheels = await scrollToEnd(page);
    const scrolled = (await readTimings(page)).longFramesMs;
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.waitForTimeout(LOADED_AFTER_MS);
    await forgetTimings(page);
    surroundings.progress('searching');
    await page.getByLabel('Search', { exact: false }).first().pressSequentially(SEARCH, { delay: 80 });
    await page.waitForTimeout(LOADED_AFTER_MS);
    const { longFramesMs: searched, slowestResponseMs } = await readTimings(page);
    await context.close();
    const goal = { atMost: FRAME_MS_MAX };
    return [
      {
        what: 'longest frame while scrolling',
        value: Math.max(0, ...scrolled),
        unit: 'ms',
        goal,
        note: `${wheels} turns of the wheel, ${scrolled.length} frames over ${FRAME_MS_MAX} ms`,
      },
      {
        what: 'longest frame while searching',
        value: Math.max(0, ...searched),
        unit: 'ms',
        goal,
        note: `0 stands for none over ${FRAME_MS_MAX} ms: shorter ones are not told apart`,
      },
      { what: 'a key in the search', value: slowestResponseMs, unit: 'ms', goal: { atMost: 200 } },
    ];
  },
};

async function scrollToEnd(page: Page): Promise<number> {
  await page.mouse.move(195, 500);
  const isLastShown = page.getByText('Groceries 1', { exact: true });
  for (let wheel = 1; wheel <= WHEELS_MAX; wheel += 1) {
    await page.mouse.wheel(0, WHEEL_PIXELS);
    await page.waitForTimeout(WHEEL_EVERY_MS);
    if (wheel % 10 === 0 && (await isLastShown.count()) > 0) return wheel;
  }
  throw new Error(`The first bill was not reached within ${WHEELS_MAX} turns of the wheel.`);
}

/** Over the API, as people make them: the first is the oldest, and the last of the list. */
async function largeGroup(context: BrowserContext, { product, progress }: WebSurroundings): Promise<string> {
  const ask = async (path: string, data: object) => {
    const answer = await context.request.post(`${product.url}/v1${path}`, { data });
    if (!answer.ok()) throw new Error(`A good answer was expected: ${answer.status()} ${await answer.text()}`);
    return answer.json();
  };
  const names = { name: 'A long time', myName: 'Ana', memberNames: ['Marko', 'Iva'], timeZone: 'Europe/Skopje' };
  const group = (await ask('/groups', { ...names, currency: 'EUR' })) as { id: string; members: { id: string }[] };
  const participants = group.members.map(({ id }) => id);
  const billOf = (number: number) => ({
    title: `Groceries ${number}`,
    date: new Date(Date.UTC(2012, 0, number)).toISOString().slice(0, 10),
    currency: 'EUR',
    totalMinor: 1_000 + number,
    payers: [{ memberId: participants[number % participants.length], amountMinor: 1_000 + number }],
    split: { method: 'equal', participants },
  });
  let begun = 0;
  const makeUntilDone = async () => {
    while (begun < BILLS) {
      begun += 1;
      if (begun % 1_000 === 0) progress(`${begun} of ${BILLS} bills are made`);
      await ask(`/groups/${group.id}/bills`, billOf(begun));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, makeUntilDone));
  return group.id;
}
