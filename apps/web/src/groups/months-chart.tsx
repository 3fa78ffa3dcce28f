import { endOfMonth } from '@shared-payments/domain';
import { Link } from '@tanstack/react-router';
import { Card } from '../components/card.tsx';
import { Money } from '../components/money.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import type { Overview } from './group-queries.ts';
import styles from './months-chart.module.css';
import { useGroup } from './use-group.tsx';

const MONTHS_MAX = 12;
const PERCENT = 100;

/** What was spent in each month; a bar leads to the bills of its month. */
export function MonthsChart({ months, currency }: { readonly months: Overview['months']; readonly currency: string }) {
  const { say, month: monthName } = useSpeech();
  const { group } = useGroup();
  const shown = months.filter((month) => month.currency === currency).slice(-MONTHS_MAX);
  const largest = Math.max(1, ...shown.map(({ spentMinor }) => spentMinor));
  const average = Math.round(shown.reduce((sum, { spentMinor }) => sum + spentMinor, 0) / Math.max(1, shown.length));
  if (shown.length < 2) return null;
  const aside = (
    <span className={styles.average}>
      {say('groups.monthAverage')} <Money amountMinor={average} currency={currency} />
    </span>
  );
  return (
    <Card title={say('groups.months')} aside={aside}>
      <ol className={styles.chart}>
        {shown.map(({ month, spentMinor }, index) => (
          <li key={month} className={index === shown.length - 1 ? styles.current : undefined}>
            <Link
              to="/groups/$groupId/bills"
              params={{ groupId: group.id }}
              search={{ from: `${month}-01`, through: endOfMonth(`${month}-01`) }}
              className={styles.month}
            >
              <span className={styles.amount}>
                <Money amountMinor={spentMinor} currency={currency} />
              </span>
              <span className={styles.bar} aria-hidden="true">
                <span style={{ height: `${(Math.max(0, spentMinor) / largest) * PERCENT}%` }} />
              </span>
              <abbr title={monthName(month)}>{monthName(month, 'short').slice(0, 3)}</abbr>
            </Link>
          </li>
        ))}
      </ol>
    </Card>
  );
}
