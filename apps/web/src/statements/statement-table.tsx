import { Link } from '@tanstack/react-router';
import { Card } from '../components/card.tsx';
import { Money } from '../components/money.tsx';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import styles from './statement.module.css';
import type { StatementPart } from './statement-queries.ts';

/** Every line between two balances: what was paid, less the share. */
export function StatementTable({ part }: { readonly part: StatementPart }) {
  const { say } = useSpeech();
  const { currency, openingMinor, closingMinor, lines } = part;
  return (
    <Card title={currency}>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{say('bills.date')}</th>
              <th scope="col">{say('statements.what')}</th>
              <th scope="col" className={styles.wide}>
                {say('statements.paid')}
              </th>
              <th scope="col" className={styles.wide}>
                {say('statements.share')}
              </th>
              <th scope="col">{say('statements.net')}</th>
            </tr>
          </thead>
          <tbody>
            <Balance label={say('statements.opening')} amountMinor={openingMinor} currency={currency} />
            {lines.map((line) => (
              <StatementLine key={`${line.kind}-${line.id}`} line={line} />
            ))}
          </tbody>
          <tfoot>
            <Balance label={say('statements.closing')} amountMinor={closingMinor} currency={currency} />
          </tfoot>
        </table>
      </div>
    </Card>
  );
}

interface BalanceProps {
  readonly label: string;
  readonly amountMinor: number;
  readonly currency: string;
}

function Balance({ label, amountMinor, currency }: BalanceProps) {
  return (
    <tr className={styles.balance}>
      <td />
      <th scope="row">{label}</th>
      <td className={styles.wide} />
      <td className={styles.wide} />
      <td>
        <Money amountMinor={amountMinor} currency={currency} isBalance />
      </td>
    </tr>
  );
}

function StatementLine({ line }: { readonly line: StatementPart['lines'][number] }) {
  const { say, date, money } = useSpeech();
  const { group } = useGroup();
  const isBill = line.kind === 'bill';
  return (
    <tr>
      <td className={styles.date}>{date(line.date)}</td>
      <th scope="row">
        {isBill ? (
          <Link to="/groups/$groupId/bills/$billId" params={{ groupId: group.id, billId: line.id }}>
            {line.title}
          </Link>
        ) : (
          say('payments.one')
        )}
        {line.correction ? (
          <span className={styles.soft}>
            {' '}
            {say('statements.correctionOf', {
              before: money(line.correction.beforeMinor, line.currency, { isSigned: true }),
              after: money(line.correction.afterMinor, line.currency, { isSigned: true }),
            })}
          </span>
        ) : null}
      </th>
      <td className={styles.wide}>
        <Money amountMinor={line.paidMinor} currency={line.currency} />
      </td>
      <td className={styles.wide}>
        <Money amountMinor={line.shareMinor} currency={line.currency} />
      </td>
      <td>
        <Money amountMinor={line.netMinor} currency={line.currency} isBalance />
      </td>
    </tr>
  );
}
