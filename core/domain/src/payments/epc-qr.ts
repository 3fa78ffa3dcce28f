import { AppError } from '../errors.ts';
import { formatPlain } from '../money/money.ts';
import type { BankAccount } from './bank-account.ts';

export interface BankTransfer {
  readonly account: BankAccount;
  readonly amountMinor: number;
  readonly currency: string;
  /** What the receiver reads on their statement, so that the payment is found again. */
  readonly remittance: string;
}

/** EPC069-12 allows 331 bytes; a QR code of version 13 with error correction M holds them. */
export const EPC_BYTES_MAX = 331;
const REMITTANCE_MAX = 140;
export const EPC_AMOUNT_MINOR_MAX = 99_999_999_999;

/**
 * The text of a SEPA credit transfer's QR code (EPC069-12 version 002, UTF-8): banks' apps fill in a transfer from it. The
 * image takes error correction M and at most version 13. Errors: `unknown_currency` for anything but EUR,
 * `amount_out_of_range` outside 0.01 to 999,999,999.99, `too_large` beyond 331 bytes.
 */
export function epcPayload({ account, amountMinor, currency, remittance }: BankTransfer): string {
  if (currency !== 'EUR')
    throw new AppError('unknown_currency', 'A bank QR code is for EUR only: use the payment link instead.');
  const amount = BigInt(amountMinor);
  if (amount < 1n || amountMinor > EPC_AMOUNT_MINOR_MAX)
    throw new AppError('amount_out_of_range', 'A bank QR code is for 0.01 to 999999999.99 EUR.');
  const lines = [
    'BCD',
    '002',
    '1',
    'SCT',
    account.bic ?? '',
    oneLine(account.holder, 70),
    account.iban,
    `EUR${plainEuro(amount)}`,
    '',
    '',
    oneLine(remittance, REMITTANCE_MAX),
  ];
  const payload = lines.join('\n');
  if (new TextEncoder().encode(payload).length > EPC_BYTES_MAX)
    throw new AppError('too_large', `A bank QR code holds ${EPC_BYTES_MAX} bytes: shorten the name or the reference.`);
  return payload;
}

/** A `payto:` link (RFC 8905) that names the account, the amount with its decimals and the message. */
export function paytoLink({ account, amountMinor, currency, remittance }: BankTransfer): string {
  const target = [account.bic, account.iban].filter((part) => part !== null).join('/');
  const amount = formatPlain({ amountMinor: BigInt(amountMinor), currency });
  const query: readonly (readonly [string, string])[] = [
    ['amount', `${currency}:${amount}`],
    ['receiver-name', oneLine(account.holder, 70)],
    ['message', oneLine(remittance, REMITTANCE_MAX)],
  ];
  return `payto://iban/${target}?${query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`;
}

function plainEuro(amount: bigint): string {
  return formatPlain({ amountMinor: amount, currency: 'EUR' });
}

/** Lines are fields there, so a break in a text would shift all that follow. Cut by characters, not by halves of them. */
function oneLine(text: string, charactersMax: number): string {
  const line = text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return [...line].slice(0, charactersMax).join('').trim();
}
