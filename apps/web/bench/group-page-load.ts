import { medianAndSpread } from '@shared-payments/bench/statistics.ts';
import type { BrowserContext, Page } from 'playwright-core';
import { readTimings, type Timings, watchTimings } from './watch-timings.ts';
import { firstGroup, signedInPhone, slowDown, type WebMeasurement, type WebSurroundings } from './web-measurement.ts';

const ROUNDS = 5;
// Nothing that moves or paints later than this is part of the first look.
const SETTLED_AFTER_MS = 2_500;
const SCRIPT_BYTES_MAX = 170_000;
const ALL_BYTES_MAX = 250_000;

interface Bytes {
  script: number;
  all: number;
}

interface Round {
  readonly bytes: Bytes;
  readonly first: Timings;
  readonly again: Timings;
}

/** What somebody waits for who opens their group on a plain phone, and who comes back to it. */
export const groupPageLoad: WebMeasurement = {
  name: 'group-page',
  title: "The group's page on a plain phone: CPU a quarter as quick, 1.6 Mbit/s, 150 ms",
  async measure(surroundings) {
    const rounds: Round[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      surroundings.progress(`round ${round} of ${ROUNDS}`);
      rounds.push(await measureRound(surroundings));
    }
    return figuresOf(rounds);
  },
};

async function measureRound(surroundings: WebSurroundings): Promise<Round> {
  const context = await signedInPhone(surroundings);
  const address = `${surroundings.product.url}/groups/${await firstGroup(context, surroundings)}`;
  const { page, bytes } = await countedPage(context);
  const first = await load(page, address);
  const counted = { ...bytes };
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.close();
  const again = await load(await context.newPage(), address);
  await context.close();
  return { bytes: counted, first, again };
}

async function load(page: Page, address: string): Promise<Timings> {
  await watchTimings(page);
  await slowDown(page);
  await page.goto(address);
  await page.getByLabel('My balance').waitFor();
  await page.waitForTimeout(SETTLED_AFTER_MS);
  return readTimings(page);
}

async function countedPage(context: BrowserContext): Promise<{ readonly page: Page; readonly bytes: Bytes }> {
  const page = await context.newPage();
  const bytes: Bytes = { script: 0, all: 0 };
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  const kinds = new Map<string, string>();
  devtools.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type));
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes.all += encodedDataLength;
    if (kinds.get(requestId) === 'Script') bytes.script += encodedDataLength;
  });
  return { page, bytes };
}

function figuresOf(rounds: readonly Round[]) {
  const over = (value: (round: Round) => number) => medianAndSpread(rounds.map(value));
  const note = `median of ${ROUNDS}, each in a browser that was never here`;
  return [
    {
      what: 'script, compressed',
      ...over(({ bytes }) => bytes.script / 1_000),
      unit: 'kB',
      goal: { atMost: SCRIPT_BYTES_MAX / 1_000 },
    },
    {
      what: 'all, compressed',
      ...over(({ bytes }) => bytes.all / 1_000),
      unit: 'kB',
      goal: { atMost: ALL_BYTES_MAX / 1_000 },
    },
    {
      what: 'largest paint, first visit',
      ...over(({ first }) => first.largestPaintMs),
      unit: 'ms',
      goal: { atMost: 2_500 },
      note,
    },
    {
      what: 'largest paint, next visit',
      ...over(({ again }) => again.largestPaintMs),
      unit: 'ms',
      goal: { atMost: 1_000 },
      note: 'a new tab: files by the service worker, answers as they were kept',
    },
    { what: 'layout shift, first visit', ...over(({ first }) => first.layoutShift), unit: '', goal: { atMost: 0.05 } },
    { what: 'layout shift, next visit', ...over(({ again }) => again.layoutShift), unit: '', goal: { atMost: 0.05 } },
  ];
}
