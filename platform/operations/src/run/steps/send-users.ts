import { OperationsError } from '../../errors.ts';
import type { TrafficRequest } from '../../ports/driver.ts';
import type { Colour } from '../../ports/driver-state.ts';
import type { RunContext } from '../context.ts';

const POLL_MS = 100;
const STARTED_AGAIN_WITHIN_MS = 15_000;

/**
 * Sends users to colours that came up before. A colour whose only worker has just died is empty until that is started again:
 * it is waited for, unless nothing starts it any more. Throws `colour_empty`.
 */
export async function sendUsers({ ports, held }: RunContext, request: TrafficRequest): Promise<void> {
  const { clock, driver } = ports;
  const untilMs = clock.nowMs() + STARTED_AGAIN_WITHIN_MS;
  for (;;) {
    try {
      return await driver.setTraffic(request);
    } catch (error) {
      const colour = emptyIn(error);
      const phase = colour && (await driver.inspect())[colour]?.phase;
      if (phase !== 'ready' || clock.nowMs() >= untilMs) throw error;
    }
    await clock.sleep(POLL_MS);
    held.check();
  }
}

/** The colour an error says is empty. */
export function emptyIn(error: unknown): Colour | undefined {
  if (!(error instanceof OperationsError) || error.code !== 'colour_empty') return undefined;
  return error.data.colour as Colour;
}
