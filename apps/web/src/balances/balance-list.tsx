import { Link } from '@tanstack/react-router';
import { Money } from '../components/money.tsx';
import { personColour } from '../components/person-colour.ts';
import { PersonMark } from '../components/person-mark.tsx';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import styles from './balance-list.module.css';

interface BalanceListProps {
  readonly currency: string;
  readonly members: readonly { readonly memberId: string; readonly amountMinor: number }[];
}

const PERCENT_OF_HALF = 50;

/** Who gets and who owes, as bars from a middle line; each leads to the bills behind it. */
export function BalanceList({ currency, members }: BalanceListProps) {
  const { say } = useSpeech();
  const { group, me, nameOf, placeOf } = useGroup();
  const largest = Math.max(1, ...members.map(({ amountMinor }) => Math.abs(amountMinor)));
  return (
    <ul className={styles.list}>
      {members.map(({ memberId, amountMinor }) => {
        const width = `${(Math.abs(amountMinor) / largest) * PERCENT_OF_HALF}%`;
        const side = amountMinor < 0 ? { insetInlineEnd: '50%' } : { insetInlineStart: '50%' };
        return (
          <li key={memberId}>
            <Link
              to="/groups/$groupId/why/$memberId"
              params={{ groupId: group.id, memberId }}
              search={{ currency }}
              className={styles.row}
            >
              <PersonMark name={nameOf(memberId)} place={placeOf(memberId)} />
              <span className={styles.name}>
                {nameOf(memberId)}
                {memberId === me.id ? <span className={styles.you}> {say('groups.you')}</span> : null}
              </span>
              <Money amountMinor={amountMinor} currency={currency} isBalance />
              <span className={styles.track} aria-hidden="true">
                <span style={{ width, ...side, background: personColour(placeOf(memberId)) }} />
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
