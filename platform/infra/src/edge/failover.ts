import type * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as route53 from 'aws-cdk-lib/aws-route53';
import type { EstateStack } from '../estate-stack.ts';

// The zone in which every distribution has its name.
const DOOR_ZONE_ID = 'Z2FDTNDATAQYW2';
const FAILURES = 3;

interface Target {
  readonly dnsName: string;
  readonly zoneId: string;
  /** Route 53 can't see the health of a distribution; it asks through a check instead. */
  readonly evaluatesHealth: boolean;
  readonly healthCheckId?: string;
}

/** The name leads to the door as long as the door and what is behind it answer. */
export function primaryName(stack: EstateStack, door: cloudfront.IDistribution): route53.HealthCheck {
  const check = new route53.HealthCheck(stack, 'DoorCheck', {
    type: route53.HealthCheckType.HTTPS,
    fqdn: door.distributionDomainName,
    resourcePath: '/v1/currencies',
    port: 443,
    failureThreshold: FAILURES,
  });
  records(stack, 'PRIMARY', {
    dnsName: door.distributionDomainName,
    zoneId: DOOR_ZONE_ID,
    evaluatesHealth: false,
    healthCheckId: check.healthCheckId,
  });
  return check;
}

/** Where the name leads otherwise. */
export function secondaryName(stack: EstateStack, dnsName: string, zoneId: string): void {
  records(stack, 'SECONDARY', { dnsName, zoneId, evaluatesHealth: true });
}

/** Level 1: the construct insists on evaluating the health of the target, which CloudFront forbids. */
function records(stack: EstateStack, failover: 'PRIMARY' | 'SECONDARY', target: Target): void {
  for (const type of ['A', 'AAAA']) {
    new route53.CfnRecordSet(stack, `${failover}${type}`, {
      hostedZoneId: stack.settings.hostedZone.id,
      name: `${stack.settings.domain}.`,
      type,
      setIdentifier: failover.toLowerCase(),
      failover,
      healthCheckId: target.healthCheckId,
      aliasTarget: {
        dnsName: target.dnsName,
        hostedZoneId: target.zoneId,
        evaluateTargetHealth: target.evaluatesHealth,
      },
    });
  }
}
