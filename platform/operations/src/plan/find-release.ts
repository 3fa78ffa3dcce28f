import { OperationsError } from '../errors.ts';
import { releaseUnknown } from '../ports/refusals.ts';
import type { Release } from '../ports/release-store.ts';
import { shortName } from './notes.ts';

const LEAST_CHARACTERS = 4;

/**
 * A kept release by what an operator sees of it: its version, its commit or its digest, these two by their beginning. Several
 * releases have one version between two bumps: the `active` one is meant only when no other is. Throws `release_unknown`.
 */
export function findRelease(releases: readonly Release[], wanted: string, active: string): Release {
  const versions = releases.filter(({ version }) => version === wanted);
  const named = versions.length > 0 ? versions : releases.filter((one) => beginsWith(one, wanted));
  const others = named.filter((one) => one.digest !== active);
  const found = others.length === 0 ? named : others;
  const [release] = found;
  if (release === undefined) throw releaseUnknown(wanted, keptNames(releases));
  if (found.length === 1) return release;
  throw new OperationsError({
    code: 'release_unknown',
    message: `${wanted} may be any of ${keptNames(found)}.`,
    remedy: 'Name it by its commit, as it stands in brackets.',
    data: { release: wanted, releases: found.map(({ digest }) => digest) },
  });
}

function beginsWith({ revision, digest }: Release, wanted: string): boolean {
  const names = [revision, digest, digest.replace(/^sha256:/, '')];
  return wanted.length >= LEAST_CHARACTERS && names.some((name) => name.startsWith(wanted));
}

function keptNames(releases: readonly Release[]): string {
  return releases.map(shortName).join(', ');
}
