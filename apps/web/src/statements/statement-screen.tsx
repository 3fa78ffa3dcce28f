import { Button, NativeSelect, TextInput } from '@mantine/core';
import { addMonths, localDateAt, parseLocalDate } from '@shared-payments/domain';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { apiPath, withQuery } from '../api/request.ts';
import { AnswerView } from '../components/answer-view.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Icon } from '../components/icon.tsx';
import { ButtonLink } from '../components/links.tsx';
import { Screen } from '../components/screen.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { PdfButton } from '../documents/pdf-button.tsx';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import styles from './statement.module.css';
import { type Statement, statementQuery } from './statement-queries.ts';
import { StatementTable } from './statement-table.tsx';

const route = getRouteApi('/groups/$groupId/statements');

/** A month of one member, from its opening to its closing balance; prints on paper as it stands. */
export function StatementScreen() {
  const { groupId } = route.useParams();
  const { member, month } = route.useSearch();
  const { say, month: monthName, language } = useSpeech();
  const { group, me, nameOf } = useGroup();
  const thisMonth = localDateAt(Date.now(), group.timeZone).slice(0, 7);
  const memberId = member ?? me.id;
  const shown = month ?? thisMonth;
  const query = useQuery({ ...statementQuery(groupId, memberId, shown), placeholderData: keepPreviousData });
  const pdf = withQuery(apiPath`/v1/groups/${groupId}/members/${memberId}/statements/${shown}/pdf`, { language });
  return (
    <Screen
      title={say('statements.title')}
      lead={`${nameOf(memberId)} · ${monthName(shown)} · ${group.name}`}
      actions={
        <div className={styles.noPrint}>
          {query.data?.closed ? <PdfButton address={pdf} /> : null}
          <Button variant="default" leftSection={<Icon name="print" />} onClick={() => window.print()}>
            {say('statements.print')}
          </Button>
        </div>
      }
    >
      <StatementChoice memberId={memberId} month={shown} thisMonth={thisMonth} />
      <AnswerView query={query} skeleton={<Skeleton rows={5} />}>
        {({ currencies, closed }) => (
          <>
            {currencies.length === 0 ? (
              <EmptyState icon="calendar" title={say('statements.noneTitle')} text={say('statements.noneText')} />
            ) : (
              currencies.map((part) => <StatementTable key={part.currency} part={part} />)
            )}
            <ClosedWord month={shown} closed={closed} />
          </>
        )}
      </AnswerView>
    </Screen>
  );
}

/** Whether the month may still change, and the fingerprint of one that may not. */
function ClosedWord({ month, closed }: Pick<Statement, 'month' | 'closed'>) {
  const { groupId } = route.useParams();
  const { say } = useSpeech();
  if (closed === null) return <p className={styles.soft}>{say('statements.open')}</p>;
  return (
    <p className={styles.soft}>
      {say('statements.closed')}{' '}
      <Link to="/groups/$groupId/closings/$month" params={{ groupId, month }} className={styles.noPrint}>
        {say('closings.changed')}
      </Link>
      <br />
      SHA-256 <code className={styles.hash}>{closed.sha256}</code>
    </p>
  );
}

interface StatementChoiceProps {
  readonly memberId: string;
  readonly month: string;
  readonly thisMonth: string;
}

function StatementChoice({ memberId, month, thisMonth }: StatementChoiceProps) {
  const { groupId } = route.useParams();
  const navigate = route.useNavigate();
  const { say } = useSpeech();
  const { group } = useGroup();
  const monthAt = (steps: number) => addMonths(parseLocalDate(`${month}-01`), steps).slice(0, 7);
  const step = (steps: number, label: 'statements.before' | 'statements.after') => (
    <ButtonLink
      to="/groups/$groupId/statements"
      params={{ groupId }}
      search={{ member: memberId, month: monthAt(steps) }}
      variant="default"
      aria-label={say(label)}
      className={styles.step ?? ''}
      disabled={steps > 0 && month >= thisMonth}
    >
      <Icon name={steps < 0 ? 'back' : 'chevron'} />
    </ButtonLink>
  );
  return (
    <div className={`${styles.choice} ${styles.noPrint}`}>
      <NativeSelect
        label={say('bills.person')}
        value={memberId}
        data={group.members.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(event) => void navigate({ search: { member: event.target.value, month } })}
      />
      <div className={styles.steps}>
        {step(-1, 'statements.before')}
        <TextInput
          type="month"
          label={say('meters.month')}
          value={month}
          max={thisMonth}
          required
          onChange={(event) => {
            if (event.target.value !== '') void navigate({ search: { member: memberId, month: event.target.value } });
          }}
        />
        {step(1, 'statements.after')}
      </div>
    </div>
  );
}
