import { LANGUAGES } from '../language/languages.ts';
import { useSpeech } from '../language/speech-context.tsx';
import { setPreferences } from '../preferences/preferences.ts';
import styles from './account-bar.module.css';

/** Each language under its own name, so that it is found by whoever reads no other. */
export function LanguageChoice() {
  const { language, say } = useSpeech();
  return (
    <select
      className={styles.language}
      aria-label={say('app.language')}
      value={language}
      onChange={(event) => setPreferences({ language: event.target.value })}
    >
      {Object.entries(LANGUAGES).map(([code, { name }]) => (
        <option key={code} value={code} lang={code}>
          {name}
        </option>
      ))}
    </select>
  );
}
