import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { billQuery } from '../bills/bill-queries.ts';
import { Card } from '../components/card.tsx';
import { Money } from '../components/money.tsx';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import type { BillPart } from './bill-parts.ts';
import styles from './payments.module.css';

/** The bills the payer named. */
export function SettledBillsCard({
  parts,
  currency,
}: {
  readonly parts: readonly BillPart[];
  readonly currency: string;
}) {
  const { say } = useSpeech();
  if (parts.length === 0) return null;
  return (
    <Card title={say('pay.billsPaid')}>
      <ul className={styles.lines}>
        {parts.map((part) => (
          <li key={part.billId}>
            <BillName billId={part.billId} />
            <Money amountMinor={part.amountMinor} currency={currency} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function BillName({ billId }: { readonly billId: string }) {
  const { group } = useGroup();
  const { data: bill } = useQuery(billQuery(group.id, billId));
  return (
    <Link to="/groups/$groupId/bills/$billId" params={{ groupId: group.id, billId }}>
      {bill?.title ?? '…'}
    </Link>
  );
}
