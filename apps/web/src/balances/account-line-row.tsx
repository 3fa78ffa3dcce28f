import { Money } from '../components/money.tsx';
import type { MessageKey } from '../language/languages.ts';
import { useSpeech } from '../language/speech-context.tsx';
import type { AccountLine } from './balance-queries.ts';
import styles from './why-screen.module.css';

/** One line of a member's account: what they paid, less their share. */
export function AccountLineRow({ line }: { readonly line: AccountLine }) {
  const { say, date, money } = useSpeech();
  const { currency } = line;
  const parts = [
    line.paidMinor === 0 ? null : say('balances.paid', { amount: money(line.paidMinor, currency) }),
    line.shareMinor === 0 ? null : say('balances.share', { amount: money(line.shareMinor, currency) }),
    line.roundingMinor > 0 ? say('balances.oddCent', { amount: money(line.roundingMinor, currency) }) : null,
  ];
  return (
    <>
      <span className={styles.words}>
        <strong>{line.kind === 'bill' ? line.title : say('payments.one')}</strong>
        <span className={styles.soft}>
          {date(line.date)} · {say(ruleKey(line))}
          {line.kind === 'bill' ? ` · ${say('balances.ofTotal', { amount: money(line.totalMinor, currency) })}` : ''}
        </span>
        {line.kind === 'bill' ? (
          <span className={styles.soft}>{parts.filter((part) => part !== null).join(' · ')}</span>
        ) : null}
      </span>
      <span className={styles.net}>
        <Money amountMinor={line.netMinor} currency={currency} isBalance />
      </span>
    </>
  );
}

const RULES: Readonly<Record<string, MessageKey>> = {
  equal: 'method.equal',
  weight: 'method.weight',
  percentage: 'method.percentage',
  exact: 'method.exact',
  adjustment: 'method.adjustment',
  itemised: 'method.itemised',
  'person-days': 'method.person-days',
  meter: 'method.meter',
  cash: 'paymentMethod.cash',
  bank: 'paymentMethod.bank',
  card: 'paymentMethod.card',
};

function ruleKey({ rule }: AccountLine): MessageKey {
  return RULES[rule] ?? 'paymentMethod.other';
}
