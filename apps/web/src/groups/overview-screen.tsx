import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { BalanceList } from '../balances/balance-list.tsx';
import { BillRow } from '../bills/bill-row.tsx';
import { Card } from '../components/card.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Icon } from '../components/icon.tsx';
import { ButtonLink } from '../components/links.tsx';
import { Screen } from '../components/screen.tsx';
import { useKeepLook } from '../kept/use-keep-look.ts';
import { useSpeech } from '../language/speech-context.tsx';
import { type Overview, overviewQuery } from './group-queries.ts';
import { MonthsChart } from './months-chart.tsx';
import { MyBalance } from './my-balance.tsx';
import styles from './overview-screen.module.css';
import { useGroup } from './use-group.tsx';

const route = getRouteApi('/groups/$groupId/');
const LATEST_MAX = 6;
const DUE_MAX = 4;

export function OverviewScreen() {
  const { groupId } = route.useParams();
  const { say } = useSpeech();
  const { group, present, canTakePart } = useGroup();
  const { data: overview } = useQuery(overviewQuery(groupId));
  useKeepLook(overview);
  if (!overview) return null;
  const addBill = canTakePart ? (
    <ButtonLink to="/groups/$groupId/bills/new" params={{ groupId }} leftSection={<Icon name="add" />}>
      {say('bills.new')}
    </ButtonLink>
  ) : null;
  return (
    <Screen title={group.name} lead={say('groups.memberCount', { count: present.length })} actions={addBill}>
      <MyBalance overview={overview} />
      {overview.latestBills.length === 0 ? (
        <EmptyState icon="bills" title={say('bills.noneTitle')} text={say('bills.noneText')} action={addBill} />
      ) : (
        <div className={styles.columns}>
          <div className={styles.column}>
            <DueBills overview={overview} />
            <LatestBills overview={overview} />
          </div>
          <div className={styles.column}>
            <Card title={say('balances.title')}>
              {overview.balances.map(({ currency, members }) => (
                <BalanceList key={currency} currency={currency} members={members} />
              ))}
            </Card>
            <MonthsChart months={overview.months} currency={group.currency} />
          </div>
        </div>
      )}
    </Screen>
  );
}

function DueBills({ overview }: { readonly overview: Overview }) {
  const { say, date } = useSpeech();
  if (overview.dueBills.length === 0) return null;
  return (
    <Card title={say('bills.due')}>
      <ul>
        {overview.dueBills.slice(0, DUE_MAX).map((bill) => (
          <li key={bill.id}>
            <p className={styles.dueOn}>{say('bills.dueOn', { date: date(bill.dueOn ?? bill.date) })}</p>
            <BillRow bill={bill} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function LatestBills({ overview }: { readonly overview: Overview }) {
  const { say } = useSpeech();
  const all = (
    <Link to="/groups/$groupId/bills" params={{ groupId: overview.group.id }} className={styles.all}>
      {say('bills.all')}
    </Link>
  );
  return (
    <Card title={say('bills.latest')} aside={all}>
      <ul className={styles.rows}>
        {overview.latestBills.slice(0, LATEST_MAX).map((bill) => (
          <li key={bill.id}>
            <BillRow bill={bill} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
