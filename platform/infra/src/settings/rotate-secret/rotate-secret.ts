export type Step = 'createSecret' | 'setSecret' | 'testSecret' | 'finishSecret';

export interface RotationEvent {
  readonly Step: Step;
  readonly SecretId: string;
  /** Of the version that this rotation makes. */
  readonly ClientRequestToken: string;
}

/** A process signs with the current one and takes all three; it reads them when it starts. */
export interface Signing {
  readonly previous: string;
  readonly current: string;
  /** Becomes the current one with the next rotation; empty before the first. */
  readonly next: string;
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
 * One step of a rotation of the signing secret. What was signed before stays valid for one more rotation, and a process that
 * started before it knows the secret of one that starts after it. Every step may come twice. Throws when a value does not have
 * the shape of a signing secret; Secrets Manager then keeps the old one.
 */
export async function rotateSecret(event: RotationEvent, vault: SecretVault): Promise<void> {
  const { SecretId: secretId, ClientRequestToken: version } = event;
  switch (event.Step) {
    case 'createSecret': {
      if ((await vault.read(secretId, 'AWSPENDING', version)) !== undefined) return;
      const now = parse(await vault.read(secretId, 'AWSCURRENT'));
      const next = await vault.randomText(SECRET_LENGTH);
      return vault.writePending(secretId, version, JSON.stringify({ ...movedOn(now), next } satisfies Signing));
    }
    case 'setSecret':
      // Nobody else keeps it: tasks read it when they start.
      return;
    case 'testSecret': {
      const pending = parse(await vault.read(secretId, 'AWSPENDING', version));
      const { previous, current } = movedOn(parse(await vault.read(secretId, 'AWSCURRENT')));
      if (pending.next.length < SECRET_LENGTH) throw new Error('The new secret is too short.');
      if (pending.previous !== previous) throw new Error('The new secret would end what the current one has signed.');
      if (pending.current !== current) throw new Error('Running processes do not know the new secret yet.');
      return;
    }
    case 'finishSecret':
      return vault.promote(secretId, version);
  }
}

/** The first rotation only makes the next one known; every later one moves all on by one. */
function movedOn({ previous, current, next }: Signing): Omit<Signing, 'next'> {
  return next === '' ? { previous, current } : { previous: current, current: next };
}

function parse(text: string | undefined): Signing {
  const value = JSON.parse(text ?? '{}') as Partial<Signing>;
  if (typeof value.current !== 'string' || typeof value.previous !== 'string') {
    throw new Error(
      'The secret is not { "previous", "current", "next" }: write it so once by hand, then rotate again.',
    );
  }
  return { previous: value.previous, current: value.current, next: value.next ?? '' };
}
