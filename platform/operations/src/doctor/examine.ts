import { readSettled } from '../balancer/read-settled.ts';
import type { Environment } from '../environments.ts';
import { OperationsError } from '../errors.ts';
import { findChainBreak } from '../ledger/chain.ts';
import { isAlive } from '../lock/lease.ts';
import { planRollback } from '../plan/plan-rollback.ts';
import { activePlacement, idleColour, readSituation, type Situation } from '../plan/situation.ts';
import type { Placement } from '../plan/step.ts';
import type { OperationsPorts } from '../ports/operations-ports.ts';
import { type Examination, odd, sound, wrong } from './examination.ts';
import { examineBalancer } from './examine-balancer.ts';

/** Looks at everything a deployment relies on and compares it with what is meant to be. Changes nothing. */
export async function examine(ports: OperationsPorts, environment: Environment): Promise<readonly Examination[]> {
  const { balancer, clock } = ports;
  const place =
    balancer === undefined
      ? await examineColours(ports, environment)
      : examineBalancer(await readSettled(balancer, clock), environment);
  return [...place, await examineOperation(ports), await examineLedger(ports)];
}

async function examineColours(ports: OperationsPorts, environment: Environment): Promise<readonly Examination[]> {
  const situation = await readSituation(ports, environment);
  const placement = examineTraffic(situation);
  const active = 'active' in placement ? placement.active : undefined;
  return [
    placement.examination,
    ...(active === undefined ? [] : await examineActive(ports, situation, active)),
    examineIdle(situation, active),
  ];
}

interface TrafficExamination {
  readonly examination: Examination;
  readonly active?: Placement;
}

function examineTraffic({ state }: Situation): TrafficExamination {
  try {
    const active = activePlacement(state);
    if (active === undefined)
      return { examination: odd('users', 'No release has users yet.', 'Deploy one with `./ops deploy`.') };
    const isReady = state[active.colour]?.phase === 'ready';
    if (!isReady) {
      const found = `${active.colour} has the users but is ${state[active.colour]?.phase ?? 'empty'}.`;
      return { examination: wrong('users', found, 'Roll back with `./ops rollback`.'), active };
    }
    return { examination: sound('users', `All users are on ${active.colour}, and it is ready.`), active };
  } catch (error) {
    if (!(error instanceof OperationsError)) throw error;
    return { examination: wrong('users', error.message, error.remedy) };
  }
}

async function examineActive(
  ports: OperationsPorts,
  situation: Situation,
  active: Placement,
): Promise<readonly Examination[]> {
  return [
    examineWorkers(situation, active),
    examineJobs(situation, active),
    await examineRelease(ports, situation, active),
    examineRollback(situation),
    await examineMoney(ports, active),
  ];
}

function examineWorkers({ state, environment }: Situation, active: Placement): Examination {
  const running = state[active.colour];
  const ready = running?.workers.filter((worker) => worker.isReady).length ?? 0;
  const liar = running?.workers.find((worker) => worker.isReady && worker.reportedRelease !== active.release);
  const { min, max } = environment.scaling;
  if (liar !== undefined) return wrong('workers', `${liar.id} reports ${liar.reportedRelease}.`, 'Deploy again.');
  if (ready < min) return wrong('workers', `${ready} workers are ready, below min ${min}.`, 'Read `./ops logs`.');
  if (ready > max) return odd('workers', `${ready} workers are ready, above max ${max}.`, `\`./ops scale ${max}\`.`);
  return sound(
    'workers',
    `${ready} ${ready === 1 ? 'worker is' : 'workers are'} ready, each of the release it was started from.`,
  );
}

function examineJobs({ state }: Situation, active: Placement): Examination {
  if (state.jobsRelease === active.release) return sound('jobs', 'The jobs are of the release that has the users.');
  return wrong(
    'jobs',
    `The jobs run ${state.jobsRelease ?? 'nothing'}.`,
    'Deploy again, or look at `./ops logs --source jobs`.',
  );
}

async function examineRelease(ports: OperationsPorts, situation: Situation, active: Placement): Promise<Examination> {
  const release = situation.releases.find((one) => one.digest === active.release);
  if (release === undefined) return wrong('release', `${active.release} runs but is not kept.`, 'Deploy again.');
  if (!(await ports.releases.isIntact(active.release))) {
    return wrong(
      'release',
      `The files of ${release.version} were changed after it was built.`,
      'Build and deploy it again.',
    );
  }
  const missing = await ports.settings.missing(release.requiredSettings);
  if (missing.length === 0) return sound('release', `${release.version} is whole and has its settings.`);
  return wrong('release', `${release.version} could not start again: ${missing.join(', ')} missing.`, 'Set them.');
}

function examineRollback(situation: Situation): Examination {
  try {
    return sound('rollback', `Possible: ${planRollback(situation).notes.join('. ')}.`);
  } catch (error) {
    if (!(error instanceof OperationsError)) throw error;
    return odd('rollback', error.message, error.remedy);
  }
}

async function examineMoney({ driver }: OperationsPorts, active: Placement): Promise<Examination> {
  const broken = (await driver.metrics(active.colour))?.invariants.filter((one) => !one.holds) ?? [];
  if (broken.length === 0) return sound('money', 'No rule about money is broken.');
  return wrong('money', broken.map((one) => `${one.name}: ${one.detail}`).join('; '), 'Open an incident now.');
}

function examineIdle({ state }: Situation, active: Placement | undefined): Examination {
  const idle = idleColour(state, active);
  if (idle === undefined) return sound('idle colour', 'Nothing runs without users.');
  return odd('idle colour', `${idle.colour} runs without users (${idle.phase}).`, '`./ops drain` lets it leave.');
}

async function examineOperation({ journal, lock, clock }: OperationsPorts): Promise<Examination> {
  const operation = (await journal.read())?.operation;
  const lease = await lock.read();
  const isAtWork = lease !== undefined && isAlive(lease, clock.nowMs());
  if (operation === undefined)
    return sound('operation', isAtWork ? `${lease.owner} is at work.` : 'Nothing is under way.');
  if (operation.isPaused)
    return odd('operation', `A ${operation.plan.kind} waits for a person.`, '`./ops promote` or `./ops abort`.');
  if (isAtWork) return sound('operation', `${lease.owner} is at work: ${lease.purpose}.`);
  return wrong(
    'operation',
    `The command of a ${operation.plan.kind} died.`,
    'Run it again to resume, or `./ops abort`.',
  );
}

async function examineLedger({ ledger, sha256 }: OperationsPorts): Promise<Examination> {
  const records = await ledger.read(1);
  const broken = findChainBreak(records, sha256);
  if (broken === undefined) return sound('ledger', `${records.length} records, the chain is whole.`);
  return wrong('ledger', broken.found, 'Compare with a backup of the ledger.');
}
