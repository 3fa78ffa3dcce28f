import { createHash } from 'node:crypto';
import {
  type BackupClient,
  DescribeRestoreJobCommand,
  GetRestoreJobMetadataCommand,
  PutRestoreValidationResultCommand,
} from '@aws-sdk/client-backup';
import { GetObjectCommand, ListObjectsV2Command, ListObjectVersionsCommand, type S3Client } from '@aws-sdk/client-s3';
import type { StoredObject, Vault } from './restore-check.ts';

const MESSAGE_CHARACTERS_MAX = 1_000;
const BUCKET_OF_ARN = /^arn:aws:s3:::(.+)$/;

export function awsVault(backup: BackupClient, s3: S3Client): Vault {
  return {
    async job(RestoreJobId) {
      const job = await backup.send(new DescribeRestoreJobCommand({ RestoreJobId }));
      const { CreatedResourceArn, SourceResourceArn, CreationDate, CompletionDate } = job;
      const { Metadata } = await backup.send(new GetRestoreJobMetadataCommand({ RestoreJobId }));
      const moment = Metadata?.RestoreTime ?? job.RecoveryPointCreationDate;
      const [restored, original] = [bucketIn(CreatedResourceArn), bucketIn(SourceResourceArn)];
      if (!restored || !original || !moment || !CreationDate || !CompletionDate)
        throw new Error(`The restore ${RestoreJobId} does not say what it restored, from when.`);
      const minutes = (CompletionDate.getTime() - CreationDate.getTime()) / 60_000;
      return { restored, original, at: new Date(moment), minutes };
    },

    async heldAt(Bucket, at, max) {
      const held = new Map<string, StoredObject | undefined>();
      let page: { KeyMarker?: string; VersionIdMarker?: string } | undefined = {};
      while (page && held.size < max) {
        const answer: Listed = await s3.send(new ListObjectVersionsCommand({ Bucket, ...page }));
        // Newest first, per key: the first that is not younger than the moment is what was there; a marker means nothing was.
        const deleted = (answer.DeleteMarkers ?? []).map((it) => ({ ...it, isDeleted: true }));
        const all = [...(answer.Versions ?? []).map((it) => ({ ...it, isDeleted: false })), ...deleted];
        for (const it of all.toSorted((one, other) => Number(other.LastModified) - Number(one.LastModified))) {
          const { Key: key = '', VersionId, LastModified, isDeleted } = it;
          if (!LastModified || LastModified > at || held.has(key)) continue;
          held.set(key, isDeleted ? undefined : { key, ...(VersionId === undefined ? {} : { version: VersionId }) });
        }
        page = answer.IsTruncated ? markersOf(answer) : undefined;
      }
      return [...held.values()].filter((it) => it !== undefined);
    },

    async holds(Bucket, max) {
      const keys: StoredObject[] = [];
      let token: string | undefined;
      do {
        const page = await s3.send(new ListObjectsV2Command({ Bucket, ...(token && { ContinuationToken: token }) }));
        keys.push(...(page.Contents ?? []).map(({ Key: key = '' }) => ({ key })));
        token = page.NextContinuationToken;
      } while (token && keys.length < max);
      return keys;
    },

    async digest(Bucket, { key: Key, version }) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, ...(version && { VersionId: version }) }));
      const hash = createHash('sha256');
      for await (const piece of Body as AsyncIterable<Uint8Array>) hash.update(piece);
      return hash.digest('hex');
    },

    async report(RestoreJobId, isGood, message) {
      const ValidationStatus = isGood ? 'SUCCESSFUL' : 'FAILED';
      const ValidationStatusMessage = message.slice(0, MESSAGE_CHARACTERS_MAX);
      const verdict = { RestoreJobId, ValidationStatus, ValidationStatusMessage } as const;
      await backup.send(new PutRestoreValidationResultCommand(verdict));
    },
  };
}

interface ListedVersion {
  readonly Key?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly LastModified?: Date | undefined;
}

interface Listed {
  readonly Versions?: readonly ListedVersion[] | undefined;
  readonly DeleteMarkers?: readonly ListedVersion[] | undefined;
  readonly IsTruncated?: boolean | undefined;
  readonly NextKeyMarker?: string | undefined;
  readonly NextVersionIdMarker?: string | undefined;
}

function markersOf({ NextKeyMarker, NextVersionIdMarker }: Listed) {
  return {
    ...(NextKeyMarker && { KeyMarker: NextKeyMarker }),
    ...(NextVersionIdMarker && { VersionIdMarker: NextVersionIdMarker }),
  };
}

function bucketIn(arn: string | undefined): string | undefined {
  return BUCKET_OF_ARN.exec(arn ?? '')?.[1];
}
