import { Icon } from '../components/icon.tsx';
import { ButtonLink } from '../components/links.tsx';
import { Money } from '../components/money.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import type { Overview } from './group-queries.ts';
import styles from './my-balance.module.css';

/** The one thing everybody opens the app for. */
export function MyBalance({ overview }: { readonly overview: Overview }) {
  const { say } = useSpeech();
  const { group, myMemberId, balances } = overview;
  const mine = balances.map(({ currency, members }) => ({
    currency,
    amountMinor: members.find(({ memberId }) => memberId === myMemberId)?.amountMinor ?? 0,
  }));
  const open = mine.filter(({ amountMinor }) => amountMinor !== 0);
  const isAnyOpen = balances.some(({ members }) => members.some(({ amountMinor }) => amountMinor !== 0));
  return (
    <section className={styles.balance} aria-label={say('balances.mine')}>
      <div>
        {open.length === 0 ? <p className={styles.even}>{say('balances.even')}</p> : null}
        {open.map(({ currency, amountMinor }) => (
          <p key={currency}>
            <span>{say(amountMinor > 0 ? 'balances.youGet' : 'balances.youOwe')}</span>
            <strong className={styles.amount}>
              <Money amountMinor={Math.abs(amountMinor)} currency={currency} />
            </strong>
          </p>
        ))}
      </div>
      {isAnyOpen ? (
        <div className={styles.ways}>
          <ButtonLink
            to="/groups/$groupId/settle"
            params={{ groupId: group.id }}
            leftSection={<Icon name="settle" />}
            variant="default"
          >
            {say('settlement.title')}
          </ButtonLink>
          <ButtonLink
            to="/groups/$groupId/why/$memberId"
            params={{ groupId: group.id, memberId: myMemberId }}
            leftSection={<Icon name="question" />}
            variant="default"
          >
            {say('balances.why')}
          </ButtonLink>
        </div>
      ) : null}
    </section>
  );
}
