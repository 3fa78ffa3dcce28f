import type { StatementContent, StatementCurrency, StatementLine } from '@shared-payments/usecases';
import type { Cell, Page } from './page.ts';
import { sayAmount, sayDate, sayDay, sayMonth } from './say.ts';

const WIDTHS = [0.18, 0.58, 0.24];

export function writeStatement(page: Page, content: StatementContent): void {
  const { labels, language } = page;
  page.heading(`${labels.statement} · ${sayMonth(content.month, language)}`, 1);
  page.paragraph(`${labels.group}: ${content.group.name}`);
  page.paragraph(`${labels.member}: ${content.member.name}`);
  page.paragraph(`${labels.closedOn}: ${sayDay(content.closedAt, content.group.timeZone, language)}`);
  page.paragraph(labels.signs);
  for (const part of content.currencies) writeCurrency(page, part);
}

function writeCurrency(page: Page, { currency, openingMinor, lines, closingMinor }: StatementCurrency): void {
  const { labels, language } = page;
  const amount = (amountMinor: number): Cell => ({ text: sayAmount(amountMinor, currency, language), isNumber: true });
  page.heading(currency, 2);
  page.table(
    WIDTHS,
    [{ text: labels.date }, { text: labels.what }, { text: labels.amount, isNumber: true }],
    [
      [{ text: '' }, { text: labels.opening }, amount(openingMinor)],
      ...lines.map((line) => [
        { text: sayDate(line.date, language) },
        { text: describe(page, line) },
        amount(line.netMinor),
      ]),
      [{ text: '' }, { text: labels.closing }, amount(closingMinor)],
    ],
  );
}

function describe({ labels, language }: Page, line: StatementLine): string {
  const what = [nameOf(labels, line), line.title].filter(Boolean).join(' · ');
  const say = (amountMinor: number) => sayAmount(amountMinor, line.currency, language);
  if (line.correction) {
    const { bookedOn, beforeMinor, afterMinor } = line.correction;
    const told = labels.correction
      .replace('{date}', sayDate(bookedOn, language))
      .replace('{before}', say(beforeMinor))
      .replace('{after}', say(afterMinor));
    return `${what} — ${told}`;
  }
  if (line.kind === 'payment') return what;
  const parts = labels.paidAndShare.replace('{paid}', say(line.paidMinor)).replace('{share}', say(line.shareMinor));
  return `${what} — ${parts}`;
}

function nameOf(labels: Page['labels'], { kind, counterpart, netMinor }: StatementLine): string {
  if (kind === 'bill') return '';
  const pattern = netMinor < 0 ? labels.paymentFrom : labels.paymentTo;
  return pattern.replace('{name}', counterpart?.name ?? '');
}
