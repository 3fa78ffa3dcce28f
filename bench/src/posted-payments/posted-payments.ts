import { bodyOf } from '../api-process/person.ts';
import { processUsage } from '../api-process/process-usage.ts';
import { type ApiProcess, startApiProcess } from '../api-process/start-api-process.ts';
import { createFlat, type Flat } from '../flat.ts';
import { type LoadResult, runLoad } from '../load/run-load.ts';
import type { Figure, Measurement } from '../measurement.ts';
import { medianAndSpread } from '../statistics.ts';

const ROUNDS = 3;
const SECONDS = 4;
const CONNECTIONS = 64;
const READ_CONNECTIONS = 16;
const READS_PER_SECOND = 500;
const GOAL_PER_SECOND = 500;
const GOAL_MS = 50;

interface Round {
  /** As many as get answered. */
  readonly most: LoadResult;
  /** Of a core for each payment, in the process that posts it: what a busy machine does not change. */
  readonly cpuMs: number;
  /** At the goal's rate, with reads beside it. */
  readonly steady: LoadResult;
  readonly reads: LoadResult;
}

/** Payments by card that are approved, charged at the sandbox and posted, each durable before its answer, and reads meanwhile. */
export const postedPayments: Measurement = {
  name: 'posted-payments',
  title: `Payments by card over HTTP, started, charged at the sandbox and posted, all in one group`,
  async measure({ folder, progress }) {
    const api = await startApiProcess(folder, [], { GATEWAY: 'sandbox' });
    try {
      const flat = await createFlat(api.url);
      const rounds: Round[] = [];
      let asked = (await pay(api, flat, { seconds: 1 })).answered;
      for (let index = 1; index <= ROUNDS; index += 1) {
        progress(`round ${index} of ${ROUNDS}`);
        const round = await oneRound(api, flat);
        asked += round.most.answered + round.steady.answered;
        rounds.push(round);
      }
      await assertPosted(api, flat, asked);
      return figuresOf(rounds, processUsage(api.pid).residentMb);
    } finally {
      await api.stop();
    }
  },
};

async function oneRound(api: ApiProcess, flat: Flat): Promise<Round> {
  const before = processUsage(api.pid).cpuMs;
  const most = await pay(api, flat, { seconds: SECONDS });
  const cpuMs = (processUsage(api.pid).cpuMs - before) / most.answered;
  const [steady, reads] = await Promise.all([
    pay(api, flat, { seconds: SECONDS, perSecond: GOAL_PER_SECOND }),
    runLoad({
      urls: [`${api.url}/v1/groups/${flat.groupId}/balances`],
      headers: { cookie: flat.person.cookie },
      connections: READ_CONNECTIONS,
      seconds: SECONDS,
      perSecond: READS_PER_SECOND,
    }),
  ]);
  return { most, cpuMs, steady, reads };
}

/** One minor unit each, so that the payer's balance is the number of payments that were posted. */
function pay(api: ApiProcess, { groupId, person, members }: Flat, rate: { seconds: number; perSecond?: number }) {
  const [from, to] = members;
  return runLoad({
    urls: [`${api.url}/v1/groups/${groupId}/payments/start`],
    method: 'POST',
    headers: { cookie: person.cookie, 'content-type': 'application/json', 'idempotency-key': '[<id>]' },
    body: JSON.stringify({ from, to, amountMinor: 1, currency: 'EUR', method: 'card', instrument: 'sandbox_succeed' }),
    connections: CONNECTIONS,
    ...rate,
  });
}

/** A quick answer that posted nothing must not count. What was under way when a load ended may be posted beyond what was answered. */
async function assertPosted(api: ApiProcess, { groupId, person, members }: Flat, answered: number): Promise<void> {
  const answer = await person.ask(api.url, 'GET', `/v1/groups/${groupId}/balances`);
  type Balances = { currencies: { members: { memberId: string; amountMinor: number }[] }[] };
  const [euro] = bodyOf<Balances>(answer).currencies;
  const posted = euro?.members.find(({ memberId }) => memberId === members[0])?.amountMinor ?? 0;
  const underWayMax = (2 * ROUNDS + 1) * CONNECTIONS;
  if (posted < answered || posted > answered + underWayMax)
    throw new Error(`${answered} payments were answered and ${posted} were posted.`);
}

function figuresOf(rounds: readonly Round[], residentMb: number): readonly Figure[] {
  const over = (value: (round: Round) => number) => medianAndSpread(rounds.map(value));
  return [
    {
      what: 'posted payments, as many as get answered',
      ...over(({ most }) => most.perSecond),
      unit: 'per second',
      goal: { atLeast: GOAL_PER_SECOND },
      note: `median of ${ROUNDS} rounds of ${SECONDS} s at ${CONNECTIONS} connections; two durable commits for each payment`,
    },
    {
      what: `99 of 100 reads are answered within, at ${GOAL_PER_SECOND} payments per second`,
      ...over(({ reads }) => reads.p99Ms),
      unit: 'ms',
      goal: { atMost: GOAL_MS },
      note: `${READS_PER_SECOND} reads of balances per second beside; every payment makes the answer anew`,
    },
    {
      what: '99 of 100 of these payments are answered within',
      ...over(({ steady }) => steady.p99Ms),
      unit: 'ms',
      goal: { atMost: GOAL_MS },
    },
    { what: 'time on a core for each payment', ...over(({ cpuMs }) => cpuMs), unit: 'ms' },
    { what: 'payments posted meanwhile', ...over(({ steady }) => steady.perSecond), unit: 'per second' },
    { what: 'reads answered meanwhile', ...over(({ reads }) => reads.perSecond), unit: 'per second' },
    { what: '99 of 100 payments at full load within', ...over(({ most }) => most.p99Ms), unit: 'ms' },
    { what: 'resident memory of the API after this load', value: residentMb, unit: 'MB' },
  ];
}
