import { userInfo } from 'node:os';
import { join } from 'node:path';
import { type Environment, type EnvironmentName, environments } from '@shared-payments/operations';

export interface Config {
  readonly environment: Environment;
  /** State of the environment, as `./ops` has it. */
  readonly directory: string;
  readonly actor: string;
  /** Settings of the product that were given in the environment, by name. */
  readonly given: Readonly<Record<string, string>>;
}

type Surroundings = Readonly<Record<string, string | undefined>>;

/** Reads OPS_ENVIRONMENT, OPS_DIRECTORY, OPS_ACTOR and the product's own `settings`. Throws for an environment there is not. */
export function readConfig(surroundings: Surroundings, root: string, settings: readonly string[]): Config {
  const name = surroundings.OPS_ENVIRONMENT ?? 'local';
  if (!Object.hasOwn(environments, name)) {
    throw new Error(`OPS_ENVIRONMENT is \`${name}\`, not one of ${Object.keys(environments).join(', ')}.`);
  }
  const given = settings.flatMap((setting) => {
    const value = surroundings[setting];
    return value === undefined || value === '' ? [] : [[setting, value] as const];
  });
  return {
    environment: environments[name as EnvironmentName],
    directory: surroundings.OPS_DIRECTORY ?? join(root, '.ops', name),
    actor: surroundings.OPS_ACTOR ?? userInfo().username,
    given: Object.fromEntries(given),
  };
}
