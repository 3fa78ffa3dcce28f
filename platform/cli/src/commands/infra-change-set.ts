import { describeWeights, differingRules, type Json, OperationsError, readSettled } from '@shared-payments/operations';
import type { Command, Desk } from '../command-line/command.ts';
import { textIn } from '../command-line/outcome.ts';

export const infraChangeSetCommand: Command = {
  name: 'infra change-set',
  summary: 'Says whether a change set may be executed: not when it touches the rules by which users come (AWS)',
  arguments: [{ name: 'name', what: 'of the change set, as it was prepared', isRequired: true }],
  options: {
    stack: { type: 'string', value: 'name', default: 'Service', what: 'which stack of the environment it is for' },
  },
  details: [
    'ECS writes the weights of both listener rules and CloudFormation does not know: it would send users to an empty colour.',
    'Also refused while the rules already differ from what ECS was asked for: ECS does not look before it moves users.',
  ],
  examples: ['infra change-set release -e production', 'infra change-set release --stack Network -e staging --json'],
  run: async (desk, invocation) => {
    const environment = desk.session.environment.name;
    const stack = `${environment}-${textIn(invocation, 'stack')}`;
    const name = invocation.arguments.name ?? '';
    const found = [...(await lostUsers(desk)), ...(await desk.estate.refusals(environment, stack, name))];
    const json: Json = { stack, changeSet: name, refusals: found };
    const closing =
      found.length === 0 ? `${name} may be executed on ${stack}` : `${name} must not be executed on ${stack}`;
    return { lines: found, json, closing, exitCode: found.length === 0 ? 0 : 1 };
  },
};

/** Users that are not where ECS believes them: it would move them from there. */
async function lostUsers({ ports }: Desk): Promise<readonly string[]> {
  if (ports.balancer === undefined) {
    throw new OperationsError({
      code: 'usage',
      message: 'Change sets belong to an environment on AWS.',
      remedy: 'Set OPS_DRIVER=aws and name the environment, `-e production`.',
    });
  }
  const state = await readSettled(ports.balancer, ports.clock);
  return differingRules(state).map(
    (rule) =>
      `The ${rule} rule sends to ${describeWeights(state.live[rule])}, not where ECS was asked to: see \`./ops doctor\`.`,
  );
}
