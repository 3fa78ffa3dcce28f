import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as backup from 'aws-cdk-lib/aws-backup';
import * as events from 'aws-cdk-lib/aws-events';
import type * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { Environment } from '../environments.ts';
import { EstateStack } from '../estate-stack.ts';
import { bucketArn, nameOf } from '../names.ts';
import { backupRole } from './backup-role.ts';
import { REHEARSED, type RehearsalNeeds, rehearsal } from './rehearsal.ts';

const CONTINUOUS_DAYS_MAX = 35;
const LOCK_GRACE_DAYS = 3;

/** Files restored to any moment, copied to the second region, and a restore that is rehearsed and checked every week. */
export class RecoveryStack extends EstateStack {
  constructor(scope: Construct, id: string, settings: Environment, needs: RehearsalNeeds) {
    super(scope, id, settings, { description: 'Backups, and restores that are rehearsed' });
    const vault = this.vault(needs.keys.data);
    const role = backupRole(this, needs.keys.data);
    this.plan(vault, role);
    rehearsal(this, vault, role, needs);
  }

  private vault(key: kms.IKey): backup.BackupVault {
    return new backup.BackupVault(this, 'Vault', {
      backupVaultName: nameOf(this.settings, 'backups'),
      encryptionKey: kms.Key.fromKeyArn(this, 'Key', key.keyArn),
      removalPolicy: RemovalPolicy.RETAIN,
      blockRecoveryPointDeletion: this.settings.isProtected,
      // After the days of grace nobody can shorten it any more, the owner of the account included.
      lockConfiguration: this.settings.isProtected
        ? {
            minRetention: Duration.days(7),
            maxRetention: Duration.days(400),
            changeableFor: Duration.days(LOCK_GRACE_DAYS),
          }
        : undefined,
    });
  }

  private plan(vault: backup.IBackupVault, role: iam.IRole): void {
    const { recoveryRegion, account, retention } = this.settings;
    const copies = backup.BackupVault.fromBackupVaultArn(
      this,
      'Copies',
      `arn:aws:backup:${recoveryRegion}:${account}:backup-vault:${nameOf(this.settings, 'copies')}`,
    );
    const plan = new backup.BackupPlan(this, 'Plan', {
      backupPlanName: nameOf(this.settings, 'files'),
      backupVault: vault,
      backupPlanRules: [
        new backup.BackupPlanRule({
          ruleName: 'any-moment',
          enableContinuousBackup: true,
          deleteAfter: Duration.days(Math.min(retention.backupDays, CONTINUOUS_DAYS_MAX)),
        }),
        new backup.BackupPlanRule({
          ruleName: 'daily-second-region',
          scheduleExpression: events.Schedule.cron({ hour: '1', minute: '0' }),
          deleteAfter: Duration.days(retention.backupDays),
          copyActions: [{ destinationBackupVault: copies, deleteAfter: Duration.days(retention.backupDays) }],
        }),
      ],
    });
    plan.addSelection('Files', {
      role,
      resources: REHEARSED.map((name) => backup.BackupResource.fromArn(bucketArn(this.settings, name))),
    });
  }
}
