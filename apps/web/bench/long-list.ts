import type { Figure } from '@shared-payments/bench/measurement.ts';
import type { BrowserContext, Page } from 'playwright-core';
import { longestTaskMs } from './longest-task.ts';
import { forgetTimings, readTimings, type Timings, watchTimings } from './watch-timings.ts';
import { signedInPhone, slowCpu, type WebMeasurement, type WebSurroundings } from './web-measurement.ts';

const BILLS = 5_000;
const AT_ONCE = 16;
const WHEEL_PIXELS = 900;
const WHEEL_EVERY_MS = 60;
const WHEELS_MAX = 2_000;
const FRAME_MS_MAX = 50;
const SEARCH = 'Groceries 49';
const LOADED_AFTER_MS = 1_500;

// The goal is for a machine at its own speed; a plain phone is told beside it.
const SPEEDS = [
  { slowdown: 1, words: '', goal: { atMost: FRAME_MS_MAX } },
  { slowdown: 4, words: ', CPU a quarter as quick', goal: undefined },
] as const;

/** Whether a group of 5,000 bills moves under the finger, and is searched while one types. */
export const longList: WebMeasurement = {
  name: 'long-list',
  title: `A list of ${BILLS.toLocaleString('en-GB')} bills, after it was loaded`,
  async measure(surroundings) {
    const context = await signedInPhone(surroundings);
    const group = await largeGroup(context, surroundings);
    const figures: Figure[] = [];
    for (const speed of SPEEDS) {
      const page = await context.newPage();
      await watchTimings(page);
      await page.goto(`${surroundings.product.url}/groups/${group}/bills`);
      await page.getByText('Groceries', { exact: false }).first().waitFor();
      await slowCpu(page, speed.slowdown);
      await page.waitForTimeout(LOADED_AFTER_MS);
      figures.push(...(await measureAt(speed, page, surroundings)));
      await page.close();
    }
    await context.close();
    return figures;
  },
};

async function measureAt(
  { words, goal }: (typeof SPEEDS)[number],
  page: Page,
  { browser, progress }: WebSurroundings,
): Promise<readonly Figure[]> {
  const framesOf = async (work: () => Promise<unknown>) => {
    await forgetTimings(page);
    const taskMs = await longestTaskMs(browser, page, work);
    return { taskMs, ...(await readTimings(page)) };
  };
  progress(`scrolling to the first bill${words}`);
  let wheels = 0;
  const scrolled = await framesOf(async () => {
    wheels = await scrollToEnd(page);
  });
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.waitForTimeout(LOADED_AFTER_MS);
  progress(`searching${words}`);
  const searched = await framesOf(() => search(page));
  const frame = (what: string, { longFramesMs }: Timings, note: string): Figure => ({
    what: `longest frame while ${what}${words}`,
    value: Math.max(0, ...longFramesMs),
    unit: 'ms',
    note: `${longFramesMs.length} over ${FRAME_MS_MAX} ms; ${note}`,
    ...(goal && { goal }),
  });
  const task = (what: string, value: number): Figure => ({
    what: `longest task while ${what}${words}`,
    value,
    unit: 'ms',
    note: 'of CPU: what other processes take is not in it',
  });
  return [
    frame('scrolling', scrolled, `${wheels} turns of the wheel`),
    task('scrolling', scrolled.taskMs),
    frame('searching', searched, '0 stands for none: shorter ones are not told apart'),
    task('searching', searched.taskMs),
    { what: `a key in the search${words}`, value: searched.slowestResponseMs, unit: 'ms', goal: { atMost: 200 } },
  ];
}

async function search(page: Page): Promise<void> {
  await page.getByLabel('Search', { exact: false }).first().pressSequentially(SEARCH, { delay: 80 });
  await page.waitForTimeout(LOADED_AFTER_MS);
}

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
