import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { AnswerView } from '../components/answer-view.tsx';
import { Card } from '../components/card.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { BackLink } from '../components/links.tsx';
import { Screen } from '../components/screen.tsx';
import { overviewQuery } from '../groups/group-queries.ts';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { PaymentList } from './payment-list.tsx';
import styles from './settle-screen.module.css';
import { type Settlement, settlementQuery } from './settlement-queries.ts';
import { MODES } from './settlement-routes.ts';
import { TransferItem } from './transfer-item.tsx';

const route = getRouteApi('/groups/$groupId/settle');

/** Who pays whom so that nobody owes anything, in how few payments, and why so few. */
export function SettleScreen() {
  const { groupId } = route.useParams();
  const { mode = 'fewest', currency } = route.useSearch();
  const { say } = useSpeech();
  const { group } = useGroup();
  const plan = useQuery({ ...settlementQuery(groupId, mode, currency), placeholderData: keepPreviousData });
  return (
    <Screen
      title={say('settlement.title')}
      back={
        <BackLink to="/groups/$groupId" params={{ groupId }}>
          {group.name}
        </BackLink>
      }
      isNarrow
    >
      <CurrencyChoice />
      <nav className={styles.modes} aria-label={say('settlement.modes')}>
        {MODES.map((one) => (
          <Link
            key={one}
            to="/groups/$groupId/settle"
            params={{ groupId }}
            search={{ mode: one, ...(currency !== undefined && { currency }) }}
            replace
            className={`${styles.mode} ${one === mode ? styles.chosen : ''}`}
            aria-current={one === mode ? 'page' : undefined}
          >
            {say(`settlementMode.${one}`)}
          </Link>
        ))}
      </nav>
      <AnswerView query={plan}>{(data) => <Plan plan={data} />}</AnswerView>
      <PaymentList />
    </Screen>
  );
}

function CurrencyChoice() {
  const { groupId } = route.useParams();
  const { mode, currency } = route.useSearch();
  const { say } = useSpeech();
  const { group } = useGroup();
  const { data: overview } = useQuery(overviewQuery(groupId));
  const currencies = overview?.balances.map((one) => one.currency) ?? [];
  if (currencies.length < 2) return null;
  return (
    <nav className={styles.modes} aria-label={say('groups.currency')}>
      {currencies.map((one) => (
        <Link
          key={one}
          to="/groups/$groupId/settle"
          params={{ groupId }}
          search={{ currency: one, ...(mode !== undefined && { mode }) }}
          replace
          className={`${styles.mode} ${one === (currency ?? group.currency) ? styles.chosen : ''}`}
          aria-current={one === (currency ?? group.currency) ? 'page' : undefined}
        >
          {one}
        </Link>
      ))}
    </nav>
  );
}

function Plan({ plan }: { readonly plan: Settlement }) {
  const { say } = useSpeech();
  const { transfers, withoutPlanCount, isExact } = plan;
  if (transfers.length === 0)
    return <EmptyState icon="check" title={say('settlement.noneTitle')} text={say('settlement.noneText')} />;
  return (
    <Card title={say('settlement.count', { count: transfers.length })}>
      <p className={styles.why}>
        {say(`settlementWhy.${plan.mode}`)}{' '}
        {withoutPlanCount > transfers.length ? say('settlement.insteadOf', { count: withoutPlanCount }) : ''}{' '}
        {isExact && plan.mode === 'fewest' ? say('settlement.proven') : ''}
      </p>
      <ul className={styles.transfers}>
        {transfers.map((transfer) => (
          <TransferItem
            key={`${transfer.from} ${transfer.to} ${transfer.amountMinor}`}
            transfer={transfer}
            currency={plan.currency}
          />
        ))}
      </ul>
    </Card>
  );
}
