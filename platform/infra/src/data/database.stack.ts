import { CrossStackReferences, Fn, ReferenceStrength, RemovalPolicy, ResolutionTypeHint, Token } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as atlas from 'awscdk-resources-mongodbatlas';
import type { Construct } from 'constructs';
import type { Environment } from '../environments.ts';
import { EstateStack } from '../estate-stack.ts';
import { nameOf, roleArn } from '../names.ts';
import type { NetworkStack } from '../network/network.stack.ts';
import { atlasBackup, atlasCopies } from './atlas-backup.ts';
import { atlasCluster, atlasRegion } from './atlas-cluster.ts';
import { atlasEndpoint } from './atlas-endpoint.ts';
import { AtlasSettings } from './atlas-settings.ts';
import { knownByAtlasOnly } from './known-by-atlas-only.ts';

export interface DatabaseNeeds {
  readonly network: NetworkStack;
  readonly keys: { readonly data: kms.IKey; readonly operations: kms.IKey };
}

export const DATABASE = 'shared_payments';

/** MongoDB Atlas: a project of its own, reached over a private endpoint by roles, never by passwords. */
export class DatabaseStack extends EstateStack {
  readonly projectId: string;
  readonly cluster: atlas.CfnCluster;

  constructor(scope: Construct, id: string, settings: Environment, { network, keys }: DatabaseNeeds) {
    super(scope, id, settings, { description: 'MongoDB Atlas: project, cluster, backups, private endpoint' });
    const { database } = settings;
    const project = new atlas.CfnProject(this, 'Project', {
      name: nameOf(settings, 'store'),
      orgId: database.organisationId,
      profile: database.profile,
    });
    this.projectId = project.attrId;
    // The waiting network of the second region joins the project, and another region can't import.
    CrossStackReferences.of(project).produce(ReferenceStrength.WEAK);
    const asked = new AtlasSettings(this, { projectId: this.projectId, network, key: keys.operations });
    const encryption = this.encryption(keys.data, asked.accessTo(keys.data));
    const mode = this.oneAddressPerRegion();
    const link = atlasEndpoint(this, { projectId: this.projectId, vpc: network.vpc, group: network.groups.database });
    this.cluster = atlasCluster(this, settings, this.projectId);
    // A cluster's private addresses are those of the endpoints it finds when it is written.
    for (const before of [encryption, mode, link]) this.cluster.addResourceDependency(before);
    this.cluster.applyRemovalPolicy(settings.isProtected ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
    const backup = atlasBackup(this, settings, this.projectId);
    backup.addResourceDependency(this.cluster);
    atlasCopies(asked, settings, backup);
    asked.audit();
    for (const user of ['api', 'jobs']) this.user(user).addResourceDependency(this.cluster);
    this.maintenance();
    knownByAtlasOnly(this);
  }

  /** Where the private endpoint of this region answers. */
  get address(): string {
    const perEndpoint = this.cluster.getAtt('ConnectionStrings.PrivateEndpointsSrv', ResolutionTypeHint.STRING_LIST);
    return Fn.select(0, Token.asList(perEndpoint));
  }

  private encryption(key: kms.IKey, roleId: string): atlas.CfnEncryptionAtRest {
    const { profile } = this.settings.database;
    return new atlas.CfnEncryptionAtRest(this, 'Encryption', {
      projectId: this.projectId,
      profile,
      awsKmsConfig: {
        enabled: true,
        customerMasterKeyId: key.keyId,
        region: atlasRegion(this.region),
        roleId,
      },
    });
  }

  /** Needed as soon as nodes stand in a second region whose network has an endpoint of its own. */
  private oneAddressPerRegion(): atlas.CfnPrivateEndPointRegionalMode {
    return new atlas.CfnPrivateEndPointRegionalMode(this, 'EndpointMode', {
      projectId: this.projectId,
      profile: this.settings.database.profile,
    });
  }

  private user(name: string): atlas.CfnDatabaseUser {
    return new atlas.CfnDatabaseUser(this, `User${name}`, {
      projectId: this.projectId,
      profile: this.settings.database.profile,
      username: roleArn(this.settings, name),
      databaseName: '$external',
      awsiamType: atlas.CfnDatabaseUserPropsAwsiamType.ROLE,
      roles: [{ roleName: 'readWrite', databaseName: DATABASE }],
    });
  }

  private maintenance(): void {
    const { profile } = this.settings.database;
    new atlas.CfnMaintenanceWindow(this, 'Maintenance', {
      projectId: this.projectId,
      profile,
      dayOfWeek: 1,
      hourOfDay: 3,
      autoDeferOnceEnabled: true,
    });
  }
}
