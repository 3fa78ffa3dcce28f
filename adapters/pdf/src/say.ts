import { formatAmount, fromWire, parseLocalDate } from '@shared-payments/domain';
import type { DocumentLanguage } from '@shared-payments/usecases';

export function sayAmount(amountMinor: number, currency: string, language: DocumentLanguage): string {
  return formatAmount({ amountMinor: fromWire(amountMinor), currency }, language);
}

/** A calendar day has no zone: it is read and written in UTC. */
export function sayDate(date: string, language: DocumentLanguage): string {
  return said(Date.parse(`${parseLocalDate(date)}T00:00:00Z`), 'UTC', language, { dateStyle: 'medium' });
}

export function sayDay(epochMs: number, timeZone: string, language: DocumentLanguage): string {
  return said(epochMs, timeZone, language, { dateStyle: 'medium' });
}

export function sayMonth(month: string, language: DocumentLanguage): string {
  return said(Date.parse(`${month}-01T00:00:00Z`), 'UTC', language, { year: 'numeric', month: 'long' });
}

function said(at: number, timeZone: string, language: string, style: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(language, { ...style, timeZone, calendar: 'gregory' }).format(at);
}
