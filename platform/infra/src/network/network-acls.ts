import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { acknowledge } from '../security/acknowledge.ts';

interface Rule {
  readonly port: number | readonly [number, number];
  readonly with: string;
}

interface Rules {
  readonly in: readonly Rule[];
  readonly out: readonly Rule[];
}

// Answers come back to a port of this range: network ACLs do not remember who asked.
const EPHEMERAL = [1_024, 65_535] as const;
const ANYWHERE = '0.0.0.0/0';
const RULE_STEP = 10;

/** A second fence per row of subnets, coarser than the groups: the data row never meets an address outside of the VPC. */
export function networkAcls(scope: Construct, vpc: ec2.Vpc, cidr: string): void {
  const rows: Readonly<Record<string, readonly [ec2.SubnetSelection, Rules]>> = {
    Public: [
      { subnetType: ec2.SubnetType.PUBLIC },
      {
        in: [
          { port: 443, with: cidr },
          { port: EPHEMERAL, with: ANYWHERE },
        ],
        out: [
          { port: 443, with: ANYWHERE },
          { port: EPHEMERAL, with: cidr },
        ],
      },
    ],
    Private: [
      { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
      {
        in: [
          { port: 443, with: cidr },
          { port: 465, with: cidr },
          { port: EPHEMERAL, with: ANYWHERE },
        ],
        out: [
          { port: 443, with: ANYWHERE },
          { port: 465, with: cidr },
          { port: EPHEMERAL, with: ANYWHERE },
        ],
      },
    ],
    Data: [
      { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      { in: [{ port: EPHEMERAL, with: cidr }], out: [{ port: EPHEMERAL, with: cidr }] },
    ],
  };
  for (const [row, [subnetSelection, rules]] of Object.entries(rows)) {
    const acl = new ec2.NetworkAcl(scope, `${row}Acl`, { vpc, subnetSelection });
    add(acl, ec2.TrafficDirection.INGRESS, 'In', rules.in);
    add(acl, ec2.TrafficDirection.EGRESS, 'Out', rules.out);
    acknowledge(acl, {
      'AwsSolutions-VPC3': 'Row J3 of the strategy asks for network ACLs; security groups stand behind them.',
    });
  }
}

function add(acl: ec2.NetworkAcl, direction: ec2.TrafficDirection, prefix: string, rules: readonly Rule[]): void {
  rules.forEach((rule, index) => {
    const { port } = rule;
    acl.addEntry(`${prefix}${index}`, {
      ruleNumber: (index + 1) * RULE_STEP,
      cidr: rule.with === ANYWHERE ? ec2.AclCidr.anyIpv4() : ec2.AclCidr.ipv4(rule.with),
      traffic: typeof port === 'number' ? ec2.AclTraffic.tcpPort(port) : ec2.AclTraffic.tcpPortRange(port[0], port[1]),
      direction,
      ruleAction: ec2.Action.ALLOW,
    });
  });
}
