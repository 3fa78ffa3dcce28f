import { FALLBACK_LANGUAGE, isLanguage, LANGUAGES, type Language } from '@shared-payments/domain';

const TAGS_MAX = 10;

/** The first language of an Accept-Language header that there is, whatever its weights: browsers write the best first. */
export function askedLanguage(header: string | undefined): Language {
  for (const part of (header ?? '').split(',', TAGS_MAX)) {
    const tag = part.split(';')[0]?.trim() ?? '';
    if (isLanguage(tag)) return tag;
    const near = LANGUAGES.find((code) => code.split('-')[0] === tag.split('-')[0]?.toLowerCase());
    if (near) return near;
  }
  return FALLBACK_LANGUAGE;
}
