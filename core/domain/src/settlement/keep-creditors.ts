import { AppError } from '../errors.ts';
import { lesserOf } from './matching.ts';
import { compareIds, compareTransfers } from './open-balances.ts';
import type { MemberBalance, PairwiseDebt, Transfer } from './settlement-plan.ts';

/**
 * Lightens debts (one per pair, ordered by ids) without a new creditor: whoever pays somebody owed them before, every
 * balance stays, and nobody pays more in total than they owed. First debts that run in a circle cancel; then a debt
 * moves along existing ones (A owes B and C, B owes C: A pays C more and B less) as long as that closes one.
 * Throws `invalid_input` when the debts do not add up to the balances.
 */
export function keepCreditors(open: readonly MemberBalance[], debts: readonly PairwiseDebt[]): readonly Transfer[] {
  assertSameBalances(open, debts);
  const graph = toGraph(debts);
  for (const mayRaise of [false, true]) {
    // Debts only vanish, so one that is in no cycle now never will be: one pass is enough.
    for (const { from, to } of debts) {
      while (closeOneDebt(graph, { from, to }, mayRaise)) {}
    }
  }
  return toTransfers(graph);
}

/** from -> to -> amount in minor units; an empty entry is removed. `owedBy` is the same seen from the creditor. */
interface DebtGraph {
  readonly owes: Map<string, Map<string, bigint>>;
  readonly owedBy: Map<string, Set<string>>;
}

interface Pair {
  readonly from: string;
  readonly to: string;
}

/** One step of a cycle: the debt it uses and whether it grows. */
interface Step {
  readonly at: string;
  readonly debt: Pair;
  readonly isRaised: boolean;
  readonly before: Step | undefined;
}

function assertSameBalances(open: readonly MemberBalance[], debts: readonly PairwiseDebt[]): void {
  const difference = new Map(open.map(({ memberId, amountMinor }) => [memberId, amountMinor]));
  for (const { from, to, amountMinor } of debts) {
    difference.set(from, (difference.get(from) ?? 0n) + amountMinor);
    difference.set(to, (difference.get(to) ?? 0n) - amountMinor);
  }
  for (const [memberId, amountMinor] of difference) {
    if (amountMinor === 0n) continue;
    const message = 'The debts between members do not add up to their balances. Recompute both from the same entries.';
    throw new AppError('invalid_input', message, { memberId, differenceMinor: String(amountMinor) });
  }
}

function toGraph(debts: readonly PairwiseDebt[]): DebtGraph {
  const graph: DebtGraph = { owes: new Map(), owedBy: new Map() };
  for (const { from, to, amountMinor } of debts) change(graph, { from, to }, amountMinor);
  return graph;
}

function change(graph: DebtGraph, { from, to }: Pair, byMinor: bigint): void {
  const creditors = graph.owes.get(from) ?? new Map<string, bigint>();
  const debtors = graph.owedBy.get(to) ?? new Set<string>();
  graph.owes.set(from, creditors);
  graph.owedBy.set(to, debtors);
  const amountMinor = amountOf(graph, { from, to }) + byMinor;
  if (amountMinor === 0n) {
    creditors.delete(to);
    debtors.delete(from);
  } else {
    creditors.set(to, amountMinor);
    debtors.add(from);
  }
}

function amountOf(graph: DebtGraph, { from, to }: Pair): bigint {
  return graph.owes.get(from)?.get(to) ?? 0n;
}

// Pushes the smallest lowered debt of a cycle around it, which closes that debt and leaves every balance as it was.
function closeOneDebt(graph: DebtGraph, lowered: Pair, mayRaise: boolean): boolean {
  if (amountOf(graph, lowered) === 0n) return false;
  const steps = findCycle(graph, lowered, mayRaise);
  if (steps === undefined) return false;
  const amounts = steps.filter(({ isRaised }) => !isRaised).map(({ debt }) => amountOf(graph, debt));
  const smallest = amounts.reduce(lesserOf);
  for (const { debt, isRaised } of steps) change(graph, debt, isRaised ? smallest : -smallest);
  return true;
}

// Breadth first from the debtor of `lowered` back to its creditor. Raising two debts in a row would make the member
// between them pay more in total, so a raise may only follow a lowering. Visits each member twice at most.
function findCycle(graph: DebtGraph, lowered: Pair, mayRaise: boolean): readonly Step[] | undefined {
  const start: Step = { at: lowered.from, debt: lowered, isRaised: false, before: undefined };
  const seen = new Set([stateOf(start)]);
  const queue = [start];
  for (let head = 0; head < queue.length; head += 1) {
    const step = queue[head] ?? start;
    for (const next of stepsFrom(graph, step, mayRaise)) {
      if (next.at === lowered.to) {
        if (isSame(next.debt, lowered)) continue;
        return pathOf(next);
      }
      if (seen.has(stateOf(next)) || pathOf(step).some(({ at }) => at === next.at)) continue;
      seen.add(stateOf(next));
      queue.push(next);
    }
  }
  return undefined;
}

function stepsFrom(graph: DebtGraph, step: Step, mayRaise: boolean): readonly Step[] {
  const from = step.at;
  const lowering = [...(graph.owedBy.get(from) ?? [])].sort(compareIds);
  const raising = mayRaise && !step.isRaised ? [...(graph.owes.get(from)?.keys() ?? [])].sort(compareIds) : [];
  return [
    ...lowering.map((at) => ({ at, debt: { from: at, to: from }, isRaised: false, before: step })),
    ...raising.map((at) => ({ at, debt: { from, to: at }, isRaised: true, before: step })),
  ];
}

function pathOf(step: Step): readonly Step[] {
  const steps: Step[] = [];
  for (let current: Step | undefined = step; current !== undefined; current = current.before) steps.push(current);
  return steps;
}

function stateOf({ at, isRaised }: Step): string {
  return `${isRaised ? '+' : '-'}${at}`;
}

function isSame(a: Pair, b: Pair): boolean {
  return a.from === b.from && a.to === b.to;
}

function toTransfers(graph: DebtGraph): readonly Transfer[] {
  const transfers: Transfer[] = [];
  for (const [from, creditors] of graph.owes) {
    for (const [to, amountMinor] of creditors) transfers.push({ from, to, amountMinor });
  }
  return transfers.sort(compareTransfers);
}
