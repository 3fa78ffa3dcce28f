import { createHash, randomUUID } from 'node:crypto';
import {
  type Environment,
  type EnvironmentName,
  environments,
  type OperationsPorts,
  type ReadUsage,
} from '@shared-payments/operations';
import type { Command, Desk, Invocation, RehearsalDesk } from '../command-line/command.ts';
import type { Interruption } from '../command-line/interruption.ts';
import type { Output } from '../command-line/output.ts';
import type { OpenDesk } from '../command-line/run.ts';
import { type Config, readConfig } from '../config.ts';
import { openAwsPlaceOf } from './aws-place.ts';
import { estateOf } from './estate-programs.ts';
import { openHaproxyPlace, openMachinePlace, openMachineRehearsal } from './machine-place.ts';
import { releasedWhenInterrupted } from './released-when-interrupted.ts';
import { emptySimulatedPlace, openSimulatedPlace } from './simulated-place.ts';

/** A place that was opened, for one environment or for a rehearsal of it. */
export interface OpenedPlace {
  readonly ports: OperationsPorts;
  readonly url: string | undefined;
  readonly usage: ReadUsage;
  readonly upgradeEdge?: NonNullable<Desk['upgradeEdge']>;
  readonly close: () => Promise<void>;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Opens what a command works with, by the settings of the process and the options of the invocation. */
export function deskOpener(surroundings: NodeJS.ProcessEnv, repository: string, output: Output): OpenDesk {
  return async (invocation: Invocation, command: Command) => {
    const wanted = invocation.options.environment;
    const config = readConfig(surroundings, repository, typeof wanted === 'string' ? wanted : undefined);
    const joinsOnly = command.startsNothing === true || invocation.options['dry-run'] === true;
    const opened = command.isPlaceless
      ? inMemory(emptySimulatedPlace(sha256))
      : await openPlace(config, output, joinsOnly);
    const place = withInterruption(opened, output.interruption);
    const isJson = invocation.options.json === true;
    return { desk: deskAt(place, config, config.environment, output, isJson), close: place.close };
  };
}

function withInterruption(place: OpenedPlace, interruption: Interruption | undefined): OpenedPlace {
  if (interruption === undefined) return place;
  return { ...place, ports: { ...place.ports, lock: releasedWhenInterrupted(place.ports.lock, interruption) } };
}

function deskAt(place: OpenedPlace, config: Config, environment: Environment, output: Output, isJson: boolean): Desk {
  const { actor, owner } = config;
  const estate = estateOf(config.repository);
  const session = { ports: place.ports, environment, actor, owner, report: output.report };
  const openRehearsal = async (name: string): Promise<RehearsalDesk> => {
    const rehearsed = environments[name as EnvironmentName];
    const stage = await openRehearsalPlace(config, rehearsed, output);
    return { desk: deskAt(stage, config, rehearsed, output, isJson), shutDown: stage.close };
  };
  const openPeer = async (): Promise<RehearsalDesk> => {
    const peer = await openHaproxyPlace(config, output);
    return { desk: deskAt(peer, config, environment, output, isJson), shutDown: peer.close };
  };
  return {
    session,
    ports: place.ports,
    openPeer,
    url: place.url,
    usage: place.usage,
    ...(place.upgradeEdge === undefined ? {} : { upgradeEdge: place.upgradeEdge }),
    isJson,
    openRehearsal,
    estate,
    ...output,
  };
}

async function openPlace(config: Config, output: Output, joinsOnly: boolean): Promise<OpenedPlace> {
  switch (config.driver) {
    case 'simulated':
      return inMemory(await openSimulatedPlace(sha256));
    case 'aws':
      return openAwsPlaceOf(config, sha256);
    case 'machine':
      return openMachinePlace(config, output, joinsOnly);
  }
}

async function openRehearsalPlace(config: Config, rehearsed: Environment, output: Output): Promise<OpenedPlace> {
  const isSimulated = config.driver === 'simulated';
  return isSimulated ? inMemory(emptySimulatedPlace(sha256)) : openMachineRehearsal(config, rehearsed, output);
}

function inMemory(place: OperationsPorts): OpenedPlace {
  return { ports: { ...place, newId: randomUUID }, url: undefined, usage: async () => [], close: async () => {} };
}
