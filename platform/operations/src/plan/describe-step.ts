import { describeWeights } from '../balancer/weights.ts';
import type { TrafficSplit } from '../ports/driver-state.ts';
import { shortDigest } from './notes.ts';
import type { Step } from './step.ts';

/** Version names by digest. */
export type ReleaseNames = ReadonlyMap<string, string>;

/** One line in the present tense: what a step does, for a dry run and for the run itself. */
export function describeStep(step: Step, names: ReleaseNames): string {
  const name = (digest: string | null) => (digest === null ? 'nothing' : (names.get(digest) ?? shortDigest(digest)));
  switch (step.kind) {
    case 'check':
      return step.active === undefined
        ? `checks that nothing runs yet and that ${name(step.release)} is whole`
        : `checks that ${name(step.active.release)} still has all users in ${step.active.colour} and that ${name(step.release)} is whole`;
    case 'migrate':
      return `migrates the data: ${step.phase} ${step.ids.join(', ')}`;
    case 'start':
      return `starts ${count(step.workers, 'worker')} of ${name(step.target.release)} in ${step.target.colour}`;
    case 'await-ready':
      return `waits until ${count(step.workers, 'worker')} in ${step.target.colour} ${step.workers === 1 ? 'is ready and reports' : 'are ready and report'} ${name(step.target.release)}, at most ${seconds(step.timeoutMs)}`;
    case 'smoke':
      return `smokes ${step.colour} and warms it with ${count(step.warmUpRequests, 'request')}, without users`;
    case 'canary':
      return `sends ${percent(step.share)} of new connections to ${step.candidate.colour} and compares it with ${step.baseline.colour} for ${seconds(step.minMs)} to ${seconds(step.maxMs)}`;
    case 'traffic':
      return `sends ${describeSplit(step.split)}`;
    case 'jobs':
      return `runs the jobs of ${name(step.release)}`;
    case 'bake':
      return `bakes ${name(step.candidate.release)} for ${seconds(step.durationMs)}, ${step.baseline.colour} stays warm`;
    case 'retire':
      return `lets ${step.colour} finish its requests and leave, at most ${seconds(step.drainMs)}`;
    case 'scale':
      return `scales ${step.colour} to ${count(step.workers, 'worker')}`;
    case 'prune':
      return `keeps ${count(step.keep.length, 'release')} and removes the others`;
    case 'rule':
      return `sends the ${step.rule} rule to ${describeWeights(step.to)}, away from ${describeWeights(step.from)}`;
  }
}

function describeSplit(split: TrafficSplit): string {
  if (split.blue === 1) return 'all users to blue';
  if (split.green === 1) return 'all users to green';
  return split.blue + split.green === 0 ? 'no users anywhere' : `${percent(split.green)} to green, the rest to blue`;
}

function percent(share: number): string {
  return `${Math.round(share * 1_000) / 10} %`;
}

function seconds(durationMs: number): string {
  return durationMs >= 120_000 ? `${Math.round(durationMs / 6_000) / 10} min` : `${durationMs / 1_000} s`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
