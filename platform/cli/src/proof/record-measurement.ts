import { type Json, recordOnce } from '@shared-payments/operations';
import type { Desk } from '../command-line/command.ts';

/** Writes what a proof or a drill measured into the ledger of the environment one works in. */
export async function recordMeasurement(
  { ports, session }: Desk,
  kind: 'proof' | 'drill',
  what: {
    readonly startedAtMs: number;
    readonly isSound: boolean;
    readonly reason: string;
    readonly data: Readonly<Record<string, Json>>;
  },
): Promise<void> {
  const entry = {
    kind,
    environment: session.environment.name,
    operationId: ports.newId(),
    actor: session.actor,
    reason: what.reason,
    startedAtMs: what.startedAtMs,
    endedAtMs: ports.clock.nowMs(),
    outcome: what.isSound ? ('succeeded' as const) : ('failed' as const),
    data: what.data,
  };
  await recordOnce(ports, entry, (await ports.ledger.last())?.seq ?? 0);
}
