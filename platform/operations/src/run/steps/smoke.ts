import { OperationsError } from '../../errors.ts';
import type { Colour } from '../../ports/driver-state.ts';
import type { Measured, RunContext } from '../context.ts';

/** Every smoke check must pass before a user meets the release: `smoke_failed` names those that did not. */
export async function smoke({ ports }: RunContext, colour: Colour, warmUpRequests: number): Promise<Measured> {
  const report = await ports.driver.smoke(colour, warmUpRequests);
  if (report.failed.length === 0) return { passed: report.passed, warmUpRequests };
  throw new OperationsError({
    code: 'smoke_failed',
    message: `${report.failed.length} of ${report.failed.length + report.passed} smoke checks failed in ${colour}: ${report.failed.join('; ')}.`,
    remedy: `Read \`./ops logs --source ${colour}\`, repair it and deploy again.`,
    data: { colour, failed: report.failed },
  });
}
