import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { ECSClient } from '@aws-sdk/client-ecs';
import type { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';

export interface Connection {
  readonly region: string;
  /** Another address than AWS's own, for tests. */
  readonly endpoint?: string;
  /** Otherwise found as the AWS command line finds them: environment, profile, single sign-on, role of the machine. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** Loaded when first used: a command that asks AWS nothing does not pay for it. Reading is tried three times. */
export interface Clients {
  readonly ecs: () => Promise<ECSClient>;
  readonly balancers: () => Promise<ElasticLoadBalancingV2Client>;
  /** Tries once: whoever writes reads before trying again. */
  readonly balancerWrites: () => Promise<ElasticLoadBalancingV2Client>;
  readonly stacks: () => Promise<CloudFormationClient>;
}

const READ_ATTEMPTS = 3;
const CONNECT_TIMEOUT_MS = 3_000;
const ANSWER_TIMEOUT_MS = 20_000;

export function clientsFor({ region, endpoint, credentials }: Connection): Clients {
  const settings = {
    region,
    maxAttempts: READ_ATTEMPTS,
    requestHandler: { connectionTimeout: CONNECT_TIMEOUT_MS, requestTimeout: ANSWER_TIMEOUT_MS },
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
  };
  const balancers = async (maxAttempts: number) => {
    const sdk = await import('@aws-sdk/client-elastic-load-balancing-v2');
    return new sdk.ElasticLoadBalancingV2Client({ ...settings, maxAttempts });
  };
  return {
    ecs: once(async () => new (await import('@aws-sdk/client-ecs')).ECSClient(settings)),
    balancers: once(() => balancers(READ_ATTEMPTS)),
    balancerWrites: once(() => balancers(1)),
    stacks: once(async () => new (await import('@aws-sdk/client-cloudformation')).CloudFormationClient(settings)),
  };
}

function once<Client>(make: () => Promise<Client>): () => Promise<Client> {
  let made: Promise<Client> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
