import { type EnvironmentName, OperationsError } from '@shared-payments/operations';

/** Where an environment is on AWS, by the names that the estate gives. A test holds them to the templates. */
export interface Where {
  readonly region: string;
  readonly cluster: string;
  readonly service: string;
}

const REGION = 'eu-central-1';

/** Throws `usage` for an environment that has no account. */
export function whereIs(environment: EnvironmentName): Where {
  if (environment !== 'local') {
    const name = (thing: string) => `shared-payments-${environment}-${thing}`;
    return { region: REGION, cluster: name('cluster'), service: name('api') };
  }
  throw new OperationsError({
    code: 'usage',
    message: 'The environment local is not on AWS.',
    remedy: 'Name one that is, `--environment production`, or unset OPS_DRIVER.',
  });
}
