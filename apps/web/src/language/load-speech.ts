import type { Preferences } from '../preferences/preferences.ts';
import { LANGUAGES, localeFor, readersLanguage } from './languages.ts';
import { createSpeech, type Speech } from './speech.ts';

/** The chosen language, or the browser's; sets the document's language and direction as well. */
export async function loadSpeech(preferences: Preferences, wanted: readonly string[]): Promise<Speech> {
  const code = readersLanguage(preferences.language, wanted);
  const { direction, load } = LANGUAGES[code];
  const { default: messages } = await load();
  document.documentElement.lang = code;
  document.documentElement.dir = direction;
  return createSpeech(code, localeFor(code, wanted), messages);
}
