import type { GroupName } from './security-groups.ts';

/** Who may open a connection to whom. There are no others: groups have no rules but these. */
export interface Flow {
  readonly from: GroupName | 'door';
  readonly to: GroupName | 'internet' | 'storage';
  readonly port: number | readonly [number, number];
  readonly because: string;
}

export const API_PORT = 3_000;
export const PRODUCTION_PORT = 443;
export const TEST_PORT = 8_443;
export const CACHE_PORT = 6_379;
// Atlas gives each node behind its private endpoint a port of its own in this range.
export const DATABASE_PORTS = [1_024, 65_535] as const;
const HTTPS = 443;
const MAIL_SUBMISSION = 465;

/** Row A7 of the strategy, then what operating it needs. */
export const FLOWS: readonly Flow[] = [
  { from: 'door', to: 'balancer', port: PRODUCTION_PORT, because: 'users, through CloudFront and its firewall' },
  { from: 'balancer', to: 'api', port: API_PORT, because: 'users, and health checks' },
  { from: 'api', to: 'database', port: DATABASE_PORTS, because: 'the store' },
  { from: 'api', to: 'cache', port: CACHE_PORT, because: 'cached answers' },
  { from: 'functions', to: 'database', port: DATABASE_PORTS, because: 'jobs work on the store' },

  { from: 'api', to: 'services', port: HTTPS, because: 'secrets, images, logs' },
  { from: 'functions', to: 'services', port: HTTPS, because: 'secrets, logs' },
  { from: 'bastion', to: 'services', port: HTTPS, because: 'Session Manager, the only way onto the host' },
  { from: 'api', to: 'storage', port: HTTPS, because: 'files, and layers of the image' },
  { from: 'functions', to: 'storage', port: HTTPS, because: 'files, shipped log' },
  { from: 'bastion', to: 'storage', port: HTTPS, because: 'packages of the operating system' },
  { from: 'api', to: 'internet', port: HTTPS, because: 'payment gateways and push services, through NAT' },
  { from: 'functions', to: 'internet', port: HTTPS, because: 'payment gateways and push services, through NAT' },
  { from: 'api', to: 'services', port: MAIL_SUBMISSION, because: 'mail that answers a request, through SES' },
  { from: 'functions', to: 'services', port: MAIL_SUBMISSION, because: 'mail of the outbox, through SES' },

  { from: 'smoke', to: 'balancer', port: TEST_PORT, because: 'the smoke test of a release no user has met' },
  { from: 'smoke', to: 'services', port: HTTPS, because: 'its log' },
  { from: 'rotation', to: 'services', port: HTTPS, because: 'the secrets it rotates, its log' },
  { from: 'setup', to: 'services', port: HTTPS, because: 'its secret, its log' },
  { from: 'setup', to: 'internet', port: HTTPS, because: 'the API of Atlas, through NAT' },
  { from: 'setup', to: 'storage', port: HTTPS, because: 'its answer, which CloudFormation reads from a bucket' },
  { from: 'vpn', to: 'balancer', port: TEST_PORT, because: 'operators look at a release before users do' },
  { from: 'vpn', to: 'services', port: HTTPS, because: 'operators reach AWS without the internet' },
  { from: 'bastion', to: 'database', port: DATABASE_PORTS, because: 'repair by hand, recorded by Session Manager' },
  { from: 'bastion', to: 'cache', port: CACHE_PORT, because: 'repair by hand, recorded by Session Manager' },
];
