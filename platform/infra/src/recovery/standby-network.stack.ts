import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { atlasEndpoint } from '../data/atlas-endpoint.ts';
import { knownByAtlasOnly } from '../data/known-by-atlas-only.ts';
import type { Environment } from '../environments.ts';
import { EstateStack } from '../estate-stack.ts';
import { nameOf } from '../names.ts';
import { defaultGroupCloser } from '../network/default-group-closer.ts';
import { logGroup } from '../observability/log-group.ts';
import { acknowledge } from '../security/acknowledge.ts';
import { allow, roleWith } from '../security/role.ts';

export interface StandbyNetworkNeeds {
  readonly projectId: string;
  readonly key: kms.IKey;
}

/**
 * A network in the second region with a door to the database and no way in or out: Atlas wants an endpoint wherever it has
 * nodes, and a recovery begins here instead of with an empty region.
 */
export class StandbyNetworkStack extends EstateStack {
  constructor(scope: Construct, id: string, settings: Environment, { projectId, key }: StandbyNetworkNeeds) {
    super(scope, id, settings, {
      description: 'Network that waits in the second region',
      region: settings.recoveryRegion,
    });
    const vpc = new ec2.Vpc(this, 'Vpc', {
      ipAddresses: ec2.IpAddresses.cidr(settings.network.recoveryCidr),
      maxAzs: this.availabilityZones.length,
      natGateways: 0,
      restrictDefaultSecurityGroup: true,
      subnetConfiguration: [{ name: 'data', subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 24 }],
    });
    acknowledge(this, { W3010: 'Zones follow from the region: asking for them would need an account at synthesis.' });
    this.logFlows(vpc, key);
    const group = new ec2.SecurityGroup(this, 'DatabaseGroup', {
      vpc,
      description: 'The private endpoint of the database; a recovery opens it to the API',
      allowAllOutbound: false,
    });
    atlasEndpoint(this, { projectId, vpc, group });
    knownByAtlasOnly(this);
    defaultGroupCloser(this);
  }

  private logFlows(vpc: ec2.Vpc, key: kms.IKey): void {
    const log = logGroup(this, 'FlowLogGroup', `/vpc/${nameOf(this.settings, 'standby')}`, key);
    const role = roleWith(this, 'FlowLogRole', {
      description: 'What flows in the waiting network is logged',
      trusts: new iam.ServicePrincipal('vpc-flow-logs.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
      may: [allow(['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'], [log.logGroupArn])],
    });
    vpc.addFlowLog('FlowLog', {
      destination: ec2.FlowLogDestination.toCloudWatchLogs(log, role),
      trafficType: ec2.FlowLogTrafficType.ALL,
    });
  }
}
