import type { ReceiptContent } from '@shared-payments/usecases';
import type { Cell, Page } from './page.ts';
import { sayAmount, sayDate } from './say.ts';

const TWO = [0.34, 0.66];
const THREE = [0.24, 0.5, 0.26];

export function writeReceipt(page: Page, content: ReceiptContent): void {
  const { labels, language } = page;
  const amount = (amountMinor: number) => sayAmount(amountMinor, content.currency, language);
  page.heading(`${labels.receipt} ${content.number}`, 1);
  const facts: readonly (readonly [string, string])[] = [
    [labels.group, content.group.name],
    [labels.date, sayDate(content.date, language)],
    [labels.from, content.from.name],
    [labels.to, content.to.name],
    [labels.amount, amount(content.amountMinor)],
    [labels.method, labels.methods[content.method]],
    ...(content.notes === null ? [] : [[labels.what, content.notes] as const]),
    ...(content.givenBack.length === 0 ? [] : [[labels.remaining, amount(content.remainingMinor)] as const]),
  ];
  page.table(
    TWO,
    [{ text: labels.receipt }, { text: content.number }],
    facts.map(([name, text]) => [{ text: name }, { text }]),
  );
  if (content.settled.length > 0) {
    page.heading(labels.settled, 2);
    page.table(
      [0.7, 0.3],
      [{ text: labels.what }, { text: labels.amount, isNumber: true }],
      content.settled.map(({ title, amountMinor }) => [{ text: title }, { text: amount(amountMinor), isNumber: true }]),
    );
  }
  if (content.givenBack.length > 0) {
    page.heading(labels.givenBack, 2);
    const rows = content.givenBack.map(({ date, kind, amountMinor }): readonly Cell[] => [
      { text: sayDate(date, language) },
      { text: labels.back[kind] },
      { text: amount(amountMinor), isNumber: true },
    ]);
    page.table(THREE, [{ text: labels.date }, { text: labels.what }, { text: labels.amount, isNumber: true }], rows);
  }
}
