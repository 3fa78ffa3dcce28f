import { BackupClient } from '@aws-sdk/client-backup';
import { S3Client } from '@aws-sdk/client-s3';
import { awsVault } from './aws-vault.ts';
import { type RestoreEvent, restoreCheck } from './restore-check.ts';

const vault = awsVault(new BackupClient({}), new S3Client({}));
const environment = process.env.ENVIRONMENT ?? '';

export const handler = (event: RestoreEvent) =>
  restoreCheck(event, { vault, environment, now: Date.now, log: (line) => console.log(JSON.stringify(line)) });
