import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { EstateStack } from '../estate-stack.ts';
import { nameOf } from '../names.ts';
import { logGroup } from '../observability/log-group.ts';

/** Row J4. Both sides present a certificate; only the network's own addresses are routed, and every connection is logged. */
export function operatorsVpn(stack: EstateStack, vpc: ec2.Vpc, group: ec2.ISecurityGroup, key: kms.IKey): void {
  const { network } = stack.settings;
  const certificate = (id: string) => `arn:aws:acm:${stack.region}:${stack.account}:certificate/${id}`;
  vpc.addClientVpnEndpoint('OperatorsVpn', {
    cidr: network.vpnClientCidr,
    serverCertificateArn: certificate(network.vpnServerCertificateId),
    clientCertificateArn: certificate(network.vpnClientCertificateId),
    splitTunnel: true,
    logging: true,
    logGroup: logGroup(stack, 'VpnLog', `/vpn/${nameOf(stack.settings, 'operators')}`, key),
    securityGroups: [group],
    vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS, onePerAz: true },
    description: 'Operators, by certificate',
  });
}
