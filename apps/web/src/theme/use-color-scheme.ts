import { useSyncExternalStore } from 'react';
import { preferences, usePreferences } from '../preferences/preferences.ts';

const DARK = '(prefers-color-scheme: dark)';

/** The reader's choice, or the device's, which may change while they look. */
export function useColorScheme(): 'light' | 'dark' {
  const { colorScheme } = usePreferences();
  const isDark = useSyncExternalStore(subscribe, () => matchMedia(DARK).matches);
  return colorScheme ?? (isDark ? 'dark' : 'light');
}

/** Before the first paint: what the page would otherwise only know once everything is loaded. */
export function showColorScheme(): void {
  const scheme = preferences().colorScheme ?? (matchMedia(DARK).matches ? 'dark' : 'light');
  document.documentElement.dataset.mantineColorScheme = scheme;
}

function subscribe(listener: () => void): () => void {
  const query = matchMedia(DARK);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}
