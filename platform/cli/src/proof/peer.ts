import { deploy, OperationsError } from '@shared-payments/operations';
import type { Desk } from '../command-line/command.ts';
import type { SwitchFigures } from './figures.ts';
import type { LoadFigures } from './load.ts';
import { type MeasuredSwitches, measureSwitches, type Wanted } from './measure-switches.ts';
import { currentRevision } from './switch-back-and-forth.ts';

/** The same load and the same releases behind HAProxy. Undefined, with a word why, where it is not installed. */
export async function measurePeer(desk: Desk, wanted: Wanted): Promise<MeasuredSwitches | undefined> {
  const { say } = desk;
  try {
    if (desk.openPeer === undefined) return undefined;
    const revision = await currentRevision(desk);
    const { desk: place, shutDown } = await desk.openPeer();
    try {
      say('  the same behind HAProxy');
      const session = { ...place.session, report: () => {}, during: 'proof' } as const;
      await deploy(session, { revision, reason: 'a peer to compare with', isRework: false });
      return await measureSwitches(place, wanted);
    } finally {
      await shutDown();
    }
  } catch (error) {
    if (!(error instanceof OperationsError) || error.code !== 'driver_unavailable') throw error;
    say(`  · skipped the peer: ${error.message} ${error.remedy}`);
    return undefined;
  }
}

type Row = readonly [what: string, pick: (load: LoadFigures, switches: SwitchFigures) => number];

const ROWS: readonly Row[] = [
  ['requests', ({ requests }) => requests],
  ['failed', ({ failed }) => failed],
  ['latency p50, ms', ({ p50Ms }) => p50Ms],
  ['latency p99, ms', ({ p99Ms }) => p99Ms],
  ['longest stall, ms', ({ longestMs }) => longestMs],
  ['  without the clients’ own, ms', ({ longestServedMs }) => longestServedMs],
  ['switch median, ms', (_, { switchMedianMs }) => switchMedianMs],
  ['switch at most, ms', (_, { switchMaxMs }) => switchMaxMs],
  ['old release gone, median ms', (_, { goneMedianMs }) => goneMedianMs],
  ['  since its last request, at most ms', (_, { goneAfterLastRequestMaxMs }) => goneAfterLastRequestMaxMs],
  ['held connections closed', ({ held }) => held.closed],
];

export function comparisonLines(ours: MeasuredSwitches, peer: MeasuredSwitches | undefined): readonly string[] {
  if (peer === undefined) return [];
  const row = (what: string, one: string, other: string) =>
    `${what.padEnd(38)}${one.padStart(10)}${other.padStart(10)}`;
  const figures = ROWS.map(([what, pick]) =>
    row(what, String(pick(ours.load, ours.switches)), String(pick(peer.load, peer.switches))),
  );
  return ['', row('side by side', 'edge', 'HAProxy'), ...figures];
}
