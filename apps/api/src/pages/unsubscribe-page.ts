import { hash } from 'node:crypto';
import { directionOf, type Language } from '@shared-payments/domain';
import type { Texts, UnsubscribeLink } from '@shared-payments/usecases';
import type { Answer } from '../http/route.ts';

const STYLE = [
  ':root{color-scheme:light dark}',
  'body{max-width:34rem;margin:10vh auto;padding:0 1.25rem;font:1.125rem/1.5 system-ui,sans-serif;color:#1d2125;background:#f6f5f1}',
  'h1{font-size:1.375rem}a{color:#17594a}',
  'button{min-height:44px;padding:.6rem 1.25rem;border:0;border-radius:8px;font:inherit;font-weight:600;color:#fff;background:#17594a}',
  '@media (prefers-color-scheme:dark){body{color:#f1f1ee;background:#16181a}a{color:#9fdcca}button{color:#10211c;background:#7fd1bb}}',
].join('');

/** The page's one style sheet and its one form, and nothing else. */
const PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${hash('sha256', STYLE, 'base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Asks; a mail program that opens every link ends nothing by it. */
export function questionPage(texts: Texts, language: Language, link: UnsubscribeLink): Answer<never> {
  const kind = texts.say(language, `kind.${link.kind}`);
  return page(texts, language, link, [
    `<p>${safe(texts.say(language, 'unsubscribe-page.question', { kind }))}</p>`,
    '<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click">',
    `<button>${safe(texts.say(language, 'unsubscribe-page.button'))}</button></form>`,
  ]);
}

export function donePage(texts: Texts, language: Language, link: UnsubscribeLink): Answer<never> {
  const kind = texts.say(language, `kind.${link.kind}`);
  return page(texts, language, link, [`<p>${safe(texts.say(language, 'unsubscribe-page.done', { kind }))}</p>`]);
}

export function gonePage(texts: Texts, language: Language): Answer<never> {
  return page(texts, language, undefined, [`<p>${safe(texts.say(language, 'unsubscribe-page.gone'))}</p>`]);
}

function page(
  texts: Texts,
  language: Language,
  link: UnsubscribeLink | undefined,
  content: readonly string[],
): Answer<never> {
  const title = link ? texts.say(language, 'unsubscribe-page.title', { group: link.group.name }) : 'Shared Payments';
  const settings = link ? `/groups/${link.group.id}/notifications` : '/groups';
  const html = [
    `<!doctype html><html lang="${language}" dir="${directionOf(language)}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">',
    `<title>${safe(title)}</title><style>${STYLE}</style></head><body><main><h1>${safe(title)}</h1>`,
    ...content,
    `<p><a href="${settings}">${safe(texts.say(language, 'unsubscribe-page.choose'))}</a></p></main></body></html>`,
  ].join('\n');
  // The form's request has to say where it comes from, as every write with a session does.
  const headers = { 'content-security-policy': PAGE_POLICY, 'referrer-policy': 'same-origin' };
  return { raw: { bytes: html, type: 'text/html; charset=utf-8' }, headers };
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function safe(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '');
}
