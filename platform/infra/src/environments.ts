export type EnvironmentName = 'development' | 'staging' | 'production';

/** One place the product runs in. Everything that differs between places is here; the stacks hold no second list. */
export interface Environment {
  readonly name: EnvironmentName;
  readonly domain: string;
  /** Of the public DNS zone that holds `domain`. */
  readonly hostedZone: { readonly id: string; readonly name: string };
  readonly account: string;
  readonly region: string;
  readonly zones: readonly [string, string, string];
  /** Where copies live, and where the estate is built anew when `region` is lost. */
  readonly recoveryRegion: string;
  readonly features: 'all' | 'stable';
  /** Settings that forbid deletion, and everything a real user's data needs. */
  readonly isProtected: boolean;
  readonly network: NetworkSettings;
  readonly service: ServiceSettings;
  readonly database: DatabaseSettings;
  readonly cache: CacheSettings;
  readonly retention: RetentionSettings;
  readonly cost: CostSettings;
  readonly operators: OperatorSettings;
}

export interface NetworkSettings {
  readonly cidr: string;
  readonly recoveryCidr: string;
  readonly vpnClientCidr: string;
  readonly natGateways: 1 | 3;
  /** In how many zones the private doors to AWS services stand; each costs per hour and zone. */
  readonly endpointZones: 1 | 3;
  /** CloudFront's origin-facing address list, whose id differs per region. */
  readonly doorPrefixList: string;
  /** Of the certificates in ACM that Client VPN presents and trusts. */
  readonly vpnServerCertificateId: string;
  readonly vpnClientCertificateId: string;
}

export interface ServiceSettings {
  readonly minTasks: number;
  readonly maxTasks: number;
  readonly cpuUnits: 512 | 1024 | 2048;
  readonly memoryMiB: 1024 | 2048 | 4096;
  /** Of each task above the minimum: how many run on Spot for each one that does not. */
  readonly spotWeight: number;
  readonly targets: { readonly cpuPercent: number; readonly memoryPercent: number; readonly requestsPerMinute: number };
  /** How users move to a new release, after its smoke test. */
  readonly shift:
    | { readonly kind: 'at-once' }
    | { readonly kind: 'canary'; readonly percent: number; readonly minutes: number }
    | { readonly kind: 'linear'; readonly percent: number; readonly minutes: number };
  /** How long the old release stays warm while all users are on the new one. */
  readonly bakeMinutes: number;
  /** How long a release that passed its smoke test waits for a person before users meet it, then goes back; 0: not at all. */
  readonly approvalMinutes: number;
}

export interface DatabaseSettings {
  readonly organisationId: string;
  /** Of the API key in Secrets Manager, `cfn/atlas/profile/<profile>`. */
  readonly profile: string;
  readonly shards: number;
  readonly electableNodes: 3 | 5;
  readonly readOnlyNodes: number;
  readonly recoveryReadOnlyNodes: number;
  readonly minSize: 'M30' | 'M40' | 'M50';
  readonly maxSize: 'M40' | 'M50' | 'M60' | 'M80';
  /** How far back any moment can be restored. */
  readonly restoreWindowDays: number;
}

export interface CacheSettings {
  readonly nodeType: 'cache.t4g.small' | 'cache.t4g.medium' | 'cache.r7g.large';
  readonly shards: number;
  readonly replicasPerShard: 1 | 2;
  readonly snapshotDays: number;
}

export interface RetentionSettings {
  readonly logDays: 90 | 180 | 400;
  readonly auditYears: 1 | 7;
  readonly backupDays: number;
}

export interface CostSettings {
  readonly monthlyBudgetUsd: number;
  readonly anomalyUsd: number;
  /** Nothing runs outside of working hours. */
  readonly sleepsAtNight: boolean;
}

export interface OperatorSettings {
  readonly mail: string;
  /** Which repository's workflow may deploy here. */
  readonly repository: string;
}

const shared = {
  region: 'eu-central-1',
  zones: ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'],
  recoveryRegion: 'eu-west-1',
  operators: { mail: 'operations@sharedpayments.com', repository: 'shared-payments/shared-payments' },
} as const;

const sharedNetwork = {
  doorPrefixList: 'pl-a3a144ca',
  vpnClientCidr: '172.31.128.0/22',
  vpnServerCertificateId: '5f0c2f0e-8a0d-4a43-9a3f-3d1d3f6f0a01',
  vpnClientCertificateId: '5f0c2f0e-8a0d-4a43-9a3f-3d1d3f6f0a02',
} as const;

