import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';

const {
  APPCONFIGDATA,
  CLOUDWATCH_LOGS,
  CLOUDWATCH_MONITORING,
  EC2_MESSAGES,
  ECR,
  ECR_DOCKER,
  KMS,
  SECRETS_MANAGER,
  SSM,
} = ec2.InterfaceVpcEndpointAwsService;

const SERVICES = {
  Images: ECR,
  ImageLayers: ECR_DOCKER,
  Logs: CLOUDWATCH_LOGS,
  Metrics: CLOUDWATCH_MONITORING,
  Secrets: SECRETS_MANAGER,
  Parameters: SSM,
  Sessions: ec2.InterfaceVpcEndpointAwsService.SSM_MESSAGES,
  HostMessages: EC2_MESSAGES,
  Keys: KMS,
  Flags: APPCONFIGDATA,
  Mail: ec2.InterfaceVpcEndpointAwsService.EMAIL_SMTP,
  Traces: ec2.InterfaceVpcEndpointAwsService.XRAY,
} as const;

/** Private doors to AWS, so that secrets, images and logs never leave the network. */
export function endpoints(scope: Construct, vpc: ec2.Vpc, group: ec2.ISecurityGroup, zones: readonly string[]): void {
  vpc.addGatewayEndpoint('Storage', { service: ec2.GatewayVpcEndpointAwsService.S3 });
  for (const [id, service] of Object.entries(SERVICES)) {
    new ec2.InterfaceVpcEndpoint(scope, `${id}Endpoint`, {
      vpc,
      service,
      securityGroups: [group],
      open: false,
      privateDnsEnabled: true,
      subnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS, availabilityZones: [...zones] },
    });
  }
}
