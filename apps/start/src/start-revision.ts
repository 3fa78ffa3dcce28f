import type { LedgerRecord, OperationsPorts } from '@shared-payments/operations';

/**
 * What a start brings up: the files as they lie where that is allowed, else the release that had the users last, so that a
 * machine that was restarted is as it was; on a machine without a past, HEAD.
 */
export async function startRevision(
  ports: Pick<OperationsPorts, 'ledger' | 'releases'>,
  allowsWorkTree: boolean,
): Promise<string> {
  if (allowsWorkTree) return '.';
  const had = (await ports.ledger.read(1)).findLast(gaveUsers)?.data.to;
  const release = (await ports.releases.list()).find((one) => one.digest === had);
  return release?.revision ?? 'HEAD';
}

function gaveUsers({ kind, outcome }: LedgerRecord): boolean {
  return outcome === 'succeeded' && (kind === 'deployment' || kind === 'rollback');
}
