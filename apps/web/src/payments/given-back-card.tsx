import { Card } from '../components/card.tsx';
import { Money } from '../components/money.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import type { PaymentView } from './payment-queries.ts';
import styles from './payments.module.css';

/** Refunds, and what the payer's bank took back. */
export function GivenBackCard({ view }: { readonly view: PaymentView }) {
  const { say, date } = useSpeech();
  return (
    <Card title={say('refund.done')}>
      <ul className={styles.lines}>
        {view.givenBack.map(({ id, date: day, amountMinor, currency, origin }) => (
          <li key={id}>
            <span>
              {say(`givenBack.${origin?.kind ?? 'refund'}`)} <span className={styles.soft}>{date(day)}</span>
            </span>
            <Money amountMinor={amountMinor} currency={currency} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
