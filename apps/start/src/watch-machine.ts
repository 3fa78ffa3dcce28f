import type { Clock, Driver } from '@shared-payments/operations';

const POLL_MS = 1_000;
/** A door that is restarted, or an edge that is replaced, is silent for less. */
const SILENT_POLLS_MAX = 10;

/** Resolves when nothing answers any more: somebody else ended it, or it broke for good. */
export async function untilGone(driver: Pick<Driver, 'inspect'>, clock: Clock): Promise<void> {
  for (let silent = 0; silent < SILENT_POLLS_MAX; ) {
    await clock.sleep(POLL_MS);
    silent = await driver.inspect().then(
      () => 0,
      () => silent + 1,
    );
  }
}
