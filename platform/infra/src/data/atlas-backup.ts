import * as atlas from 'awscdk-resources-mongodbatlas';
import type { Construct } from 'constructs';
import type { Environment } from '../environments.ts';
import { nameOf } from '../names.ts';
import { atlasRegion } from './atlas-cluster.ts';

type Unit = 'days' | 'weeks' | 'months' | 'years';

const POLICY: readonly (readonly [frequency: string, interval: number, unit: Unit, kept: number])[] = [
  ['hourly', 6, 'days', 7],
  ['daily', 1, 'days', 14],
  ['weekly', 1, 'weeks', 8],
  ['monthly', 1, 'months', 12],
];
const FREQUENCIES = ['HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'ON_DEMAND'];
// Quiet hours in Europe, before the working day.
const SNAPSHOT_HOUR_UTC = 2;

/** Snapshots bound the replay; the oplog between them restores any second. Both are copied to the second region. */
export function atlasBackup(scope: Construct, settings: Environment, projectId: string): atlas.CfnCloudBackupSchedule {
  const { database, recoveryRegion } = settings;
  return new atlas.CfnCloudBackupSchedule(scope, 'Backup', {
    projectId,
    profile: database.profile,
    clusterName: nameOf(settings, 'store'),
    autoExportEnabled: false,
    updateSnapshots: true,
    restoreWindowDays: database.restoreWindowDays,
    referenceHourOfDay: SNAPSHOT_HOUR_UTC,
    referenceMinuteOfHour: 0,
    policies: [
      {
        policyItems: POLICY.map(([frequencyType, frequencyInterval, retentionUnit, retentionValue]) => ({
          frequencyType,
          frequencyInterval,
          retentionUnit,
          retentionValue,
        })),
      },
    ],
    copySettings: database.replicationSpecificationIds.map((replicationSpecId) => ({
      cloudProvider: 'AWS',
      regionName: atlasRegion(recoveryRegion),
      replicationSpecId,
      shouldCopyOplogs: true,
      frequencies: [...FREQUENCIES],
    })),
  });
}
