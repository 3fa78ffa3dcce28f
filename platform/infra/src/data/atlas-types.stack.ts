import { CfnTypeActivation } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as atlas from 'awscdk-resources-mongodbatlas';
import type { Construct } from 'constructs';
import type { Environment } from '../environments.ts';
import { EstateStack } from '../estate-stack.ts';
import { allowAnyOf, roleWith } from '../security/role.ts';

const PUBLISHER = 'bb989456c78c398a858fef18f2ca1bfc1fbba082';

const TYPES = {
  Project: atlas.CfnProject.CFN_RESOURCE_TYPE_NAME,
  Cluster: atlas.CfnCluster.CFN_RESOURCE_TYPE_NAME,
  Backup: atlas.CfnCloudBackupSchedule.CFN_RESOURCE_TYPE_NAME,
  Encryption: atlas.CfnEncryptionAtRest.CFN_RESOURCE_TYPE_NAME,
  User: atlas.CfnDatabaseUser.CFN_RESOURCE_TYPE_NAME,
  EndpointService: atlas.CfnPrivateEndpointService.CFN_RESOURCE_TYPE_NAME,
  Endpoint: atlas.CfnPrivateEndpointAws.CFN_RESOURCE_TYPE_NAME,
  EndpointMode: atlas.CfnPrivateEndPointRegionalMode.CFN_RESOURCE_TYPE_NAME,
  Maintenance: atlas.CfnMaintenanceWindow.CFN_RESOURCE_TYPE_NAME,
} as const;

/** Teaches CloudFormation of this account and region the resources of Atlas. Comes before everything of the database. */
export class AtlasTypesStack extends EstateStack {
  constructor(scope: Construct, id: string, settings: Environment, region: string) {
    super(scope, id, settings, { description: 'Resource types of MongoDB Atlas', region });
    const profileArn = `arn:aws:secretsmanager:${region}:${this.account}:secret:cfn/atlas/profile/${settings.database.profile}-*`;
    const role = roleWith(this, 'Role', {
      description: 'Resource handlers of Atlas read their API key',
      trusts: new iam.CompositePrincipal(
        new iam.ServicePrincipal('resources.cloudformation.amazonaws.com', {
          conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
        }),
      ),
      may: [
        allowAnyOf(profileArn, 'Secrets Manager ends every name on six characters of its own.', [
          'secretsmanager:GetSecretValue',
          'secretsmanager:DescribeSecret',
        ]),
        allowAnyOf('*', 'EC2 lists endpoints of the whole account only.', ['ec2:DescribeVpcEndpoints']),
      ],
    });
    for (const [name, typeName] of Object.entries(TYPES)) {
      new CfnTypeActivation(this, name, {
        publisherId: PUBLISHER,
        type: 'RESOURCE',
        typeName,
        executionRoleArn: role.roleArn,
        // Another version may mean another cluster: it is raised here, and reviewed.
        autoUpdate: false,
        versionBump: 'MINOR',
      });
    }
  }
}
