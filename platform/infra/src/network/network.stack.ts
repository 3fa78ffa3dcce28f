import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Environment } from '../environments.ts';
import { EstateStack } from '../estate-stack.ts';
import { acknowledge } from '../security/acknowledge.ts';
import { bastion } from './bastion.ts';
import { defaultGroupCloser } from './default-group-closer.ts';
import { endpoints } from './endpoints.ts';
import { networkAcls } from './network-acls.ts';
import { operatorsVpn } from './operators-vpn.ts';
import { type SecurityGroups, securityGroups } from './security-groups.ts';

export interface NetworkNeeds {
  readonly logs: s3.IBucket;
  readonly key: kms.IKey;
}

/** Three zones, three rows of subnets: public for NAT and bastion, private for what runs, isolated for data. */
export class NetworkStack extends EstateStack {
  readonly vpc: ec2.Vpc;
  readonly groups: SecurityGroups;

  constructor(scope: Construct, id: string, settings: Environment, { logs, key }: NetworkNeeds) {
    super(scope, id, settings, { description: 'VPC, subnets, routes, groups, private doors to AWS, VPN' });
    const { network } = settings;
    this.vpc = this.network();
    this.vpc.addFlowLog('FlowLog', {
      destination: ec2.FlowLogDestination.toS3(logs, 'flow-logs'),
      trafficType: ec2.FlowLogTrafficType.ALL,
    });
    networkAcls(this, this.vpc, network.cidr);
    this.groups = securityGroups(this, this.vpc, {
      door: network.doorPrefixList,
      storage: STORAGE_PREFIX_LISTS[this.region] ?? '',
    });
    endpoints(this, this.vpc, this.groups.services, this.availabilityZones.slice(0, network.endpointZones));
    bastion(this, this.vpc, this.groups.bastion, key);
    operatorsVpn(this, this.vpc, this.groups.vpn, key);
  }

  private network(): ec2.Vpc {
    const { network } = this.settings;
    const vpc = new ec2.Vpc(this, 'Vpc', {
      ipAddresses: ec2.IpAddresses.cidr(network.cidr),
      maxAzs: this.availabilityZones.length,
      natGateways: network.natGateways,
      restrictDefaultSecurityGroup: true,
      subnetConfiguration: [
        { name: 'public', subnetType: ec2.SubnetType.PUBLIC, cidrMask: 24, mapPublicIpOnLaunch: false },
        { name: 'private', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 20 },
        { name: 'data', subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 24 },
      ],
    });
    defaultGroupCloser(this);
    acknowledge(this, {
      W3010: 'Zones are named in environments.ts: asking for them would need an account at synthesis.',
    });
    for (const subnet of vpc.publicSubnets) {
      acknowledge(subnet, {
        'NIST.800.53.R5-VPCNoUnrestrictedRouteToIGW': NAT_ONLY,
        'PCI.DSS.321-VPCNoUnrestrictedRouteToIGW': NAT_ONLY,
      });
    }
    return vpc;
  }
}

const NAT_ONLY = 'Row A4: the way out of the NAT gateways, which live in this row and let nothing in.';

// S3's own address lists; an id per region that never changes.
const STORAGE_PREFIX_LISTS: Readonly<Record<string, string>> = {
  'eu-central-1': 'pl-6ea54007',
  'eu-west-1': 'pl-6da54004',
};
