import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as atlas from 'awscdk-resources-mongodbatlas';
import type { EstateStack } from '../estate-stack.ts';

export interface AtlasEndpointNeeds {
  readonly projectId: string;
  readonly vpc: ec2.IVpc;
  readonly group: ec2.ISecurityGroup;
}

/** The only way to the database: an address in the isolated subnets of this network. */
export function atlasEndpoint(
  stack: EstateStack,
  { projectId, vpc, group }: AtlasEndpointNeeds,
): atlas.CfnPrivateEndpointAws {
  const { profile } = stack.settings.database;
  const service = new atlas.CfnPrivateEndpointService(stack, 'EndpointService', {
    projectId,
    profile,
    region: stack.region,
    cloudProvider: atlas.CfnPrivateEndpointServicePropsCloudProvider.AWS,
  });
  const endpoint = new ec2.InterfaceVpcEndpoint(stack, 'Endpoint', {
    vpc,
    service: new ec2.InterfaceVpcEndpointService(service.attrEndpointServiceName),
    // Atlas publishes names of its own for the addresses.
    privateDnsEnabled: false,
    open: false,
    subnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    securityGroups: [group],
  });
  return new atlas.CfnPrivateEndpointAws(stack, 'Link', {
    projectId,
    profile,
    endpointServiceId: service.attrId,
    id: endpoint.vpcEndpointId,
    enforceConnectionSuccess: true,
  });
}
