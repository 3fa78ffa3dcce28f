import { directionOf, type Language } from '@shared-payments/domain';
import type { Letter } from '@shared-payments/usecases';

/** The same letter as plain text and as HTML. */
export function layOut(language: Language, letter: Letter): { readonly text: string; readonly html: string } {
  return { text: textOf(letter), html: htmlOf(language, letter) };
}

function textOf({ greeting, paragraphs, action, footer, unsubscribe }: Letter): string {
  const end = unsubscribe ? [...footer, `${unsubscribe.label}: ${unsubscribe.url}`] : footer;
  return [greeting, ...paragraphs, `${action.label}:\n${action.url}`, ['-- ', ...end].join('\n')].join('\n\n');
}

/**
 * Plain colours in the elements for programs that drop style sheets; a style sheet for those that go dark. Text on its ground has a
 * contrast of at least 4.5 in both (WCAG 2.2, 1.4.3). Nothing is loaded, so that opening a mail tells nobody.
 */
const STYLE = [
  ':root{color-scheme:light dark;supported-color-schemes:light dark}',
  '@media (prefers-color-scheme:dark){',
  '.ground{background-color:#16181a!important}',
  '.sheet{background-color:#212427!important;border-color:#3a3f44!important}',
  '.words{color:#f1f1ee!important}.small{color:#b9bdc0!important}',
  '.button{background-color:#7fd1bb!important;color:#10211c!important}.link{color:#9fdcca!important}}',
].join('');

const FONT = 'font-family:system-ui,-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif';

function htmlOf(language: Language, { title, greeting, paragraphs, action, footer, unsubscribe }: Letter): string {
  const words = [greeting, ...paragraphs].map(
    (text) =>
      `<p class="words" style="margin:0 0 16px;font-size:16px;line-height:1.5;color:#1d2125">${lines(text)}</p>`,
  );
  const small = footer.map((text) => `${lines(text)}<br>`);
  const end = unsubscribe
    ? [`<a class="link" style="color:#17594a" href="${safe(unsubscribe.url)}">${safe(unsubscribe.label)}</a>`]
    : [];
  return [
    `<!doctype html><html lang="${language}" dir="${directionOf(language)}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    '<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">',
    `<title>${safe(title)}</title><style>${STYLE}</style></head>`,
    `<body class="ground" style="margin:0;padding:24px 12px;background-color:#f6f5f1;${FONT}">`,
    '<main class="sheet" style="max-width:560px;margin:0 auto;padding:24px;background-color:#ffffff;border:1px solid #deddd6;border-radius:12px">',
    `<h1 class="words" style="margin:0 0 16px;font-size:20px;line-height:1.3;color:#1d2125">${safe(title)}</h1>`,
    ...words,
    `<p style="margin:24px 0 0"><a class="button" href="${safe(action.url)}" style="display:inline-block;padding:12px 20px;border-radius:8px;background-color:#17594a;color:#ffffff;font-weight:600;text-decoration:none">${safe(action.label)}</a></p>`,
    '</main>',
    `<p class="small" style="max-width:560px;margin:16px auto 0;padding:0 24px;font-size:13px;line-height:1.5;color:#5a6066">${[...small, ...end].join('')}</p>`,
    '</body></html>',
  ].join('\n');
}

function lines(text: string): string {
  return safe(text).replaceAll('\n', '<br>');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function safe(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
