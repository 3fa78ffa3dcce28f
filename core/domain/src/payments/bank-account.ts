import { AppError } from '../errors.ts';

/** Where a member gets bank transfers. */
export interface BankAccount {
  /** As the bank knows them, at most 70 characters. */
  readonly holder: string;
  /** Without blanks, in capitals. */
  readonly iban: string;
  readonly bic: string | null;
}

export const HOLDER_MAX = 70;

const IBAN = /^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$/;
const BIC = /^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/;

/** Takes blanks out and checks the check digits (ISO 13616, mod 97). Errors: `invalid_input` naming the field. */
export function parseBankAccount(input: { holder: string; iban: string; bic?: string | null }): BankAccount {
  const holder = input.holder.trim();
  if (holder === '' || [...holder].length > HOLDER_MAX)
    throw new AppError('invalid_input', `The holder of the account has 1 to ${HOLDER_MAX} characters.`);
  const bic = input.bic ? input.bic.replaceAll(' ', '').toUpperCase() : null;
  if (bic !== null && !BIC.test(bic))
    throw new AppError('invalid_input', 'This is not a BIC: it has 8 or 11 letters and digits, or leave it out.');
  return { holder, iban: parseIban(input.iban), bic };
}

/** The IBAN without blanks, in capitals. Errors: `invalid_input`. */
export function parseIban(text: string): string {
  const iban = text.replaceAll(' ', '').toUpperCase();
  if (IBAN.test(iban) && remainder97(`${iban.slice(4)}${iban.slice(0, 4)}`) === 1) return iban;
  throw new AppError('invalid_input', 'This is not an IBAN: a letter or digit is wrong or missing. Copy it once more.');
}

function remainder97(text: string): number {
  let remainder = 0;
  for (const character of text) {
    for (const digit of Number.parseInt(character, 36).toString()) remainder = (remainder * 10 + Number(digit)) % 97;
  }
  return remainder;
}
