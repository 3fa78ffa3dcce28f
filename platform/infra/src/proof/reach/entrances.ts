import { type Estate, type Found, listOf, pointedAt, resourcesIn, textOf } from '../read-estate.ts';

/** A name that answers to everybody on the internet. */
export interface Entrance {
  readonly address: string;
  readonly kind: 'door' | 'web API' | 'function address' | 'open balancer' | 'open bucket';
  readonly isBehindFirewall: boolean;
  /** Types of what answers behind it. */
  readonly leadsTo: readonly string[];
}

/** Every way in from the internet that needs no network: each is one more thing to defend. */
export function entrancesOf(estate: Estate): readonly Entrance[] {
  return [
    ...resourcesIn(estate, 'AWS::CloudFront::Distribution').map((it) => door(estate, it)),
    ...plain(estate, 'web API', ['AWS::ApiGatewayV2::Api', 'AWS::ApiGateway::RestApi'], () => true),
    ...plain(estate, 'function address', ['AWS::Lambda::Url'], () => true),
    ...plain(
      estate,
      'open balancer',
      ['AWS::ElasticLoadBalancingV2::LoadBalancer'],
      ({ properties }) => properties.Scheme !== 'internal',
    ),
    ...plain(estate, 'open bucket', ['AWS::S3::Bucket'], ({ properties }) => !isClosed(properties)),
  ];
}

function door(estate: Estate, { address, stack, properties }: Found): Entrance {
  const settings = properties.DistributionConfig as Readonly<Record<string, unknown>>;
  const firewall = pointedAt(estate, stack, settings.WebACLId);
  return {
    address,
    kind: 'door',
    isBehindFirewall: resourcesIn(estate, 'AWS::WAFv2::WebACL').some((it) => it.address === firewall),
    leadsTo: listOf(settings.Origins)
      .map((origin) => behind(estate, stack, origin))
      .toSorted(),
  };
}

function behind(estate: Estate, stack: string, origin: Readonly<Record<string, unknown>>): string {
  const within = origin.VpcOriginConfig as { VpcOriginId?: unknown } | undefined;
  const target = pointedAt(estate, stack, within?.VpcOriginId ?? origin.DomainName);
  const found = resourcesIn(estate).find(({ address }) => address === target);
  if (found?.type !== 'AWS::CloudFront::VpcOrigin') return found?.type ?? textOf(origin.DomainName);
  const { Arn } = found.properties.VpcOriginEndpointConfig as { Arn: unknown };
  const balancer = pointedAt(estate, found.stack, Arn);
  return resourcesIn(estate).find(({ address }) => address === balancer)?.type ?? textOf(Arn);
}

function plain(
  estate: Estate,
  kind: Entrance['kind'],
  types: readonly string[],
  isOpen: (it: Found) => boolean,
): readonly Entrance[] {
  return resourcesIn(estate, ...types)
    .filter(isOpen)
    .map(({ address }) => ({ address, kind, isBehindFirewall: false, leadsTo: [] }));
}

function isClosed({ PublicAccessBlockConfiguration: block }: Found['properties']): boolean {
  const settings = Object.values((block ?? {}) as Readonly<Record<string, boolean>>);
  return settings.length === 4 && settings.every(Boolean);
}
