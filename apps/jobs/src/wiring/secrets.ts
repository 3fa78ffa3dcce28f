import type { ReadSecret } from '../invocations/secret-settings.ts';

/** From AWS Secrets Manager, with the role of the process. Only who uses it pays for its size in memory. */
export const readFromSecretsManager: ReadSecret = async (SecretId) => {
  const { GetSecretValueCommand, SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
  const client = new SecretsManagerClient({});
  try {
    return (await client.send(new GetSecretValueCommand({ SecretId }))).SecretString ?? '';
  } finally {
    client.destroy();
  }
};
