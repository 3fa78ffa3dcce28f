import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  joinMachine,
  type Machine,
  type MachineOptions,
  openHaproxyDriver,
  openMachine,
  systemClock,
} from '@shared-payments/machine';
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
export function openMachineRehearsal(config: Config, environment: Environment, warn: Warn): Promise<OpenedPlace> {
  return openForAWhile(config, environment, warn, openMachine);
}

/** The releases of the environment behind HAProxy, for a comparison; gone when it is closed. */
export function openHaproxyPlace(config: Config, warn: Warn): Promise<OpenedPlace> {
  return openForAWhile(config, config.environment, warn, (options) => joinMachine(options, openHaproxyDriver));
}

async function openForAWhile(
  { repository, ...config }: Config,
  environment: Environment,
  warn: Warn,
  open: (options: MachineOptions) => Promise<Machine>,
): Promise<OpenedPlace> {
  const directory = await mkdtemp(join(tmpdir(), 'shared-payments-rehearsal-'));
  const releases = join(config.directory, 'releases');
  const close = async (machine?: Machine) => {
    await machine?.shutDown();
    await rm(directory, { recursive: true, force: true });
  };
  try {
    const machine = await open({ directory, environment, repository, clock: systemClock, port: 0, releases, warn });
    return { ...placeOf(machine), close: () => close(machine) };
  } catch (error) {
    await close();
    throw error;
  }
}

function placeOf(machine: Machine): OpenedPlace {
  const { url, usage, upgradeEdge, close, publicUrl: _url, shutDown: _stays, ...ports } = machine;
  return { ports, url, usage, upgradeEdge, close };
}
