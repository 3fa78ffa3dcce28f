import { join } from 'node:path';
import { CustomResource, Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { EstateStack } from '../estate-stack.ts';
import { smallFunction } from '../functions/small-function.ts';
import { nameOf, roleArn } from '../names.ts';
import type { NetworkStack } from '../network/network.stack.ts';
import { allow, allowAnyOf, roleWith } from '../security/role.ts';

const ATLAS = 'https://cloud.mongodb.com';
const TIMEOUT_SECONDS = 300;
const ACCESS_ROLE = 'atlas-encryption';

/**
 * What an operator would ask of a log of the database: who signed in, who changed users, roles and shape. Reads and writes of the
 * product are in its own commit log.
 */
export const AUDITED = {
  $or: [
    {
      atype: {
        $in: ['authenticate', 'createUser', 'updateUser', 'dropUser', 'grantRolesToUser', 'revokeRolesFromUser'],
      },
    },
    { atype: { $in: ['createRole', 'updateRole', 'dropRole', 'grantPrivilegesToRole', 'revokePrivilegesFromRole'] } },
    { atype: { $in: ['dropDatabase', 'dropCollection', 'dropIndex', 'enableSharding', 'shardCollection'] } },
    {
      atype: 'authCheck',
      'param.command': { $in: ['delete', 'findAndModify', 'renameCollection'] },
      result: { $ne: 0 },
    },
  ],
} as const;

export interface AtlasSettingsNeeds {
  readonly projectId: string;
  readonly network: NetworkStack;
  /** Of the function's log. */
  readonly key: kms.IKey;
}

/** Settings of Atlas that have no resource of its own: a small function asks its API for them. */
export class AtlasSettings {
  private readonly stack: EstateStack;
  private readonly projectId: string;
  private readonly setup: lambda.Function;

  constructor(stack: EstateStack, { projectId, network, key }: AtlasSettingsNeeds) {
    this.stack = stack;
    this.projectId = projectId;
    const secret = `cfn/atlas/profile/${stack.settings.database.profile}`;
    this.setup = smallFunction(stack, 'AtlasSetup', {
      name: 'atlas-setup',
      description: 'Asks the API of Atlas for what has no resource',
      folder: join(import.meta.dirname, 'atlas-setup'),
      environment: { ATLAS_URL: ATLAS, ATLAS_SECRET: secret },
      may: [
        allowAnyOf(
          `arn:aws:secretsmanager:${stack.region}:${stack.account}:secret:${secret}-*`,
          'Secrets Manager ends every name on six characters of its own.',
          ['secretsmanager:GetSecretValue'],
        ),
      ],
      key,
      network: { vpc: network.vpc, group: network.groups.setup },
      timeoutSeconds: TIMEOUT_SECONDS,
    });
  }

  /** Lets Atlas use `key`, and nothing else; answers the id by which Atlas knows that. */
  accessTo(key: kms.IKey): string {
    const RoleArn = roleArn(this.stack.settings, ACCESS_ROLE);
    const access = this.resource('AccessRole', 'Custom::AtlasAccessRole', { RoleArn });
    const role = roleWith(this.stack, 'AtlasKeyRole', {
      roleName: nameOf(this.stack.settings, ACCESS_ROLE),
      description: 'Atlas encrypts the database with a key of ours',
      trusts: new iam.ArnPrincipal(access.getAttString('AtlasArn')).withConditions({
        StringEquals: { 'sts:ExternalId': access.getAttString('ExternalId') },
      }),
      may: [allow(['kms:Decrypt', 'kms:Encrypt', 'kms:DescribeKey'], [key.keyArn])],
    });
    const RoleId = access.getAttString('RoleId');
    const grant = this.resource('AccessGrant', 'Custom::AtlasAccessGrant', { RoleId, RoleArn });
    grant.node.addDependency(role);
    return grant.getAttString('RoleId');
  }

  /** Stays on when the stack goes: nobody silences the log by removing what asked for it. */
  audit(): CustomResource {
    const Filter = JSON.stringify(AUDITED);
    return this.resource(
      'AuditFilter',
      'Custom::AtlasAuditFilter',
      { Filter, RecordsSuccesses: 'false' },
      RemovalPolicy.RETAIN,
    );
  }

  /** `schedule` is not sent: another one is a reason to write the copies again, because Atlas forgets them with the old. */
  copies(clusterName: string, region: string, frequencies: readonly string[], schedule: object): CustomResource {
    return this.resource('BackupCopies', 'Custom::AtlasBackupCopies', {
      ClusterName: clusterName,
      Region: region,
      Frequencies: frequencies.join(','),
      Schedule: JSON.stringify(schedule),
    });
  }

  private resource(
    id: string,
    resourceType: string,
    properties: Readonly<Record<string, string>>,
    removalPolicy = RemovalPolicy.DESTROY,
  ): CustomResource {
    return new CustomResource(this.stack, id, {
      serviceToken: this.setup.functionArn,
      resourceType,
      properties: { ProjectId: this.projectId, ...properties },
      // Longer than the function may run and be tried again, far shorter than the hour CloudFormation would wait.
      serviceTimeout: Duration.seconds(3 * TIMEOUT_SECONDS),
      removalPolicy,
    });
  }
}
