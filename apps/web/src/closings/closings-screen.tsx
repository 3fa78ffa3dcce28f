import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { AnswerView } from '../components/answer-view.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Icon } from '../components/icon.tsx';
import { ButtonLink } from '../components/links.tsx';
import { Screen } from '../components/screen.tsx';
import { VerifyCard } from '../documents/verify-card.tsx';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { CloseMonthCard } from './close-month-card.tsx';
import { type Closing, closingsQuery } from './closing-queries.ts';
import styles from './closings.module.css';

const SHOWN_FIRST = 6;
const SHOWN_MORE = 12;

const route = getRouteApi('/groups/$groupId/closings');

/** Months that stay as they are, and the next one to close. */
export function ClosingsScreen() {
  const { groupId } = route.useParams();
  const { say } = useSpeech();
  const closings = useInfiniteQuery(closingsQuery(groupId));
  const { hasNextPage, fetchNextPage } = closings;
  // A page holds four years: who has more has them all, and looks at a few.
  useEffect(() => {
    if (hasNextPage) void fetchNextPage();
  }, [hasNextPage, fetchNextPage]);
  return (
    <Screen
      title={say('closings.title')}
      lead={say('closings.lead')}
      isNarrow
      actions={
        <ButtonLink
          to="/groups/$groupId/statements"
          params={{ groupId }}
          variant="default"
          leftSection={<Icon name="calendar" />}
        >
          {say('statements.title')}
        </ButtonLink>
      }
    >
      <AnswerView query={closings}>
        {({ pages }) => {
          const all = pages.flatMap((page) => page.closings);
          return (
            <>
              <CloseMonthCard key={all[0]?.month} lastClosed={all[0]?.month} />
              {all.length === 0 ? (
                <EmptyState icon="lock" title={say('closings.noneTitle')} text={say('closings.noneText')} />
              ) : (
                <ClosingList closings={all} />
              )}
            </>
          );
        }}
      </AnswerView>
      <VerifyCard />
    </Screen>
  );
}

/** The latest at once; older ones are rarely looked for. */
function ClosingList({ closings }: { readonly closings: readonly Closing[] }) {
  const { say } = useSpeech();
  const [shown, setShown] = useState(SHOWN_FIRST);
  return (
    <>
      <ul className={styles.list}>
        {closings.slice(0, shown).map((closing) => (
          <li key={closing.id} className={styles.row}>
            <ClosingRow closing={closing} />
          </li>
        ))}
      </ul>
      {closings.length > shown ? (
        <Button variant="subtle" onClick={() => setShown(shown + SHOWN_MORE)}>
          {say('app.more')}
        </Button>
      ) : null}
    </>
  );
}

function ClosingRow({ closing }: { readonly closing: Closing }) {
  const { groupId } = route.useParams();
  const { say, month: monthName, moment } = useSpeech();
  const { nameOf } = useGroup();
  const { month, closedAt, closedBy, statements } = closing;
  return (
    <Link to="/groups/$groupId/closings/$month" params={{ groupId, month }} className={styles.closing}>
      <Icon name="lock" size={22} />
      <span className={styles.words}>
        <strong>{monthName(month)}</strong>
        <span className={styles.soft}>
          {say('closings.closedBy', { name: nameOf(closedBy), moment: moment(closedAt) })} ·{' '}
          {say('closings.statementCount', { count: statements.length })}
        </span>
      </span>
      <Icon name="chevron" />
    </Link>
  );
}
