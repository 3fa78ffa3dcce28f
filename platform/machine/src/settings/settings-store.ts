import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '@shared-payments/operations';
import type { SettingValues } from './settings-file.ts';

const KEY_BYTES = 32;
/** Enough to tell values apart, too little to be of use to whoever guesses them. */
const FINGERPRINT_CHARACTERS = 16;

/** Which settings have a value, and keyed fingerprints of them; the key never leaves `directory`. */
export function settingsStore(directory: string, values: () => SettingValues): Settings {
  return {
    missing: async (required) => {
      const present = values();
      return required.filter((name) => (present[name] ?? '') === '');
    },
    fingerprints: async () => {
      const key = fingerprintKey(directory);
      const entries = Object.entries(values()).map(([name, value]) => [name, fingerprint(key, name, value)]);
      return Object.fromEntries(entries);
    },
  };
}

function fingerprint(key: Buffer, name: string, value: string): string {
  return createHmac('sha256', key).update(`${name}\0${value}`).digest('hex').slice(0, FINGERPRINT_CHARACTERS);
}

/** Made once; of two commands that make it at once, one's is kept. */
function fingerprintKey(directory: string): Buffer {
  const path = join(directory, 'fingerprint.key');
  if (!existsSync(path)) {
    mkdirSync(directory, { recursive: true });
    const fresh = join(directory, `fingerprint.${randomBytes(8).toString('hex')}`);
    writeFileSync(fresh, randomBytes(KEY_BYTES), { mode: 0o600 });
    try {
      linkSync(fresh, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(fresh);
    }
  }
  return readFileSync(path);
}
