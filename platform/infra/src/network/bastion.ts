import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { EstateStack } from '../estate-stack.ts';
import { allowAnyOf, roleWith } from '../security/role.ts';

const DISK_GIB = 10;

/** A host without a key, an open port or a public address: Session Manager is the only way in, and it records. */
export function bastion(stack: EstateStack, vpc: ec2.Vpc, group: ec2.ISecurityGroup): ec2.Instance {
  const role = roleWith(stack, 'BastionRole', {
    description: 'The bastion host talks to Session Manager',
    trusts: new iam.ServicePrincipal('ec2.amazonaws.com'),
    may: [
      allowAnyOf('*', 'Messages of Session Manager have no resource that a policy could name.', [
        'ssm:UpdateInstanceInformation',
        'ssmmessages:CreateControlChannel',
        'ssmmessages:CreateDataChannel',
        'ssmmessages:OpenControlChannel',
        'ssmmessages:OpenDataChannel',
        'ec2messages:AcknowledgeMessage',
        'ec2messages:GetEndpoint',
        'ec2messages:GetMessages',
        'ec2messages:SendReply',
      ]),
    ],
  });
  const host = new ec2.Instance(stack, 'Bastion', {
    vpc,
    vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC, availabilityZones: [stack.availabilityZones[0] ?? ''] },
    instanceType: ec2.InstanceType.of(ec2.InstanceClass.T4G, ec2.InstanceSize.NANO),
    machineImage: ec2.MachineImage.latestAmazonLinux2023({ cpuType: ec2.AmazonLinuxCpuType.ARM_64 }),
    securityGroup: group,
    role,
    requireImdsv2: true,
    detailedMonitoring: true,
    ebsOptimized: true,
    disableApiTermination: true,
    blockDevices: [{ deviceName: '/dev/xvda', volume: ec2.BlockDeviceVolume.ebs(DISK_GIB, { encrypted: true }) }],
  });
  return host;
}
