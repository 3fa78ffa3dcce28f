import { randomUUID } from 'node:crypto';
import { openAwsPlace, whereIs } from '@shared-payments/aws';
import { openStores, systemClock } from '@shared-payments/machine';
import type { Sha256 } from '@shared-payments/operations';
import type { Config } from '../config.ts';
import type { OpenedPlace } from './open-desk.ts';

/** The environment on AWS. Its lock and ledger are those of this machine: operators work from one, the bastion. */
export async function openAwsPlaceOf({ directory, environment }: Config, sha256: Sha256): Promise<OpenedPlace> {
  const where = whereIs(environment.name);
  const { close, ...stores } = openStores(directory);
  const ports = { ...openAwsPlace({ where, ...stores }), clock: systemClock, sha256, newId: randomUUID };
  return { ports, url: `https://${environment.domain}`, usage: async () => [], close: async () => close() };
}
