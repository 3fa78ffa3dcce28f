import { parseArgs } from 'node:util';
import { environments, OperationsError } from '@shared-payments/operations';
import type { Command, Invocation, OptionSpec } from './command.ts';
import { nearest } from './nearest.ts';

/** Options every command has. */
export const GLOBAL_OPTIONS: Readonly<Record<string, OptionSpec>> = {
  environment: {
    type: 'string',
    short: 'e',
    value: Object.keys(environments).join('|'),
    what: 'where to work; otherwise the setting OPS_ENVIRONMENT, otherwise local',
  },
  json: { type: 'boolean', what: 'one JSON document on stdout instead of text' },
  help: { type: 'boolean', short: 'h', what: 'this page' },
};

export type Parsed =
  | { readonly kind: 'run'; readonly command: Command; readonly invocation: Invocation }
  | { readonly kind: 'help'; readonly command: Command | undefined };

/** Reads a command line against the commands' own descriptions. Throws `usage` with the nearest name. */
export function parseCommandLine(words: readonly string[], commands: readonly Command[]): Parsed {
  const [first] = words;
  if (first === undefined || first === '--help' || first === '-h') return { kind: 'help', command: undefined };
  const isHelp = first === 'help';
  const name = commandNameIn(isHelp ? words.slice(1) : words, commands);
  if (isHelp) return { kind: 'help', command: name === '' ? undefined : find(name, commands) };
  const rest = words.slice(name.split(' ').length);
  const command = find(name, commands);
  const specs = { ...command.options, ...GLOBAL_OPTIONS };
  const { tokens } = parseArgs({ args: rest, options: forParseArgs(specs), strict: false, tokens: true });
  const options: Record<string, string | boolean> = defaults(specs);
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind === 'option') options[token.name] = checkedValue(command, specs, token);
  }
  if (options.help === true) return { kind: 'help', command };
  return { kind: 'run', command, invocation: { command: name, arguments: named(command, positionals), options } };
}

/** What the words call: `infra diff` of `infra diff production`; two words too where such a command was probably meant. */
export function commandNameIn(words: readonly string[], commands: readonly Command[]): string {
  const [first = '', second = ''] = words;
  const isFamily = commands.some(({ name }) => name.startsWith(`${first} `));
  return isFamily && /^[a-z]/.test(second) ? `${first} ${second}` : first;
}

function find(name: string, commands: readonly Command[]): Command {
  const found = commands.find((command) => command.name === name);
  if (found !== undefined) return found;
  const names = commands.map((command) => command.name);
  const family = names.filter((one) => one.startsWith(`${name} `));
  if (family.length > 0) throw misuse(`\`${name}\` alone does nothing.`, `Say which: \`${family.join('`, `')}\`.`);
  throw misuse(`There is no command \`${name}\`.`, suggestion(nearest(name, names), 'See `./ops --help`.'));
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
}

function checkedValue(
  command: Command,
  specs: Readonly<Record<string, OptionSpec>>,
  token: OptionToken,
): string | boolean {
  const spec = specs[token.name];
  const help = `See \`./ops ${command.name} --help\`.`;
  if (spec === undefined) {
    const near = nearest(token.name, Object.keys(specs));
    throw misuse(`\`${command.name}\` has no option \`${token.rawName}\`.`, suggestion(near && `--${near}`, help));
  }
  const isFlag = spec.type === 'boolean';
  if (isFlag && token.value !== undefined) throw misuse(`\`${token.rawName}\` takes no value.`, help);
  if (!isFlag && /^(-|$)/.test(token.value ?? '')) throw misuse(`\`${token.rawName}\` needs a value.`, help);
  return isFlag ? true : (token.value ?? '');
}

function named(command: Command, given: readonly string[]): Readonly<Record<string, string>> {
  const help = `See \`./ops ${command.name} --help\`.`;
  const surplus = given[command.arguments.length];
  if (surplus !== undefined) throw misuse(`\`${command.name}\` does not know what to do with \`${surplus}\`.`, help);
  const missing = command.arguments.find((spec, index) => spec.isRequired && given[index] === undefined);
  if (missing !== undefined) throw misuse(`\`${command.name}\` needs ${missing.name}: ${missing.what}.`, help);
  return Object.fromEntries(
    command.arguments.flatMap((spec, index) => {
      const value = given[index];
      return value === undefined ? [] : [[spec.name, value]];
    }),
  );
}

function defaults(specs: Readonly<Record<string, OptionSpec>>): Record<string, string | boolean> {
  return Object.fromEntries(
    Object.entries(specs).flatMap(([name, spec]) => (spec.default === undefined ? [] : [[name, spec.default]])),
  );
}

function forParseArgs(specs: Readonly<Record<string, OptionSpec>>) {
  return Object.fromEntries(
    Object.entries(specs).map(([name, { type, short }]) => [name, short === undefined ? { type } : { type, short }]),
  );
}

function suggestion(near: string | undefined, otherwise: string): string {
  return near === undefined ? otherwise : `Did you mean \`${near}\`?`;
}

function misuse(message: string, remedy: string): OperationsError {
  return new OperationsError({ code: 'usage', message, remedy });
}
