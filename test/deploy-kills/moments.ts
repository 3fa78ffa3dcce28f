import { setTimeout as wait } from 'node:timers/promises';
import type { Direction, Operation } from '@shared-payments/operations';
import type { Place } from './place.ts';
import type { OpsRun } from './run-ops.ts';

/** A step of a plan as the journal says it began: `forward traffic`, `back retire`. */
export type Moment = `${Direction} ${string}`;

export interface Begun {
  readonly moment: Moment;
  readonly operation: Operation;
  /** How many steps had begun by then, to tell it from the same step begun again. */
  readonly number: number;
}

const POLL_MS = 8;

/** The moments of a plan, as `./ops plan --json` gives it. */
export async function momentsOfPlan(place: Place, revision: string): Promise<readonly Moment[]> {
  const { document, said } = await place.run('ana', 'plan', revision);
  if (document?.ok !== true) throw new Error(`There is no plan: ${said}`);
  const plan = document.result as Operation['plan'];
  return [
    ...plan.steps.map(({ kind }) => `forward ${kind}` as const),
    ...plan.revertSteps.map(({ kind }) => `back ${kind}` as const),
  ];
}

/** Each step of what `run` does, as soon as the journal has it; ends with the command. */
export async function* begunBy(place: Place, run: OpsRun): AsyncGenerator<Begun> {
  // What a killed command left is not what this one does.
  let seen = (await place.underWay())?.steps.length ?? 0;
  while (!run.isOver()) {
    const operation = await place.underWay();
    if (operation !== undefined && operation.steps.length > seen) {
      seen = operation.steps.length;
      const moment = newestMoment(operation);
      if (moment !== undefined) yield { moment, operation, number: seen };
    }
    if (operation === undefined) seen = 0;
    await wait(POLL_MS);
  }
}

/** The newest step the journal has of an operation. */
export function newestMoment({ plan, steps }: Operation): Moment | undefined {
  const last = steps.at(-1);
  if (last === undefined) return undefined;
  const step = (last.direction === 'forward' ? plan.steps : plan.revertSteps)[last.index];
  return step && `${last.direction} ${step.kind}`;
}
