import { askEarly } from './api/ask-early.ts';
import { LANGUAGES, readersLanguage } from './language/languages.ts';
import { preferences } from './preferences/preferences.ts';
import { showColorScheme } from './theme/color-scheme.ts';

// The first script of the page, and a small one: it runs while the large ones are still on their way, and what it asks for
// comes beside them instead of after them. It must import neither React nor anything that does.

// A page that nobody looks at has no frames.
const PAINTED_WITHIN_MS = 300;

showColorScheme();
if (navigator.onLine) askEarly(location, preferences());
void LANGUAGES[readersLanguage(preferences().language, navigator.languages)].load();
void painted().then(() => import('./main.tsx'));

/** What the document shows is seen before a phone spends half a second on the scripts. */
async function painted(): Promise<void> {
  if (document.readyState === 'loading')
    await new Promise((done) => document.addEventListener('DOMContentLoaded', done, { once: true }));
  await new Promise<void>((done) => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, PAINTED_WITHIN_MS);
  });
}
