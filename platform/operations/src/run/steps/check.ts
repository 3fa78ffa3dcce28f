import { OperationsError } from '../../errors.ts';
import { activePlacement } from '../../plan/situation.ts';
import type { Placement } from '../../plan/step.ts';
import type { Measured, RunContext } from '../context.ts';

/** What the plan was made for must still be so: `assumption_broken`, `release_damaged`, `setting_missing`. */
export async function checkAssumptions(
  { ports }: RunContext,
  active: Placement | undefined,
  release: string,
): Promise<Measured> {
  const now = activePlacement(await ports.driver.inspect());
  if (now?.release !== active?.release || now?.colour !== active?.colour) throw broken(active, now);
  const { requiredSettings } = await ports.releases.get(release);
  if (!(await ports.releases.isIntact(release))) throw damaged(release);
  const missing = await ports.settings.missing(requiredSettings);
  if (missing.length > 0) throw settingsMissing(missing);
  return { settings: requiredSettings.length };
}

function broken(planned: Placement | undefined, found: Placement | undefined): OperationsError {
  const tell = (placement: Placement | undefined) =>
    placement === undefined ? 'nothing' : `${placement.release} in ${placement.colour}`;
  return new OperationsError({
    code: 'assumption_broken',
    message: `The plan was made while ${tell(planned)} had the users, but now ${tell(found)} has.`,
    remedy: 'Make a new plan: run the command again.',
    data: { planned: planned ?? null, found: found ?? null },
  });
}

function damaged(release: string): OperationsError {
  return new OperationsError({
    code: 'release_damaged',
    message: `The files of ${release} are not those it was built with.`,
    remedy: 'Build it again from its git revision.',
    data: { release },
  });
}

function settingsMissing(missing: readonly string[]): OperationsError {
  return new OperationsError({
    code: 'setting_missing',
    message: `These settings have no value here: ${missing.join(', ')}.`,
    remedy: 'Set them, then run the command again.',
    data: { missing },
  });
}
