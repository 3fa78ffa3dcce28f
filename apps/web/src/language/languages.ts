import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import type { Language as SpokenLanguage } from '@shared-payments/domain';
import type messages from './messages/en.json';

export type MessageKey = keyof typeof messages;
/** As it is written, or as build/parsed-messages.ts has parsed it. */
export type Message = string | MessageFormatElement[];
export type Messages = Readonly<Record<MessageKey, Message>>;

export interface Language {
  /** In itself, as its readers look for it. */
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
  readonly load: () => Promise<{ readonly default: Messages }>;
}

/** Every language there is, as the server has them too. A new one is a file of messages and a line here; the compiler names the keys it lacks. */
export const LANGUAGES = {
  en: { name: 'English', direction: 'ltr', load: () => import('./messages/en.json') },
  de: { name: 'Deutsch', direction: 'ltr', load: () => import('./messages/de.json') },
  fr: { name: 'Français', direction: 'ltr', load: () => import('./messages/fr.json') },
  es: { name: 'Español', direction: 'ltr', load: () => import('./messages/es.json') },
  pl: { name: 'Polski', direction: 'ltr', load: () => import('./messages/pl.json') },
  'pt-BR': { name: 'Português (Brasil)', direction: 'ltr', load: () => import('./messages/pt-BR.json') },
  ja: { name: '日本語', direction: 'ltr', load: () => import('./messages/ja.json') },
  ar: { name: 'العربية', direction: 'rtl', load: () => import('./messages/ar.json') },
} as const satisfies Record<SpokenLanguage, Language>;

export type LanguageCode = keyof typeof LANGUAGES;

export const FALLBACK_LANGUAGE: LanguageCode = 'en';

export function isLanguage(code: string | undefined): code is LanguageCode {
  return code !== undefined && Object.hasOwn(LANGUAGES, code);
}

/** The first language of `wanted` (BCP 47 tags, best first) that there is: 'pt-PT' is content with 'pt-BR'. */
export function chooseLanguage(wanted: readonly string[]): LanguageCode {
  for (const tag of wanted) {
    if (isLanguage(tag)) return tag;
    const base = tag.split('-')[0];
    const near = Object.keys(LANGUAGES).find((code) => code.split('-')[0] === base);
    if (isLanguage(near)) return near;
  }
  return FALLBACK_LANGUAGE;
}

/** What was chosen here, or the best of what the browser asks for. */
export function readersLanguage(chosen: string | undefined, wanted: readonly string[]): LanguageCode {
  return isLanguage(chosen) ? chosen : chooseLanguage(wanted);
}

/** The reader's own tag where it is of this language ('de-AT' writes numbers unlike 'de'), else the language itself. */
export function localeFor(code: LanguageCode, wanted: readonly string[]): string {
  return wanted.find((tag) => tag === code || tag.startsWith(`${code.split('-')[0]}-`)) ?? code;
}
