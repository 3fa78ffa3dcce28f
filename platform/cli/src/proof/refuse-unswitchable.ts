import { OperationsError, type Release } from '@shared-payments/operations';
import type { Desk } from '../command-line/command.ts';
import { currentRevision } from './switch-back-and-forth.ts';

/**
 * Builds both releases before anybody is disturbed, and refuses what could not be switched to and back: files that run as they
 * lie, a revision that git does not know (`release_unknown`), twice the same (`already_deployed`).
 */
export async function refuseUnswitchable(desk: Desk, other: string): Promise<void> {
  const { releases } = desk.ports;
  const first = await currentRevision(desk);
  const active = await releases.build({ revision: first }).catch((error: unknown) => {
    const isUnknown = error instanceof OperationsError && error.code === 'release_unknown';
    throw isUnknown ? cannotComeBack(first) : error;
  });
  const wanted = await releases.build({ revision: other });
  if (wanted.digest === active.digest) throw isTheSame(other, active);
}

function cannotComeBack(revision: string): OperationsError {
  return new OperationsError({
    code: 'release_unknown',
    message: `The users are on ${revision}, which is no revision of git: what is switched away from it cannot be switched back.`,
    remedy: 'Deploy a revision first: `./ops deploy HEAD`.',
    data: { revision },
  });
}

function isTheSame(other: string, { digest }: Release): OperationsError {
  return new OperationsError({
    code: 'already_deployed',
    message: `${other} is what has the users now, so there is nothing to switch to.`,
    remedy: 'Name another revision: `./ops prove HEAD~1`.',
    data: { release: digest },
  });
}
