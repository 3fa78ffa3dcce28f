import { PRICES } from './prices.ts';

/** What is there however few users come. Numbers of environments.ts, production. */
export const ESTATE = {
  natGateways: 3,
  /** In all zones: twelve of AWS's services, and the database's here and in the second region. */
  endpoints: 42,
  vpnAssociations: 3,
  cacheNodes: 9,
  databaseShards: 2,
  databaseNodesPerShard: 6,
  /** GuardDuty, Config, keys, backups of little, canary, dashboards, firewall rules, DNS. */
  restUsd: 250,
} as const;

/** Assumed. Requests are those of the API; answers kept in the browser or at the edge never arrive. */
export const PER_REQUEST = { kilobytes: 4, logKilobytes: 0.5 } as const;
const STORED_MEGABYTES_PER_USER = 2;
/** Backups and moments to restore, as a share of what the nodes cost. */
const DATABASE_BACKUP_SHARE = 0.25;
/** Assumed: requests per second of one shard with its CPU at half. */
const SHARD_REQUESTS = { M40: 400, M50: 800, M60: 1_600, M80: 3_200 } as const;
const HOURS = 730;
const DAYS = 30.4;
const COPIES_OF_FILES = 2;
const MILLION = 1_000_000;
/** A task has one processor and two gigabytes: environments.ts, production. */
const TASK_HOUR_USD = PRICES.taskCpuHour.usd + 2 * PRICES.taskMemoryHour.usd;
const GIGABYTE_PER_HOUR_OF_A_UNIT = 1;

export type DatabaseSize = keyof typeof SHARD_REQUESTS;

export interface Month {
  readonly users: number;
  readonly requestsPerDay: number;
  readonly peakPerSecond: number;
  readonly baseTaskHoursPerDay: number;
  readonly extraTaskHoursPerDay: number;
}

export interface MonthlyCost {
  readonly tasksUsd: number;
  readonly databaseUsd: number;
  readonly cacheUsd: number;
  readonly networkUsd: number;
  readonly doorUsd: number;
  readonly restUsd: number;
  readonly totalUsd: number;
  /** Undefined: no size of this estate carries the load; the largest is counted. */
  readonly databaseSize: DatabaseSize | undefined;
}

/** Whole dollars a month; half of the tasks above the minimum run on Spot. */
export function monthlyCost(month: Month): MonthlyCost {
  const requests = month.requestsPerDay * DAYS;
  const gigabytes = (requests * PER_REQUEST.kilobytes) / MILLION;
  const databaseSize = databaseSizeFor(month.peakPerSecond);
  const nodes = ESTATE.databaseShards * ESTATE.databaseNodesPerShard;
  const extraPrice = TASK_HOUR_USD * ((1 + PRICES.spotShareOfPrice.usd) / 2);
  const logsUsd = ((requests * PER_REQUEST.logKilobytes) / MILLION) * PRICES.logGigabyte.usd;
  const filesGigabytes = (month.users * STORED_MEGABYTES_PER_USER * COPIES_OF_FILES) / 1_000;
  const parts = {
    tasksUsd: DAYS * (month.baseTaskHoursPerDay * TASK_HOUR_USD + month.extraTaskHoursPerDay * extraPrice),
    databaseUsd: nodes * PRICES.databaseNodeHour[databaseSize ?? 'M80'].usd * HOURS * (1 + DATABASE_BACKUP_SHARE),
    cacheUsd: ESTATE.cacheNodes * PRICES.cacheNodeHour['cache.r7g.large'].usd * HOURS,
    networkUsd: networkUsd(gigabytes),
    doorUsd:
      (requests / MILLION) * (PRICES.doorMillionRequests.usd + PRICES.firewallMillionRequests.usd) +
      gigabytes * PRICES.doorGigabyte.usd,
    restUsd: ESTATE.restUsd + logsUsd + filesGigabytes * PRICES.storedGigabyte.usd,
  };
  const whole = Object.fromEntries(Object.entries(parts).map(([name, usd]) => [name, Math.round(usd)]));
  const totalUsd = Object.values(whole).reduce((sum, usd) => sum + usd, 0);
  return { ...(whole as unknown as typeof parts), totalUsd, databaseSize };
}

export interface Standing {
  readonly natGateways: number;
  readonly endpoints: number;
  readonly vpnAssociations: number;
  readonly cacheNodes: number;
  readonly cacheType: keyof typeof PRICES.cacheNodeHour;
  readonly databaseNodes: number;
  readonly databaseSize: keyof typeof PRICES.databaseNodeHour;
}

/** Whole dollars a month for what stands in an environment though nobody comes, without its tasks and small things. */
export function standingCost(it: Standing): {
  readonly databaseUsd: number;
  readonly cacheUsd: number;
  readonly networkUsd: number;
} {
  const node = PRICES.databaseNodeHour[it.databaseSize].usd;
  return {
    databaseUsd: Math.round(it.databaseNodes * node * HOURS * (1 + DATABASE_BACKUP_SHARE)),
    cacheUsd: Math.round(it.cacheNodes * PRICES.cacheNodeHour[it.cacheType].usd * HOURS),
    networkUsd: Math.round(networkUsd(0, it)),
  };
}

function networkUsd(
  gigabytes: number,
  it: Pick<Standing, 'natGateways' | 'endpoints' | 'vpnAssociations'> = ESTATE,
): number {
  const units = Math.max(1, gigabytes / HOURS / GIGABYTE_PER_HOUR_OF_A_UNIT);
  const hourly =
    PRICES.balancerHour.usd +
    units * PRICES.balancerUnitHour.usd +
    it.natGateways * PRICES.natHour.usd +
    it.endpoints * PRICES.endpointHour.usd +
    it.vpnAssociations * PRICES.vpnAssociationHour.usd;
  return hourly * HOURS;
}

function databaseSizeFor(peakPerSecond: number): DatabaseSize | undefined {
  const sizes = Object.entries(SHARD_REQUESTS) as [DatabaseSize, number][];
  return sizes.find(([, requests]) => requests * ESTATE.databaseShards >= peakPerSecond)?.[0];
}