const sharedDatabase = {
  organisationId: '65f0c0ffee00000000000001',
  electableNodes: 3,
} as const;

const targets = { cpuPercent: 60, memoryPercent: 75, requestsPerMinute: 6_000 } as const;

const HOSTED_ZONE_NAME = 'sharedpayments.com';

/** Account numbers, zone ids and certificates stand for those of an installation: docs/aws.md says where each comes from. */
export const environments: Readonly<Record<EnvironmentName, Environment>> = {
  development: {
    ...shared,
    name: 'development',
    domain: 'dev.sharedpayments.com',
    hostedZone: { id: 'Z0DEVELOPMENT00001', name: `dev.${HOSTED_ZONE_NAME}` },
    account: '111111111111',
    features: 'all',
    isProtected: false,
    network: {
      ...sharedNetwork,
      cidr: '10.10.0.0/16',
      recoveryCidr: '10.11.0.0/16',
      natGateways: 1,
      endpointZones: 1,
    },
    service: {
      minTasks: 1,
      maxTasks: 2,
      cpuUnits: 512,
      memoryMiB: 1024,
      spotWeight: 3,
      targets,
      shift: { kind: 'at-once' },
      bakeMinutes: 1,
      approvalMinutes: 0,
    },
    database: {
      ...sharedDatabase,
      profile: 'development',
      shards: 1,
      readOnlyNodes: 1,
      recoveryReadOnlyNodes: 0,
      minSize: 'M30',
      maxSize: 'M40',
      restoreWindowDays: 2,
    },
    cache: { nodeType: 'cache.t4g.small', shards: 1, replicasPerShard: 1, snapshotDays: 15 },
    retention: { logDays: 90, auditYears: 1, backupDays: 35 },
    cost: { monthlyBudgetUsd: 1_600, anomalyUsd: 50, sleepsAtNight: true },
  },
  staging: {
    ...shared,
    name: 'staging',
    domain: 'staging.sharedpayments.com',
    hostedZone: { id: 'Z0STAGING000000001', name: `staging.${HOSTED_ZONE_NAME}` },
    account: '222222222222',
    features: 'stable',
    isProtected: true,
    network: {
      ...sharedNetwork,
      cidr: '10.20.0.0/16',
      recoveryCidr: '10.21.0.0/16',
      natGateways: 1,
      endpointZones: 3,
    },
    service: {
      minTasks: 2,
      maxTasks: 4,
      cpuUnits: 1024,
      memoryMiB: 2048,
      spotWeight: 1,
      targets,
      shift: { kind: 'canary', percent: 10, minutes: 2 },
      bakeMinutes: 5,
      approvalMinutes: 0,
    },
    database: {
      ...sharedDatabase,
      profile: 'staging',
      shards: 2,
      readOnlyNodes: 1,
      recoveryReadOnlyNodes: 1,
      minSize: 'M30',
      maxSize: 'M50',
      restoreWindowDays: 7,
    },
    cache: { nodeType: 'cache.t4g.medium', shards: 2, replicasPerShard: 1, snapshotDays: 15 },
    retention: { logDays: 180, auditYears: 1, backupDays: 35 },
    cost: { monthlyBudgetUsd: 3_500, anomalyUsd: 100, sleepsAtNight: false },
  },
  production: {
    ...shared,
    name: 'production',
    domain: 'sharedpayments.com',
    hostedZone: { id: 'Z0PRODUCTION000001', name: HOSTED_ZONE_NAME },
    account: '333333333333',
    features: 'stable',
    isProtected: true,
    network: {
      ...sharedNetwork,
      cidr: '10.30.0.0/16',
      recoveryCidr: '10.31.0.0/16',
      natGateways: 3,
      endpointZones: 3,
    },
    service: {
      minTasks: 3,
      maxTasks: 10,
      cpuUnits: 1024,
      memoryMiB: 2048,
      spotWeight: 1,
      targets,
      shift: { kind: 'canary', percent: 5, minutes: 10 },
      bakeMinutes: 30,
      approvalMinutes: 0,
    },
    database: {
      ...sharedDatabase,
      profile: 'production',
      shards: 2,
      readOnlyNodes: 2,
      recoveryReadOnlyNodes: 1,
      minSize: 'M40',
      maxSize: 'M80',
      restoreWindowDays: 7,
    },
    cache: { nodeType: 'cache.r7g.large', shards: 3, replicasPerShard: 2, snapshotDays: 35 },
    retention: { logDays: 400, auditYears: 7, backupDays: 35 },
    cost: { monthlyBudgetUsd: 9_000, anomalyUsd: 200, sleepsAtNight: false },
  },
};
