import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseEnv } from 'node:util';
import { OperationsError } from '@shared-payments/operations';

export type SettingValues = Readonly<Record<string, string>>;

const NAME = /^[A-Z][A-Z0-9_]*$/;

/** What an operator writes by hand, and what the last `npm start` was given, which goes before it. */
const settingsPath = (directory: string) => join(directory, 'settings.env');
const givenPath = (directory: string) => join(directory, 'settings-given.env');

/** Settings and secrets of the environment in `directory`, by name. Throws `usage` for a name no setting has. */
export function readSettings(directory: string): SettingValues {
  const values = { ...readFile(settingsPath(directory)), ...readFile(givenPath(directory)) };
  const wrong = Object.keys(values).filter((name) => !NAME.test(name));
  if (wrong.length > 0) throw misnamed(directory, wrong);
  return values;
}

/** Keeps what a start was given, so that the next release is started with the same; readable by its owner only. */
export function writeGivenSettings(directory: string, values: SettingValues): void {
  const path = givenPath(directory);
  mkdirSync(dirname(path), { recursive: true });
  const lines = Object.entries(values).map(([name, value]) => `${name}=${quoted(name, value)}\n`);
  writeFileSync(`${path}.next`, lines.join(''), { mode: 0o600 });
  renameSync(`${path}.next`, path);
}

function readFile(path: string): SettingValues {
  if (!existsSync(path)) return {};
  // Secrets are in it, whoever made it.
  chmodSync(path, 0o600);
  return parseEnv(readFileSync(path, 'utf8')) as SettingValues;
}

function quoted(name: string, value: string): string {
  const quote = ["'", '"', '`'].find((one) => !value.includes(one));
  if (quote !== undefined && !value.includes('\r')) return `${quote}${value}${quote}`;
  throw new OperationsError({
    code: 'usage',
    message: `The value of ${name} has every kind of quote in it, so it cannot be kept.`,
    remedy: 'Leave one kind of quote out.',
  });
}

function misnamed(directory: string, names: readonly string[]): OperationsError {
  return new OperationsError({
    code: 'usage',
    message: `No setting has the name ${names.join(', ')}.`,
    remedy: `Write names in capitals, one \`NAME=value\` a line, in ${settingsPath(directory)}.`,
  });
}
