import { useSpeech } from '../language/speech-context.tsx';
import styles from './money.module.css';

export interface MoneyProps {
  readonly amountMinor: number;
  readonly currency: string;
  /** A balance has a sign and a colour; a price has neither. */
  readonly isBalance?: boolean;
}

/** An amount: digits for the eye, and words for whoever listens ('minus twelve euros' is no 'dash 12 sign'). */
export function Money({ amountMinor, currency, isBalance = false }: MoneyProps) {
  const { money, moneyInWords } = useSpeech();
  const tone = !isBalance || amountMinor === 0 ? '' : amountMinor > 0 ? styles.plus : styles.minus;
  return (
    <span className={`${styles.amount} ${tone}`}>
      <span aria-hidden="true">{money(amountMinor, currency, { isSigned: isBalance })}</span>
      <span className={styles.words}>{moneyInWords(amountMinor, currency)}</span>
    </span>
  );
}
