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
import type { Output } from '../command-line/output.ts';
import type { Config } from '../config.ts';
import type { OpenedPlace } from './open-desk.ts';

/** The environment on this machine. What runs there goes on when the command ends. */
export async function openMachinePlace(
  config: Config,
  { say: warn }: Output,
  joinsOnly: boolean,
): Promise<OpenedPlace> {
  const { directory, environment, repository } = config;
  const allowsWorkTree = environment.name === 'local';
  const options = { directory, environment, repository, clock: systemClock, allowsWorkTree, joinsOnly, warn };
  return placeOf(await openMachine(options));
}

/** Another environment's plan on this machine, with data and a port of its own, gone when it is closed or interrupted. */
export function openMachineRehearsal(config: Config, environment: Environment, output: Output): Promise<OpenedPlace> {
  return openForAWhile(config, environment, output, openMachine);
}

/** The releases of the environment behind HAProxy, for a comparison; gone when it is closed or interrupted. */
export function openHaproxyPlace(config: Config, output: Output): Promise<OpenedPlace> {
  return openForAWhile(config, config.environment, output, (options) => joinMachine(options, openHaproxyDriver));
}

async function openForAWhile(
  { repository, ...config }: Config,
  environment: Environment,
  { say, interruption }: Output,
  open: (options: MachineOptions) => Promise<Machine>,
): Promise<OpenedPlace> {
  const directory = await mkdtemp(join(tmpdir(), 'shared-payments-rehearsal-'));
  const releases = join(config.directory, 'releases');
  const options = {
    ...{ directory, environment, repository, clock: systemClock, port: 0, releases, warn: say },
    endsWithThis: true,
  };
  const opening = open(options);
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= end(opening, directory);
    return closing;
  };
  const forget = interruption?.ends(close);
  const closed = () => close().finally(forget);
  try {
    return { ...placeOf(await opening), close: closed };
  } catch (error) {
    await closed();
    throw error;
  }
}

async function end(opening: Promise<Machine>, directory: string): Promise<void> {
  const machine = await opening.catch(() => undefined);
  await machine?.shutDown();
  await rm(directory, { recursive: true, force: true });
}

function placeOf(machine: Machine): OpenedPlace {
  const { url, usage, upgradeEdge, close, publicUrl: _url, shutDown: _stays, ...ports } = machine;
  return { ports, url, usage, upgradeEdge, close };
}
