import { preferences } from '../preferences/preferences.ts';

/** The device's own wish, which may change while somebody looks. */
export const DARK = '(prefers-color-scheme: dark)';

/** Before the first paint: what the page would otherwise only know once everything is loaded. */
export function showColorScheme(): void {
  const scheme = preferences().colorScheme ?? (matchMedia(DARK).matches ? 'dark' : 'light');
  document.documentElement.dataset.mantineColorScheme = scheme;
}
