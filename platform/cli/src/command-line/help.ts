import type { Command, OptionSpec } from './command.ts';
import { GLOBAL_OPTIONS } from './parse.ts';

/** The page of one command, or the list of all. */
export function helpText(commands: readonly Command[], command?: Command): string {
  return command === undefined ? overview(commands) : page(command);
}

function overview(commands: readonly Command[]): string {
  const rows = commands.map((command) => [usage(command), command.summary] as const);
  return [
    'The operator’s command line of Shared Payments.',
    '',
    'Usage: ./ops <command> [options]',
    '',
    ...table(rows),
    '',
    'Every command takes:',
    ...table(optionRows(GLOBAL_OPTIONS)),
    '',
    'Data goes to stdout, everything else to stderr.',
    'Exit code: 0 done, 1 refused or failed, 2 misused, 3 waits for a person.',
  ].join('\n');
}

function page(command: Command): string {
  const options = optionRows({ ...command.options, ...GLOBAL_OPTIONS });
  const given = command.arguments.map((spec) => [spec.name, spec.what] as const);
  return [
    `${command.summary}.`,
    '',
    `Usage: ./ops ${usage(command)} [options]`,
    ...(given.length === 0 ? [] : ['', 'Arguments:', ...table(given)]),
    '',
    'Options:',
    ...table(options),
    ...(command.details.length === 0 ? [] : ['', ...command.details]),
    '',
    'Examples:',
    ...command.examples.map((example) => `  ./ops ${example}`),
  ].join('\n');
}

function usage(command: Command): string {
  const given = command.arguments.map((spec) => (spec.isRequired ? `<${spec.name}>` : `[${spec.name}]`));
  return [command.name, ...given].join(' ');
}

function optionRows(options: Readonly<Record<string, OptionSpec>>): readonly (readonly [string, string])[] {
  return Object.entries(options).map(([name, spec]) => {
    const short = spec.short === undefined ? '' : `-${spec.short}, `;
    const value = spec.type === 'boolean' ? '' : ` <${spec.value ?? 'value'}>`;
    const standard = spec.default === undefined ? '' : ` (${spec.default})`;
    return [`${short}--${name}${value}`, `${spec.what}${standard}`];
  });
}

function table(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.min(44, Math.max(...rows.map(([left]) => left.length)));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
