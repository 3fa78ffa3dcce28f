import { useSyncExternalStore } from 'react';
import { usePreferences } from '../preferences/use-preferences.ts';
import { DARK } from './color-scheme.ts';

/** The reader's choice, or the device's, which may change while they look. */
export function useColorScheme(): 'light' | 'dark' {
  const { colorScheme } = usePreferences();
  const isDark = useSyncExternalStore(subscribe, () => matchMedia(DARK).matches);
  return colorScheme ?? (isDark ? 'dark' : 'light');
}

function subscribe(listener: () => void): () => void {
  const query = matchMedia(DARK);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}
