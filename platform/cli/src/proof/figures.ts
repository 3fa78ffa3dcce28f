import type { Json, Operation } from '@shared-payments/operations';
import type { LoadFigures } from './load.ts';

export interface SwitchFigures {
  readonly switches: number;
  readonly rollbacks: number;
  readonly switchMedianMs: number;
  readonly switchMaxMs: number;
  /** How long the old release took to leave after its users had gone. */
  readonly goneMedianMs: number;
  readonly goneMaxMs: number;
  /** The same after it was last seen answering a request; at most a poll too much. */
  readonly goneAfterLastRequestMedianMs: number;
  readonly goneAfterLastRequestMaxMs: number;
}

/** What the switches of several operations took, read from their journals. */
export function switchFigures(operations: readonly Operation[]): SwitchFigures {
  const switched = operations.flatMap((operation) => measuredOf(operation, 'traffic', ({ tookMs }) => tookMs));
  const goneAfter = (name: string) =>
    operations.flatMap((operation) => measuredOf(operation, 'retire', ({ measured }) => measured?.[name]));
  const gone = goneAfter('goneAfterMs');
  const idle = goneAfter('goneAfterLastRequestMs');
  return {
    switches: operations.length,
    rollbacks: operations.filter((operation) => operation.plan.kind === 'rollback').length,
    switchMedianMs: median(switched),
    switchMaxMs: Math.max(0, ...switched),
    goneMedianMs: median(gone),
    goneMaxMs: Math.max(0, ...gone),
    goneAfterLastRequestMedianMs: median(idle),
    goneAfterLastRequestMaxMs: Math.max(0, ...idle),
  };
}

export function figureLines(load: LoadFigures, switches: SwitchFigures): readonly string[] {
  return [
    `requests           ${load.requests}`,
    `failed             ${load.failed}${load.failed === 0 ? `, so below ${upperBound(load.requests)} % with 95 % confidence` : ` ${JSON.stringify(load.failures)}`}`,
    `latency            p50 ${load.p50Ms} ms, p99 ${load.p99Ms} ms`,
    `longest stall      ${load.longestMs} ms; ${load.longestServedMs} ms without the clients’ own (at most ${load.clientStallMs} ms)`,
    `held, unasked      ${load.held.open} connections at the end, ${load.held.closed} closed on the way`,
    `switches           ${switches.switches}, ${switches.rollbacks} of them rollbacks`,
    `switch             median ${switches.switchMedianMs} ms, at most ${switches.switchMaxMs} ms`,
    `old release gone   median ${switches.goneMedianMs} ms, at most ${switches.goneMaxMs} ms after its users`,
    `  since last request median ${switches.goneAfterLastRequestMedianMs} ms, at most ${switches.goneAfterLastRequestMaxMs} ms`,
  ];
}

export function figuresJson(load: LoadFigures, switches: SwitchFigures): Readonly<Record<string, Json>> {
  const stalls = load.stalls.map((stall) => ({ ...stall }));
  return { load: { ...load, stalls }, switches: { ...switches } };
}

function measuredOf(
  { plan, steps }: Operation,
  kind: string,
  pick: (step: { readonly tookMs: number; readonly measured?: Readonly<Record<string, Json>> }) => Json | undefined,
): readonly number[] {
  return steps.flatMap((record) => {
    const step = record.direction === 'forward' ? plan.steps[record.index] : undefined;
    if (step?.kind !== kind || record.endedAtMs === undefined) return [];
    const tookMs = record.endedAtMs - record.beganAtMs;
    const value = pick(record.measured === undefined ? { tookMs } : { tookMs, measured: record.measured });
    return typeof value === 'number' ? [value] : [];
  });
}

/** The rule of three: without a failure in n, the rate is below 3 / n with 95 % confidence. In percent. */
function upperBound(requests: number): string {
  return requests === 0 ? '100' : (300 / requests).toFixed(4);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
