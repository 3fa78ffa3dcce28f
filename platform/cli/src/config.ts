import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { type Environment, type EnvironmentName, environments, OperationsError } from '@shared-payments/operations';
import { unknownEnvironment } from './command-line/unknown-environment.ts';

/** What the operator's command line reads from its surroundings; everything else are options. */
export interface Config {
  readonly environment: Environment;
  /** Where releases run: processes of this machine, AWS, or a simulation for trying commands out. */
  readonly driver: 'machine' | 'aws' | 'simulated';
  /** State of the environment: releases, ledger, logs. */
  readonly directory: string;
  /** The git work tree that releases are built from. */
  readonly repository: string;
  readonly actor: string;
  readonly owner: string;
}

type Surroundings = Readonly<Record<string, string | undefined>>;

/** Reads OPS_ENVIRONMENT, OPS_DRIVER, OPS_DIRECTORY, OPS_REPOSITORY and OPS_ACTOR. Throws `usage`. */
export function readConfig(surroundings: Surroundings, ownRepository: string, wanted: string | undefined): Config {
  const name = wanted ?? surroundings.OPS_ENVIRONMENT ?? 'local';
  const driver = surroundings.OPS_DRIVER ?? 'machine';
  if (!isEnvironment(name)) throw unknownEnvironment(name);
  if (!isDriver(driver)) throw unknownDriver(driver);
  const repository = surroundings.OPS_REPOSITORY ?? ownRepository;
  const user = surroundings.OPS_ACTOR ?? userInfo().username;
  return {
    environment: environments[name],
    driver,
    directory: surroundings.OPS_DIRECTORY ?? join(repository, '.ops', name),
    repository,
    actor: user,
    owner: `${user}@${hostname()}`,
  };
}

function isEnvironment(name: string): name is EnvironmentName {
  return Object.hasOwn(environments, name);
}

function isDriver(name: string): name is Config['driver'] {
  return name === 'machine' || name === 'aws' || name === 'simulated';
}

function unknownDriver(driver: string): OperationsError {
  return new OperationsError({
    code: 'usage',
    message: `The setting OPS_DRIVER is \`${driver}\`, not machine, aws or simulated.`,
    remedy: 'Set it to one of these, or leave it out for this machine.',
  });
}
