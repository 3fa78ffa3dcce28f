import { totalmem } from 'node:os';
import {
  type ColourMetrics,
  decideScale,
  initialScalingState,
  type ScalingReading,
  type ScalingSettings,
} from '@shared-payments/operations';
import type { ColourRun } from '../../workers/colour.ts';
import { COLOURS, type Machine } from '../machine.ts';

export interface Autoscaler {
  /** Reads what the workers with the users did since the last step, and changes their number when the policies say so. */
  step(): Promise<void>;
}

export interface AutoscalerTools {
  nowMs(): number;
  say(source: string, line: string): void;
}

interface Before {
  readonly metrics: ColourMetrics;
  readonly workers: string;
  readonly atMs: number;
}

const MINIMUM_SPAN_MS = 500;

/** Keeps the active colour between min and max; every change, and every new reason for none, is a line of the log. */
export function openAutoscaler(settings: ScalingSettings, machine: Machine, tools: AutoscalerTools): Autoscaler {
  let state = initialScalingState;
  let before: Before | undefined;
  let said = '';
  return {
    async step() {
      const run = activeRun(machine);
      await run?.scrape();
      const now = run && snapshot(run, tools.nowMs());
      const last = before;
      before = now;
      if (run === undefined || now === undefined || run !== activeRun(machine)) return;
      const workers = run.placement().wantedWorkers;
      const values = valuesBetween(settings, last, now, workers);
      const reading = { atMs: now.atMs, workers, values, isDeploying: isDeploying(machine) };
      const decision = decideScale(settings, state, reading);
      state = decision.state;
      const kind = decision.reason.replaceAll(/\d+/g, '');
      if (decision.workers !== workers || kind !== said) tools.say(run.colour, `scaling: ${decision.reason}`);
      said = kind;
      if (decision.workers !== workers) run.scale(decision.workers);
    },
  };
}

function activeRun(machine: Machine): ColourRun | undefined {
  const [one, other] = COLOURS;
  const colour = machine.split[one] >= machine.split[other] ? one : other;
  const run = machine.split[colour] > 0 ? machine.run(colour) : undefined;
  return run?.placement().phase === 'ready' ? run : undefined;
}

function snapshot(run: ColourRun, atMs: number): Before {
  const workers = run
    .ready()
    .map(({ id }) => id)
    .sort()
    .join(' ');
  return { metrics: run.tally.reading(atMs), workers, atMs };
}

/** What is compared must be the same workers of the same release: another one's boot is no load of users. */
function valuesBetween(
  { max }: ScalingSettings,
  last: Before | undefined,
  now: Before,
  workers: number,
): ScalingReading['values'] {
  const memory = (100 * now.metrics.memoryBytes) / (totalmem() / max);
  const spanMs = last === undefined ? 0 : now.atMs - last.atMs;
  if (last === undefined || spanMs < MINIMUM_SPAN_MS || last.workers !== now.workers || now.workers === '')
    return { memory };
  const each = (pick: (metrics: ColourMetrics) => number) =>
    Math.max(0, pick(now.metrics) - pick(last.metrics)) / spanMs / workers;
  return { memory, cpu: 100 * each(({ cpuMs }) => cpuMs), requests: 1_000 * each(({ requests }) => requests) };
}

function isDeploying(machine: Machine): boolean {
  return machine.lease !== undefined || COLOURS.every((colour) => machine.run(colour) !== undefined);
}
