/** List prices in USD of Frankfurt without reservations, rounded. A model of sizes, not an offer: look them up before you rely on one. */
export const PRICES = {
  taskHour: 0.0372 + 2 * 0.0041,
  spotShareOfPrice: 0.3,
  balancerHour: 0.027,
  balancerUnitHour: 0.008,
  natHour: 0.052,
  endpointHour: 0.012,
  vpnAssociationHour: 0.1,
  cacheNodeHour: 0.21,
  databaseNodeHour: { M40: 0.4, M50: 0.8, M60: 1.58, M80: 2.9 },
  doorMillionRequests: 1.2,
  firewallMillionRequests: 0.6,
  doorGigabyte: 0.085,
  logGigabyte: 0.63,
  storedGigabyte: 0.0245,
} as const;

/** What is there however few users come. Numbers of environments.ts, production. */
export const ESTATE = {
  natGateways: 3,
  endpoints: 36,
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
  const extraPrice = PRICES.taskHour * ((1 + PRICES.spotShareOfPrice) / 2);
  const logsUsd = ((requests * PER_REQUEST.logKilobytes) / MILLION) * PRICES.logGigabyte;
  const filesGigabytes = (month.users * STORED_MEGABYTES_PER_USER * COPIES_OF_FILES) / 1_000;
  const parts = {
    tasksUsd: DAYS * (month.baseTaskHoursPerDay * PRICES.taskHour + month.extraTaskHoursPerDay * extraPrice),
    databaseUsd: nodes * PRICES.databaseNodeHour[databaseSize ?? 'M80'] * HOURS * (1 + DATABASE_BACKUP_SHARE),
    cacheUsd: ESTATE.cacheNodes * PRICES.cacheNodeHour * HOURS,
    networkUsd: networkUsd(gigabytes),
    doorUsd:
      (requests / MILLION) * (PRICES.doorMillionRequests + PRICES.firewallMillionRequests) +
      gigabytes * PRICES.doorGigabyte,
    restUsd: ESTATE.restUsd + logsUsd + filesGigabytes * PRICES.storedGigabyte,
  };
  const whole = Object.fromEntries(Object.entries(parts).map(([name, usd]) => [name, Math.round(usd)]));
  const totalUsd = Object.values(whole).reduce((sum, usd) => sum + usd, 0);
  return { ...(whole as unknown as typeof parts), totalUsd, databaseSize };
}

function networkUsd(gigabytes: number): number {
  const units = Math.max(1, gigabytes / HOURS / GIGABYTE_PER_HOUR_OF_A_UNIT);
  const hourly =
    PRICES.balancerHour +
    units * PRICES.balancerUnitHour +
    ESTATE.natGateways * PRICES.natHour +
    ESTATE.endpoints * PRICES.endpointHour +
    ESTATE.vpnAssociations * PRICES.vpnAssociationHour;
  return hourly * HOURS;
}

function databaseSizeFor(peakPerSecond: number): DatabaseSize | undefined {
  const sizes = Object.entries(SHARD_REQUESTS) as [DatabaseSize, number][];
  return sizes.find(([, requests]) => requests * ESTATE.databaseShards >= peakPerSecond)?.[0];
}
