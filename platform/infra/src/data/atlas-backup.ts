import * as atlas from 'awscdk-resources-mongodbatlas';
import type { Construct } from 'constructs';
import type { Environment } from '../environments.ts';
import { nameOf } from '../names.ts';
import { atlasRegion } from './atlas-cluster.ts';
import type { AtlasSettings } from './atlas-settings.ts';

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

/** Snapshots bound the replay; the oplog between them restores any second. */
export function atlasBackup(scope: Construct, settings: Environment, projectId: string): atlas.CfnCloudBackupSchedule {
  const { database } = settings;
  return new atlas.CfnCloudBackupSchedule(scope, 'Backup', {
    projectId,
    profile: database.profile,
    clusterName: nameOf(settings, 'store'),
    ...scheduleOf(settings),
  });
}

/** Both are copied to the second region, where real data lives. */
export function atlasCopies(
  atlasSettings: AtlasSettings,
  settings: Environment,
  after: atlas.CfnCloudBackupSchedule,
): void {
  if (!settings.isProtected) return;
  const region = atlasRegion(settings.recoveryRegion);
  atlasSettings.copies(nameOf(settings, 'store'), region, FREQUENCIES, scheduleOf(settings)).node.addDependency(after);
}

function scheduleOf({ database }: Environment) {
  const policyItems = POLICY.map(([frequencyType, frequencyInterval, retentionUnit, retentionValue]) => ({
    frequencyType,
    frequencyInterval,
    retentionUnit,
    retentionValue,
  }));
  return {
    autoExportEnabled: false,
    updateSnapshots: true,
    restoreWindowDays: database.restoreWindowDays,
    referenceHourOfDay: SNAPSHOT_HOUR_UTC,
    referenceMinuteOfHour: 0,
    policies: [{ policyItems }],
  };
}
