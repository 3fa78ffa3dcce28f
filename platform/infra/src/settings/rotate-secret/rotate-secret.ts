export type Step = 'createSecret' | 'setSecret' | 'testSecret' | 'finishSecret';

export interface RotationEvent {
  readonly Step: Step;
  readonly SecretId: string;
  /** Of the version that this rotation makes. */
  readonly ClientRequestToken: string;
}

export interface Signing {
  readonly current: string;
  readonly previous: string;
}

/** What of Secrets Manager a rotation needs. */
export interface SecretVault {
  read(secretId: string, stage: 'AWSCURRENT' | 'AWSPENDING', version?: string): Promise<string | undefined>;
  writePending(secretId: string, version: string, value: string): Promise<void>;
  randomText(length: number): Promise<string>;
  /** Makes the pending version the current one. */
  promote(secretId: string, version: string): Promise<void>;
}

export const SECRET_LENGTH = 64;

/**
 * One step of a rotation of the signing secret. What was signed before stays valid for one more rotation. Every step may come
 * twice. Throws when a value does not have the shape of a signing secret; Secrets Manager then keeps the old one.
 */
export async function rotateSecret(event: RotationEvent, vault: SecretVault): Promise<void> {
  const { SecretId: secretId, ClientRequestToken: version } = event;
  switch (event.Step) {
    case 'createSecret': {
      if ((await vault.read(secretId, 'AWSPENDING', version)) !== undefined) return;
      const { current } = parse(await vault.read(secretId, 'AWSCURRENT'));
      const next: Signing = { current: await vault.randomText(SECRET_LENGTH), previous: current };
      return vault.writePending(secretId, version, JSON.stringify(next));
    }
    case 'setSecret':
      // Nobody else keeps it: tasks read it when they start.
      return;
    case 'testSecret': {
      const pending = parse(await vault.read(secretId, 'AWSPENDING', version));
      const { current } = parse(await vault.read(secretId, 'AWSCURRENT'));
      if (pending.current.length < SECRET_LENGTH) throw new Error('The new secret is too short.');
      if (pending.previous !== current) throw new Error('The new secret would end what the current one has signed.');
      return;
    }
    case 'finishSecret':
      return vault.promote(secretId, version);
  }
}

function parse(text: string | undefined): Signing {
  const value = JSON.parse(text ?? '{}') as Partial<Signing>;
  if (typeof value.current !== 'string' || typeof value.previous !== 'string') {
    throw new Error('The secret is not { "current", "previous" }: write it so once by hand, then rotate again.');
  }
  return { current: value.current, previous: value.previous };
}
