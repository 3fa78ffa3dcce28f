import { Duration } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as route53 from 'aws-cdk-lib/aws-route53';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { EstateStack } from '../estate-stack.ts';
import { API_PORT, PRODUCTION_PORT, TEST_PORT } from '../network/flows.ts';
import { acknowledge } from '../security/acknowledge.ts';

export interface Colours {
  readonly blue: elbv2.ApplicationTargetGroup;
  readonly green: elbv2.ApplicationTargetGroup;
}

export interface Balancer {
  readonly balancer: elbv2.ApplicationLoadBalancer;
  readonly colours: Colours;
  readonly productionRule: elbv2.ApplicationListenerRule;
  readonly testRule: elbv2.ApplicationListenerRule;
  /** The name on its certificate, by which CloudFront and the smoke test speak to it. */
  readonly originName: string;
}

export interface BalancerNeeds {
  readonly vpc: ec2.IVpc;
  readonly group: ec2.ISecurityGroup;
  readonly logs: s3.IBucket;
}

const BEHIND_DOOR = 'The firewall stands at the door, and no request comes but through it.';
const DRAIN_SECONDS = 30;
const CHECK_SECONDS = 10;
// Longer than the door keeps a connection open, so that it is never the balancer who closes on a request.
const IDLE_SECONDS = 65;

/** Internal: it has no public address, and only the door's VPC origin and the smoke test may speak to it. */
export function loadBalancer(stack: EstateStack, { vpc, group, logs }: BalancerNeeds): Balancer {
  const balancer = new elbv2.ApplicationLoadBalancer(stack, 'Balancer', {
    loadBalancerName: `sp-${stack.settings.name}`,
    vpc,
    vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
    internetFacing: false,
    securityGroup: group,
    deletionProtection: true,
    dropInvalidHeaderFields: true,
    desyncMitigationMode: elbv2.DesyncMitigationMode.STRICTEST,
    idleTimeout: Duration.seconds(IDLE_SECONDS),
  });
  balancer.logAccessLogs(logs, `balancer-${stack.settings.name}`);
  acknowledge(balancer, {
    'NIST.800.53.R5-ALBWAFEnabled': BEHIND_DOOR,
    'PCI.DSS.321-ALBWAFEnabled': BEHIND_DOOR,
  });
  const originName = `origin.${stack.settings.domain}`;
  const certificate = originCertificate(stack, originName);
  const colours = { blue: colour(stack, vpc, 'Blue'), green: colour(stack, vpc, 'Green') };
  const listen = (id: string, port: number) => listener(balancer, id, port, certificate);
  return {
    balancer,
    colours,
    originName,
    productionRule: weightedRule(stack, 'ProductionRule', listen('Production', PRODUCTION_PORT), colours),
    testRule: weightedRule(stack, 'TestRule', listen('Test', TEST_PORT), colours),
  };
}

function originCertificate(stack: EstateStack, domainName: string): acm.Certificate {
  const { id, name } = stack.settings.hostedZone;
  const zone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: id, zoneName: name });
  return new acm.Certificate(stack, 'OriginCertificate', {
    domainName,
    validation: acm.CertificateValidation.fromDns(zone),
  });
}

function colour(stack: EstateStack, vpc: ec2.IVpc, id: string): elbv2.ApplicationTargetGroup {
  return new elbv2.ApplicationTargetGroup(stack, id, {
    // Never renamed: ECS keeps the live weights by these names, and a new group would start empty.
    targetGroupName: `sp-${stack.settings.name}-${id.toLowerCase()}`,
    vpc,
    targetType: elbv2.TargetType.IP,
    protocol: elbv2.ApplicationProtocol.HTTP,
    port: API_PORT,
    deregistrationDelay: Duration.seconds(DRAIN_SECONDS),
    loadBalancingAlgorithmType: elbv2.TargetGroupLoadBalancingAlgorithmType.LEAST_OUTSTANDING_REQUESTS,
    healthCheck: {
      path: '/readyz',
      interval: Duration.seconds(CHECK_SECONDS),
      timeout: Duration.seconds(CHECK_SECONDS / 2),
      healthyThresholdCount: 2,
      unhealthyThresholdCount: 3,
      healthyHttpCodes: '200',
    },
  });
}

function listener(
  balancer: elbv2.ApplicationLoadBalancer,
  id: string,
  port: number,
  certificate: acm.Certificate,
): elbv2.ApplicationListener {
  return balancer.addListener(id, {
    port,
    protocol: elbv2.ApplicationProtocol.HTTPS,
    certificates: [certificate],
    sslPolicy: elbv2.SslPolicy.TLS13_12_RES_PQ,
    open: false,
    defaultAction: elbv2.ListenerAction.fixedResponse(404),
  });
}

/** ECS owns the weights of these two rules once they exist; a change to them here would reset users to an empty colour. */
function weightedRule(
  stack: EstateStack,
  id: string,
  on: elbv2.ApplicationListener,
  { blue, green }: Colours,
): elbv2.ApplicationListenerRule {
  return new elbv2.ApplicationListenerRule(stack, id, {
    listener: on,
    priority: 10,
    conditions: [elbv2.ListenerCondition.pathPatterns(['/*'])],
    action: elbv2.ListenerAction.weightedForward([
      { targetGroup: blue, weight: 100 },
      { targetGroup: green, weight: 0 },
    ]),
  });
}
