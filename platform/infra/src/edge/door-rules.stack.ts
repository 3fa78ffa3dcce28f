import { CrossStackReferences, ReferenceStrength } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import type { Environment } from '../environments.ts';
import { EstateStack } from '../estate-stack.ts';
import { nameOf } from '../names.ts';
import { logGroup } from '../observability/log-group.ts';
import { operationsKey } from '../security/keys.stack.ts';
import { firewall } from './firewall.ts';

/** CloudFront reads certificates and firewalls in this region only, wherever the estate is. */
export const DOOR_REGION = 'us-east-1';

export class DoorRulesStack extends EstateStack {
  readonly certificate: acm.Certificate;
  readonly firewall: wafv2.CfnWebACL;

  constructor(scope: Construct, id: string, settings: Environment) {
    super(scope, id, settings, { description: 'Firewall and certificate of the door', region: DOOR_REGION });
    const zone = route53.HostedZone.fromHostedZoneAttributes(this, 'Zone', {
      hostedZoneId: settings.hostedZone.id,
      zoneName: settings.hostedZone.name,
    });
    this.certificate = new acm.Certificate(this, 'Certificate', {
      domainName: settings.domain,
      validation: acm.CertificateValidation.fromDns(zone),
    });
    this.firewall = firewall(this);
    // The name must begin like this, or WAF refuses to write.
    const log = logGroup(this, 'FirewallLog', `aws-waf-logs-${nameOf(settings, 'door')}`, operationsKey(this));
    new wafv2.CfnLoggingConfiguration(this, 'FirewallLogging', {
      resourceArn: this.firewall.attrArn,
      logDestinationConfigs: [`arn:aws:logs:${this.region}:${this.account}:log-group:${nameOfLog(settings)}`],
      redactedFields: [{ singleHeader: { Name: 'cookie' } }, { singleHeader: { Name: 'authorization' } }],
    }).node.addDependency(log);
    // Another region can't import what this one exports.
    for (const used of [this.certificate, this.firewall]) {
      CrossStackReferences.of(used).produce(ReferenceStrength.WEAK);
    }
  }
}

function nameOfLog(settings: Environment): string {
  return `aws-waf-logs-${nameOf(settings, 'door')}`;
}
