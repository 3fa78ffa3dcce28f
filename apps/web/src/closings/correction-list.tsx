import { Link } from '@tanstack/react-router';
import { Icon } from '../components/icon.tsx';
import { Money } from '../components/money.tsx';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import type { Correction } from './closing-queries.ts';
import styles from './closings.module.css';

/** What belongs to a closed month and came after it: who changed what, and each balance before and after. */
export function CorrectionList({ corrections }: { readonly corrections: readonly Correction[] }) {
  const { say } = useSpeech();
  if (corrections.length === 0)
    return (
      <p className={styles.unchanged}>
        <Icon name="check" size={18} />
        {say('closings.unchanged')}
      </p>
    );
  return (
    <>
      <p>{say('closings.changedText')}</p>
      <ol className={styles.corrections}>
        {corrections.map((correction) => (
          <li key={correction.id} className={styles.correction}>
            <CorrectionItem correction={correction} />
          </li>
        ))}
      </ol>
    </>
  );
}

function CorrectionItem({ correction }: { readonly correction: Correction }) {
  const { say, date, moment } = useSpeech();
  const { group, nameOf } = useGroup();
  const { kind, causeId, title, date: day, bookedOn, at, by, currency, members } = correction;
  return (
    <>
      <p>
        {kind === 'bill' ? (
          <Link to="/groups/$groupId/bills/$billId" params={{ groupId: group.id, billId: causeId }}>
            {title}
          </Link>
        ) : (
          <Link to="/groups/$groupId/payments/$paymentId" params={{ groupId: group.id, paymentId: causeId }}>
            {say('payments.one')}
          </Link>
        )}{' '}
        <span className={styles.soft}>{say('closings.belongsTo', { date: date(day), bookedOn: date(bookedOn) })}</span>
      </p>
      <p className={styles.soft}>
        {by === null ? say('activity.byItself') : nameOf(by)} · {moment(at)}
      </p>
      <ul className={styles.effects}>
        {members.map(({ memberId, beforeMinor, afterMinor }) => (
          <li key={memberId} className={styles.effectOf}>
            <span>{nameOf(memberId)}</span>
            <span className={styles.effect}>
              <Money amountMinor={beforeMinor} currency={currency} isBalance />
              <Icon name="send" size={14} />
              <Money amountMinor={afterMinor} currency={currency} isBalance />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
