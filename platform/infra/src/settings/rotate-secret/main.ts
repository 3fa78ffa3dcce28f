import {
  DescribeSecretCommand,
  GetRandomPasswordCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { type RotationEvent, rotateSecret, type SecretVault } from './rotate-secret.ts';

const client = new SecretsManagerClient({});

const vault: SecretVault = {
  async read(SecretId, VersionStage, VersionId) {
    try {
      return (await client.send(new GetSecretValueCommand({ SecretId, VersionStage, VersionId }))).SecretString;
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return undefined;
      throw error;
    }
  },
  async writePending(SecretId, ClientRequestToken, SecretString) {
    const VersionStages = ['AWSPENDING'];
    await client.send(new PutSecretValueCommand({ SecretId, ClientRequestToken, SecretString, VersionStages }));
  },
  async randomText(PasswordLength) {
    const answer = await client.send(new GetRandomPasswordCommand({ PasswordLength, ExcludePunctuation: true }));
    return answer.RandomPassword ?? '';
  },
  async promote(SecretId, MoveToVersionId) {
    const { VersionIdsToStages = {} } = await client.send(new DescribeSecretCommand({ SecretId }));
    const isCurrent = ([, stages]: [string, string[]]) => stages.includes('AWSCURRENT');
    const RemoveFromVersionId = Object.entries(VersionIdsToStages).find(isCurrent)?.[0];
    if (RemoveFromVersionId === MoveToVersionId) return;
    const move = { SecretId, VersionStage: 'AWSCURRENT', MoveToVersionId, RemoveFromVersionId };
    await client.send(new UpdateSecretVersionStageCommand(move));
  },
};

export const handler = (event: RotationEvent) => rotateSecret(event, vault);
