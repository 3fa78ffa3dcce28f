import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Machine, openMachine, systemClock } from '@shared-payments/machine';
import { type EnvironmentName, environments, type Operation } from '@shared-payments/operations';
import { type OpsEnd, type OpsRun, startOps } from './run-ops.ts';

export interface PlaceOptions {
  readonly directory: string;
  readonly repository: string;
  readonly environment: EnvironmentName;
  readonly settings?: Readonly<Record<string, string>>;
}

/** An environment of this machine, changed by `./ops` processes alone; its machine is opened beside them to look at it. */
export interface Place {
  readonly directory: string;
  readonly dataDirectory: string;
  readonly machine: Machine;
  start(actor: string, ...words: readonly string[]): OpsRun;
  run(actor: string, ...words: readonly string[]): Promise<OpsEnd>;
  /** What the journal says is under way. */
  underWay(): Promise<Operation | undefined>;
  /** Ends everything that runs there. */
  close(): Promise<void>;
}

export async function openPlace({ directory, repository, environment, settings = {} }: PlaceOptions): Promise<Place> {
  const dataDirectory = join(directory, 'data');
  mkdirSync(dataDirectory, { recursive: true });
  const values = Object.entries({ PORT: '0', DATA_DIR: dataDirectory, ...settings });
  writeFileSync(join(directory, 'settings.env'), values.map(([name, value]) => `${name}=${value}\n`).join(''));
  const machine = await openMachine({
    directory,
    environment: environments[environment],
    repository,
    clock: systemClock,
    warn: (sentence) => {
      throw new Error(sentence);
    },
  });
  const start = (actor: string, ...words: readonly string[]) =>
    startOps(words, {
      OPS_DIRECTORY: directory,
      OPS_REPOSITORY: repository,
      OPS_ENVIRONMENT: environment,
      OPS_ACTOR: actor,
    });
  return {
    directory,
    dataDirectory,
    machine,
    start,
    run: (actor, ...words) => start(actor, ...words).ended,
    underWay: async () => (await machine.journal.read())?.operation,
    close: async () => {
      await machine.shutDown();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
