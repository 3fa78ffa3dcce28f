import { OperationsError } from '../errors.ts';
import { outOfRange } from '../ports/refusals.ts';
import { activePlacement, idleColour, type Situation } from './situation.ts';
import type { Placement, Plan } from './step.ts';

/** Another number of workers for the release that has the users, within the environment's min and max: `out_of_range`, `nothing_to_do`. */
export function planScaling(situation: Situation, workers: number): Plan {
  const active = requireActive(situation);
  const { min, max } = situation.environment.scaling;
  if (!Number.isInteger(workers) || workers < min || workers > max) {
    throw outOfRange(`${workers} workers`, `${situation.environment.name} runs between ${min} and ${max}.`);
  }
  const now = situation.state[active.colour]?.wantedWorkers ?? 0;
  if (now === workers) throw nothing(`${workers} workers already run.`);
  return {
    ...planFor('scaling', situation, active),
    notes: [`${now} → ${workers} workers in ${active.colour}`],
    steps: [
      { kind: 'scale', colour: active.colour, workers },
      { kind: 'await-ready', target: active, workers, timeoutMs: situation.environment.readyTimeoutMs },
    ],
    revertSteps: [{ kind: 'scale', colour: active.colour, workers: now }],
    promotedAt: 2,
  };
}

/** Lets the colour without users leave: `nothing_to_do` when it is empty. */
export function planDraining(situation: Situation): Plan {
  const active = activePlacement(situation.state);
  const idle = idleColour(situation.state, active);
  if (idle === undefined) throw nothing('No colour without users runs.');
  return {
    ...planFor('draining', situation, { colour: idle.colour, release: idle.release }),
    notes: [
      `${idle.colour} finishes ${idle.activeRequests} requests on ${idle.openConnections} connections and leaves`,
    ],
    steps: [{ kind: 'retire', colour: idle.colour, drainMs: situation.environment.drainMs }],
    revertSteps: [],
    promotedAt: 0,
  };
}

function planFor(kind: 'scaling' | 'draining', situation: Situation, placement: Placement) {
  return { kind, environment: situation.environment.name, from: placement.release, to: placement.release };
}

function requireActive(situation: Situation): Placement {
  const active = activePlacement(situation.state);
  if (active === undefined) throw nothing('No release has users yet.');
  return active;
}

function nothing(message: string): OperationsError {
  return new OperationsError({ code: 'nothing_to_do', message, remedy: 'Look at `./ops status`.' });
}
