/** What this browser remembers of its reader; nothing in it is anybody's data but where they were last. */
export interface Preferences {
  readonly language?: string;
  readonly colorScheme?: 'light' | 'dark';
  /** Where the installed app opens; forgotten at sign-out. */
  readonly lastGroupId?: string;
}

const KEY = 'shared-payments.preferences';

const listeners = new Set<() => void>();
let current = stored();

export function preferences(): Preferences {
  return current;
}

export function listenToPreferences(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Changes what is given and keeps the rest; an undefined value forgets the choice. */
export function setPreferences(change: { readonly [K in keyof Preferences]: Preferences[K] | undefined }): void {
  const merged = Object.entries({ ...current, ...change }).filter(([, value]) => value !== undefined);
  current = Object.fromEntries(merged) as Preferences;
  try {
    localStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // A browser that keeps nothing still obeys until it is closed.
  }
  for (const listener of listeners) listener();
}

function stored(): Preferences {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Preferences) : {};
  } catch {
    return {};
  }
}
