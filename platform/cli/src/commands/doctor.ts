import { examine, OperationsError, previewRepair, repair } from '@shared-payments/operations';
import type { Command, CommandResult, Desk, Invocation } from '../command-line/command.ts';
import { operationOutcome, planOutcome, REASON, textIn } from '../command-line/outcome.ts';

const MARKS = { sound: '✓', odd: '·', wrong: '✗' } as const;

export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'Compares what runs with what is meant to run, and says what to do about each difference',
  startsNothing: true,
  arguments: [],
  options: {
    repair: { type: 'boolean', what: 'send users back where the deployment meant them to be (AWS); needs a reason' },
    reason: REASON,
    'dry-run': { type: 'boolean', what: 'with --repair: print what it would do, and do nothing' },
  },
  details: [
    'Without --repair it changes nothing. Exit code 1 when somebody should act.',
    'On AWS (OPS_DRIVER=aws) it compares the weights of both listener rules with what ECS was asked for.',
  ],
  examples: [
    'doctor',
    'doctor -e production --json',
    'doctor --repair -r "a stack update reset the rule" -e production',
  ],
  run: async (desk, invocation) => {
    if (invocation.options.repair === true) return repairOrPlan(desk, invocation);
    refuseAlone(invocation, 'reason');
    refuseAlone(invocation, 'dry-run');
    return report(desk);
  },
};

async function report({ ports, session }: Desk): Promise<CommandResult> {
  const found = await examine(ports, session.environment);
  const wrong = found.filter((one) => one.health === 'wrong').length;
  const lines = found.map(
    (one) => `${MARKS[one.health]} ${one.check.padEnd(11)}  ${[one.found, one.remedy].join(' ').trim()}`,
  );
  const closing = wrong === 0 ? 'Nothing needs anybody' : `${wrong} of ${found.length} checks need somebody`;
  return { lines, json: found.map((one) => ({ ...one })), closing, exitCode: wrong === 0 ? 0 : 1 };
}

async function repairOrPlan(desk: Desk, invocation: Invocation): Promise<CommandResult> {
  if (invocation.options['dry-run'] === true) return planOutcome(desk, await previewRepair(desk.session));
  const reason = textIn(invocation, 'reason');
  if (reason !== undefined) return operationOutcome(await repair(desk.session, reason));
  throw new OperationsError({
    code: 'usage',
    message: '`doctor --repair` moves users and needs a reason.',
    remedy: 'Add `--reason "what you saw"`; see first with `--dry-run`.',
  });
}

function refuseAlone({ options }: Invocation, name: string): void {
  if (options[name] === undefined) return;
  throw new OperationsError({
    code: 'usage',
    message: `\`--${name}\` says nothing without \`--repair\`.`,
    remedy: 'Leave it out, or add `--repair`.',
  });
}
