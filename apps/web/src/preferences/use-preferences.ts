import { useSyncExternalStore } from 'react';
import { listenToPreferences, type Preferences, preferences } from './preferences.ts';

export function usePreferences(): Preferences {
  return useSyncExternalStore(listenToPreferences, preferences);
}
