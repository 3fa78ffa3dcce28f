/** Where a price comes from. `read`: on the page or list named; `derived`: from one that was; `assumed`: nobody looked it up. */
export type Basis = 'read' | 'derived' | 'assumed';

export interface Price {
  readonly usd: number;
  readonly per: string;
  readonly basis: Basis;
  readonly source: string;
  /** Year and month of the source, not of a purchase. */
  readonly asOf: string;
}

// Frankfurt over Northern Virginia, as AWS has it for Fargate's other architecture. Not looked up for what it is used on here.
const FRANKFURT = 1.15;
const NODES_OF_A_PRICED_SET = 3;
const ATLAS_SOURCE =
  'mongodb.com/pricing as quoted for AWS us-east-1, a set of three nodes; a third of it, times 1.15 for Frankfurt';

/** A node of Atlas, from the price of a set of three in Northern Virginia. */
function databaseNode(ofThreeUsd: number): Price {
  const usd = (ofThreeUsd / NODES_OF_A_PRICED_SET) * FRANKFURT;
  return { usd, per: 'node and hour', basis: 'derived', source: ATLAS_SOURCE, asOf: '2026-05' };
}

// Valkey costs a fifth less than Redis on the same node.
const VALKEY = 0.8;

/** A node of the cache, from what Redis costs on it in Northern Virginia. */
function cacheNode(redisUsd: number): Price {
  const source = `AWS price list as quoted, us-east-1 ${redisUsd} for Redis, a fifth less for Valkey, times 1.15 for Frankfurt`;
  return { usd: redisUsd * VALKEY * FRANKFURT, per: 'node and hour', basis: 'derived', source, asOf: '2026-04' };
}

/** List prices in USD of Frankfurt, without reservations, support and taxes. A model of sizes, not an offer. */
export const PRICES = {
  taskCpuHour: {
    usd: 0.03238 * FRANKFURT,
    per: 'vCPU and hour, ARM',
    basis: 'derived',
    source: 'AWS price list, USE1-Fargate-ARM-vCPU-Hours:perCPU 0.03238, times 1.15 for Frankfurt',
    asOf: '2026-03',
  },
  taskMemoryHour: {
    usd: 0.00356 * FRANKFURT,
    per: 'GB and hour, ARM',
    basis: 'derived',
    source: 'AWS price list, USE1-Fargate-ARM-GB-Hours 0.00356, times 1.15 for Frankfurt',
    asOf: '2026-03',
  },
  spotShareOfPrice: {
    usd: 0.3,
    per: 'dollar of the usual price',
    basis: 'derived',
    source: 'aws.amazon.com/fargate/pricing: "up to 70 % less", which moves with demand',
    asOf: '2026-03',
  },
  balancerHour: {
    usd: 0.027,
    per: 'hour',
    basis: 'derived',
    source: 'a published bill of 720 hours, EUC1-LoadBalancerUsage 19.44',
    asOf: '2026-04',
  },
  balancerUnitHour: { usd: 0.008, per: 'capacity unit and hour', basis: 'assumed', source: '', asOf: '' },
  natHour: {
    usd: 0.052,
    per: 'gateway and hour',
    basis: 'read',
    source: 'AWS price list, EUC1-NatGateway-Hours, as quoted',
    asOf: '2026-05',
  },
  endpointHour: {
    usd: 0.012,
    per: 'endpoint, zone and hour',
    basis: 'read',
    source: 'AWS price list, EUC1-VpcEndpoint-Hours, as quoted',
    asOf: '2026-09',
  },
  vpnAssociationHour: {
    usd: 0.1,
    per: 'subnet and hour',
    basis: 'derived',
    source: 'AWS price list, USE1-ClientVPN-EndpointHours 0.10 (Tokyo: 0.15); Frankfurt was not found',
    asOf: '2026-09',
  },
  cacheNodeHour: {
    'cache.t4g.small': cacheNode(0.032),
    'cache.t4g.medium': cacheNode(0.065),
    'cache.r7g.large': cacheNode(0.219),
  },
  databaseNodeHour: {
    M30: databaseNode(0.54),
    M40: databaseNode(1.04),
    M50: databaseNode(2),
    M60: databaseNode(3.95),
    M80: databaseNode(7.3),
  },
  doorMillionRequests: {
    usd: 1.2,
    per: 'million HTTPS requests from Europe',
    basis: 'read',
    source: 'aws.amazon.com/cloudfront/pricing: 0.0120 per 10,000',
    asOf: '2026-05',
  },
  firewallMillionRequests: {
    usd: 0.6,
    per: 'million requests',
    basis: 'read',
    source: 'aws.amazon.com/waf/pricing',
    asOf: '2026-08',
  },
  doorGigabyte: {
    usd: 0.085,
    per: 'GB to Europe, the first 10 TB of a month',
    basis: 'read',
    source: 'aws.amazon.com/cloudfront/pricing; the free terabyte is not taken off',
    asOf: '2025-12',
  },
  logGigabyte: {
    usd: 0.63,
    per: 'GB written',
    basis: 'read',
    source: 'AWS price list, EUC1-DataProcessing-Bytes, as quoted',
    asOf: '2025-01',
  },
  storedGigabyte: { usd: 0.0245, per: 'GB and month', basis: 'assumed', source: '', asOf: '' },
} as const satisfies Readonly<Record<string, Price | Readonly<Record<string, Price>>>>;
