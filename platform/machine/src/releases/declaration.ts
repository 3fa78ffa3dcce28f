import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Migration } from '@shared-payments/operations';
import { buildFailed } from './build-failed.ts';
import { declaredMigrations } from './declared-migrations.ts';

/** What a revision says about itself in `release.json`: all that a place needs to know to run it. Paths are relative to it. */
export interface Declaration {
  readonly processes: Readonly<Record<ProcessRole, string>>;
  /** Program that lists and applies migrations to the data. */
  readonly migrate: string;
  /** Folder of the migrations it declares. */
  readonly migrations: string;
  /** Workspaces whose dependencies go with the release; all others only serve those who work on it. */
  readonly runs: readonly string[];
  /** Further packages that go with it, such as the Node it runs on. */
  readonly packages: readonly string[];
  readonly requiredSettings: readonly string[];
  /** A built folder that is not in git: the web app. */
  readonly web?: { readonly workspace: string; readonly build: readonly string[]; readonly output: string };
}

export type ProcessRole = 'api' | 'jobs';

export interface DeclaredRelease {
  readonly declaration: Declaration;
  readonly version: string;
  readonly migrations: readonly Migration[];
}

/** Reads what the checked-out revision in `directory` declares. Throws `build_failed` naming what is missing or wrong. */
export function readDeclaration(directory: string): DeclaredRelease {
  const declaration = readJson(directory, 'release.json');
  const problems = problemsOf(declaration);
  if (problems.length > 0) throw buildFailed(`release.json is not right: ${problems.join('; ')}.`);
  const known = declaration as unknown as Declaration;
  const { version } = readJson(directory, 'package.json');
  if (typeof version !== 'string') throw buildFailed('package.json has no version.');
  return { declaration: known, version, migrations: declaredMigrations(join(directory, known.migrations)) };
}

function problemsOf(found: Readonly<Record<string, unknown>>): readonly string[] {
  const processes = (found.processes ?? {}) as Readonly<Record<string, unknown>>;
  const web = found.web as Readonly<Record<string, unknown>> | undefined;
  const paths = {
    'processes.api': processes.api,
    'processes.jobs': processes.jobs,
    migrate: found.migrate,
    migrations: found.migrations,
    ...(web === undefined ? {} : { 'web.workspace': web.workspace, 'web.output': web.output }),
  };
  const lists = {
    runs: found.runs,
    packages: found.packages,
    requiredSettings: found.requiredSettings,
    ...(web === undefined ? {} : { 'web.build': web.build }),
  };
  return [
    ...Object.entries(paths).flatMap(([name, value]) => (isInside(value) ? [] : [`${name} is no path inside it`])),
    ...Object.entries(lists).flatMap(([name, value]) => (isTexts(value) ? [] : [`${name} is no list of texts`])),
  ];
}

function isInside(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && !value.startsWith('/') && !value.split('/').includes('..');
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function readJson(directory: string, name: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(readFileSync(join(directory, name), 'utf8'));
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'has no' : 'cannot be read: its';
    throw buildFailed(`The revision ${why} ${name}.`, [], error);
  }
}
