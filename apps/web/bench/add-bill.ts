import { medianAndSpread } from '@shared-payments/bench/statistics.ts';
import { forgetTimings, readTimings, watchTimings } from './watch-timings.ts';
import { firstGroup, signedInPhone, slowDown, type WebMeasurement } from './web-measurement.ts';

const BILLS = 7;

/** How soon a plain phone on a poor link answers whoever types a bill and saves it. */
export const addBill: WebMeasurement = {
  name: 'add-bill',
  title: 'Adding a bill on the same phone',
  async measure(surroundings) {
    const context = await signedInPhone(surroundings);
    const group = await firstGroup(context, surroundings);
    const page = await context.newPage();
    await watchTimings(page);
    await slowDown(page);
    const [typedMs, savedMs, shownMs]: [number[], number[], number[]] = [[], [], []];
    await page.goto(`${surroundings.product.url}/groups/${group}`);
    for (let bill = 1; bill <= BILLS; bill += 1) {
      surroundings.progress(`bill ${bill} of ${BILLS}`);
      await page.getByRole('link', { name: 'Add a bill' }).first().click();
      const title = page.getByLabel('What was it for?');
      await title.waitFor();
      await forgetTimings(page);
      await title.pressSequentially(`Bill ${bill}`);
      await page.getByLabel('Amount in EUR').pressSequentially('12.34');
      typedMs.push((await readTimings(page)).slowestResponseMs);
      await forgetTimings(page);
      const beganAt = performance.now();
      await page.getByRole('button', { name: 'Save bill' }).click();
      await page.getByRole('heading', { name: `Bill ${bill}`, level: 1 }).waitFor();
      shownMs.push(performance.now() - beganAt);
      savedMs.push((await readTimings(page)).slowestResponseMs);
      await page.goto(`${surroundings.product.url}/groups/${group}`);
    }
    await context.close();
    return [
      {
        what: 'a key',
        ...medianAndSpread(typedMs),
        unit: 'ms',
        goal: { atMost: 200 },
        note: 'the slowest of each bill, to the next frame',
      },
      {
        what: 'Save',
        ...medianAndSpread(savedMs),
        unit: 'ms',
        goal: { atMost: 200 },
        note: 'from the press to the frame that shows it was taken',
      },
      {
        what: 'Save, until the bill itself stands there',
        ...medianAndSpread(shownMs),
        unit: 'ms',
        note: 'with the answers of the server over the poor link',
      },
    ];
  },
};
