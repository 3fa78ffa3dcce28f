import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import type { EstateStack } from '../estate-stack.ts';
import { nameOf } from '../names.ts';
import { logGroup } from '../observability/log-group.ts';
import { allow, allowAnyOf, roleWith } from '../security/role.ts';

const DISK_GIB = 10;

/** A host without a key, an open port or a public address: Session Manager is the only way in, and it records. */
export function bastion(stack: EstateStack, vpc: ec2.Vpc, group: ec2.ISecurityGroup, key: kms.IKey): ec2.Instance {
  const log = recordedSessions(stack, key);
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
      allow(['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'], [log.logGroupArn]),
      allowAnyOf('*', 'Session Manager lists the logs of a region before it writes to its own.', [
        'logs:DescribeLogGroups',
      ]),
      // Sessions are encrypted with a key of ours on their way, not by TLS alone.
      allow(['kms:Decrypt'], [key.keyArn]),
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

/** Session Manager reads its preferences from a document of this name, one per account and region. */
const PREFERENCES = 'SSM-SessionManagerRunShell';
const IDLE_MINUTES = '15';
const SESSION_MINUTES = '60';

/** What is typed and shown on the host is kept like every other log, and nobody can work without it. */
function recordedSessions(stack: EstateStack, key: kms.IKey) {
  const log = logGroup(stack, 'SessionLog', `/ssm/${nameOf(stack.settings, 'sessions')}`, key);
  new ssm.CfnDocument(stack, 'SessionPreferences', {
    name: PREFERENCES,
    documentType: 'Session',
    updateMethod: 'NewVersion',
    content: {
      schemaVersion: '1.0',
      description: 'Every session is recorded',
      sessionType: 'Standard_Stream',
      inputs: {
        cloudWatchLogGroupName: log.logGroupName,
        cloudWatchEncryptionEnabled: true,
        cloudWatchStreamingEnabled: true,
        kmsKeyId: key.keyArn,
        idleSessionTimeout: IDLE_MINUTES,
        maxSessionDuration: SESSION_MINUTES,
      },
    },
  });
  return log;
}
