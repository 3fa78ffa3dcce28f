/** Every language the product speaks, as BCP 47 tags; the web app and the texts of mails have a file for each. */
export const LANGUAGES = ['en', 'de', 'fr', 'es', 'pl', 'pt-BR', 'ja', 'ar'] as const;

export type Language = (typeof LANGUAGES)[number];

/** Where nobody chose. */
export const FALLBACK_LANGUAGE: Language = 'en';

export function isLanguage(text: unknown): text is Language {
  return (LANGUAGES as readonly unknown[]).includes(text);
}

export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}
