import { Link } from '@tanstack/react-router';
import { Money } from '../components/money.tsx';
import { ShareStrip } from '../components/share-strip.tsx';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import type { Bill } from './bill-queries.ts';
import styles from './bill-row.module.css';

/** A bill in a list: what it was, who paid, how it is cut, and my part of it. */
export function BillRow({ bill }: { readonly bill: Bill }) {
  const { say, date, list } = useSpeech();
  const { group, me, nameOf, placeOf } = useGroup();
  const mine = bill.shares.find(({ memberId }) => memberId === me.id)?.amountMinor ?? 0;
  const payers = list(
    bill.payers.map(({ memberId }) => (memberId === me.id ? say('groups.youInList') : nameOf(memberId))),
  );
  const openDisputes = bill.disputes.filter(({ state }) => state === 'open').length;
  return (
    <Link
      to="/groups/$groupId/bills/$billId"
      params={{ groupId: group.id, billId: bill.id }}
      className={`${styles.row} ${bill.state === 'reversed' ? styles.reversed : ''}`}
    >
      <span className={styles.words}>
        <strong>{bill.title}</strong>
        <span className={styles.facts}>
          {date(bill.date)} · {say('bills.paidBy', { names: payers })}
          {bill.state === 'approved' ? '' : ` · ${say(`billState.${bill.state}`)}`}
          {openDisputes === 0 ? '' : ` · ${say('bills.disputed')}`}
        </span>
      </span>
      <span className={styles.amounts}>
        <Money amountMinor={bill.totalMinor} currency={bill.currency} />
        <span className={styles.facts}>
          {say('bills.yourShare')} <Money amountMinor={mine} currency={bill.currency} />
        </span>
      </span>
      <span className={styles.strip}>
        <ShareStrip
          height={4}
          parts={bill.shares.map(({ memberId, amountMinor }) => ({
            id: memberId,
            place: placeOf(memberId),
            amountMinor,
          }))}
        />
      </span>
    </Link>
  );
}
