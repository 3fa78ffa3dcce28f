import {
  describeStep,
  type Json,
  type OperationResult,
  OperationsError,
  type Plan,
  releaseNames,
} from '@shared-payments/operations';
import type { CommandResult, Desk, Invocation, OptionSpec } from './command.ts';

export const REASON: OptionSpec = { type: 'string', short: 'r', value: 'sentence', what: 'why; the ledger keeps it' };
export const DRY_RUN: OptionSpec = { type: 'boolean', what: 'print the plan and do nothing' };

export function reasonIn({ options }: Invocation): string {
  return typeof options.reason === 'string' ? options.reason : 'none given';
}

export function textIn({ options }: Invocation, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

/** A whole number between two bounds, or `usage`. */
export function wholeNumber(text: string, name: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new OperationsError({
    code: 'usage',
    message: `${name} is \`${text}\`, which is no whole number between ${least} and ${most}.`,
    remedy: 'Give a number in that range.',
  });
}

/** How an operation ended, for people and as JSON. */
export function operationOutcome({ operation, outcome }: OperationResult): CommandResult {
  const { failure, plan } = operation;
  const json: Json = {
    operationId: operation.id,
    kind: plan.kind,
    outcome,
    from: plan.from,
    to: plan.to,
    failure: failure === undefined ? null : { ...failure },
  };
  const because = failure === undefined ? [] : [`${failure.message} [${failure.code}]`, `Try: ${failure.remedy}`];
  return { lines: because, json, closing: closingLine(plan, outcome), exitCode: exitCodeOf(outcome) };
}

/** A plan, as `--dry-run` prints it and as the run performs it. */
export async function planOutcome(desk: Desk, plan: Plan): Promise<CommandResult> {
  const names = await releaseNames(desk.ports);
  const steps = plan.steps.map((step) => describeStep(step, names));
  const back = plan.revertSteps.map((step) => describeStep(step, names));
  const lines = [
    ...plan.notes,
    '',
    `${plan.kind} in ${plan.environment}:`,
    ...steps.map((sentence, index) => `${String(index + 1).padStart(3)}. ${sentence}`),
    ...(back.length === 0
      ? []
      : ['', 'If a step before the last release leaves fails:', ...back.map((sentence) => `   - ${sentence}`)]),
  ];
  const json: Json = { ...JSON.parse(JSON.stringify(plan)), sentences: steps, revertSentences: back };
  return { lines, json, closing: `${plan.steps.length} steps planned, nothing done`, exitCode: 0 };
}

function closingLine(plan: Plan, outcome: OperationResult['outcome']): string {
  const words = {
    succeeded: `${capital(plan.kind)} in ${plan.environment} succeeded`,
    failed: `${capital(plan.kind)} in ${plan.environment} failed; ${plan.kind === 'repair' ? 'see `./ops doctor`' : 'no user met it'}`,
    rolled_back: `${capital(plan.kind)} in ${plan.environment} was rolled back; users are on the old release`,
    paused: `${capital(plan.kind)} in ${plan.environment} waits for a person; users are on the old release`,
  };
  return words[outcome];
}

function exitCodeOf(outcome: OperationResult['outcome']): CommandResult['exitCode'] {
  if (outcome === 'succeeded') return 0;
  return outcome === 'paused' ? 3 : 1;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
