import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Machine, openMachine, systemClock } from '@shared-payments/machine';
import type { Environment } from '@shared-payments/operations';
import type { Config } from '../config.ts';
import type { OpenedPlace } from './open-desk.ts';

type Warn = (sentence: string) => void;

/** The environment on this machine. What runs there goes on when the command ends. */
export async function openMachinePlace(config: Config, warn: Warn): Promise<OpenedPlace> {
  const { directory, environment, repository } = config;
  const allowsWorkTree = environment.name === 'local';
  const options = { directory, environment, repository, clock: systemClock, allowsWorkTree, warn };
  return placeOf(await openMachine(options));
}

/** Another environment's plan on this machine, with data and a port of its own, gone when it is closed. */
export async function openMachineRehearsal(config: Config, environment: Environment, warn: Warn): Promise<OpenedPlace> {
  const directory = await mkdtemp(join(tmpdir(), 'shared-payments-rehearsal-'));
  const releases = join(config.directory, 'releases');
  const { repository } = config;
  const machine = await openMachine({
    directory,
    environment,
    repository,
    clock: systemClock,
    port: 0,
    releases,
    warn,
  });
  const close = async () => {
    await machine.shutDown();
    await rm(directory, { recursive: true, force: true });
  };
  return { ...placeOf(machine), close };
}

function placeOf(machine: Machine): OpenedPlace {
  const { url, usage, close, publicUrl: _url, shutDown: _stays, ...ports } = machine;
  return { ports, url, usage, close };
}
