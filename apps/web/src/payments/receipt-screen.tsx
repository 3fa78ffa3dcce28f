import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { apiPath, withQuery } from '../api/request.ts';
import { isProblem } from '../api/request-problem.ts';
import { AnswerView } from '../components/answer-view.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Facts } from '../components/facts.tsx';
import { Icon } from '../components/icon.tsx';
import { BackLink } from '../components/links.tsx';
import { Money } from '../components/money.tsx';
import { Screen } from '../components/screen.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { Fingerprint } from '../documents/fingerprint-card.tsx';
import { PdfButton } from '../documents/pdf-button.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { type Receipt, receiptQuery } from './payment-queries.ts';
import styles from './receipt.module.css';

const route = getRouteApi('/groups/$groupId/payments/$paymentId/receipt');

/** What proves that a payment arrived: on the screen, on paper, as a file, each with the same fingerprint. */
export function ReceiptScreen() {
  const { groupId, paymentId } = route.useParams();
  const { say, language } = useSpeech();
  const receipt = useQuery(receiptQuery(groupId, paymentId));
  const pdf = withQuery(apiPath`/v1/groups/${groupId}/payments/${paymentId}/receipt/pdf`, { language });
  const hasNone = isProblem(receipt.error, 'state_not_allowed', 'not_found');
  return (
    <Screen
      title={say('receipt.title')}
      lead={receipt.data ? say('receipt.number', { number: receipt.data.content.number }) : undefined}
      isNarrow
      back={
        <BackLink to="/groups/$groupId/payments/$paymentId" params={{ groupId, paymentId }}>
          {say('payments.one')}
        </BackLink>
      }
      actions={
        receipt.data ? (
          <div className={styles.noPrint}>
            <PdfButton address={pdf} />
            <Button variant="default" leftSection={<Icon name="print" />} onClick={() => window.print()}>
              {say('statements.print')}
            </Button>
          </div>
        ) : undefined
      }
    >
      {hasNone ? (
        <EmptyState icon="bills" title={say('receipt.noneTitle')} text={say('receipt.noneText')} />
      ) : (
        <AnswerView query={receipt} skeleton={<Skeleton rows={1} height={420} />}>
          {(data) => (
            <>
              <Paper receipt={data} />
              <Fingerprint content={data.content} sha256={data.sha256} />
            </>
          )}
        </AnswerView>
      )}
    </Screen>
  );
}

function Paper({ receipt }: { readonly receipt: Receipt }) {
  const { say, date } = useSpeech();
  const { content } = receipt;
  const { currency, amountMinor, remainingMinor, method } = content;
  const known = (['cash', 'bank', 'card', 'other'] as const).find((one) => one === method) ?? 'other';
  return (
    <article className={styles.paper}>
      <p className={styles.group}>{content.group.name}</p>
      <p className={styles.amount}>
        <Money amountMinor={amountMinor} currency={currency} />
      </p>
      <p className={styles.arrived}>
        <Icon name="check" size={18} />
        {say('receipt.arrived', { date: date(content.date, 'long') })}
      </p>
      <Facts
        facts={[
          { label: say('receipt.from'), value: content.from.name },
          { label: say('receipt.to'), value: content.to.name },
          { label: say('payments.method'), value: say(`paymentMethod.${known}`) },
          ...(content.notes === null ? [] : [{ label: say('bills.notes'), value: content.notes }]),
        ]}
      />
      <Lines receipt={receipt} />
      {remainingMinor === amountMinor ? null : (
        <p className={styles.remaining}>
          {say('receipt.remaining')} <Money amountMinor={remainingMinor} currency={currency} />
        </p>
      )}
    </article>
  );
}

/** The bills it settles and what was given back of it. */
function Lines({ receipt: { content } }: { readonly receipt: Receipt }) {
  const { say, date } = useSpeech();
  const { currency, settled, givenBack, group } = content;
  if (settled.length + givenBack.length === 0) return null;
  return (
    <ul className={styles.lines}>
      {settled.map(({ billId, title, amountMinor }) => (
        <li key={billId}>
          <Link to="/groups/$groupId/bills/$billId" params={{ groupId: group.id, billId }}>
            {title}
          </Link>
          <Money amountMinor={amountMinor} currency={currency} />
        </li>
      ))}
      {givenBack.map(({ id, kind, date: day, amountMinor }) => (
        <li key={id}>
          <span>
            {say(kind === 'chargeback' ? 'givenBack.chargeback' : 'givenBack.refund')}, {date(day)}
          </span>
          <Money amountMinor={-amountMinor} currency={currency} />
        </li>
      ))}
    </ul>
  );
}
