import type { OperationsPorts, Place } from '@shared-payments/operations';
import { awsBalancer } from '../balancer/aws-balancer.ts';
import { type Connection, clientsFor } from '../clients.ts';
import type { Where } from '../where.ts';
import { changeSetsOnly } from './change-sets-only.ts';

export interface AwsPlaceOptions extends Pick<OperationsPorts, 'ledger' | 'lock' | 'journal'> {
  readonly where: Where;
  readonly connection?: Partial<Connection>;
}

/** An environment on AWS, as far as an operator looks after it from here. Asks AWS nothing until it is used. */
export function openAwsPlace({ where, connection, ledger, lock, journal }: AwsPlaceOptions): Place {
  const clients = clientsFor({ region: where.region, ...connection });
  return { ledger, lock, journal, balancer: awsBalancer(clients, where), ...changeSetsOnly() };
}
