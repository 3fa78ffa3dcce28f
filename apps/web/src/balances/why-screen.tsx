import { Button, NativeSelect } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { AnswerView } from '../components/answer-view.tsx';
import { Card } from '../components/card.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { BackLink } from '../components/links.tsx';
import { Money } from '../components/money.tsx';
import { Notice } from '../components/notice.tsx';
import { Screen } from '../components/screen.tsx';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { AccountLineRow } from './account-line-row.tsx';
import { type Explanation, explanationQuery } from './balance-queries.ts';
import styles from './why-screen.module.css';

const route = getRouteApi('/groups/$groupId/why/$memberId');

/** 'Why do I owe this?': every bill and payment behind a balance, down to nothing left over. */
export function WhyScreen() {
  const { groupId, memberId } = route.useParams();
  const { currency } = route.useSearch();
  const { say } = useSpeech();
  const { group, me, nameOf } = useGroup();
  const why = useInfiniteQuery(explanationQuery(groupId, memberId, currency));
  const title = memberId === me.id ? say('balances.whyMine') : say('balances.whyTheirs', { name: nameOf(memberId) });
  return (
    <Screen
      title={title}
      lead={say('balances.whyLead')}
      back={
        <BackLink to="/groups/$groupId" params={{ groupId }}>
          {group.name}
        </BackLink>
      }
    >
      <MemberChoice memberId={memberId} />
      <AnswerView query={why}>
        {({ pages }) => (
          <>
            <Sum pages={pages} isAll={!why.hasNextPage} />
            <Lines pages={pages} />
            {why.hasNextPage ? (
              <Button variant="default" loading={why.isFetchingNextPage} onClick={() => void why.fetchNextPage()}>
                {say('app.more')}
              </Button>
            ) : null}
          </>
        )}
      </AnswerView>
    </Screen>
  );
}

function MemberChoice({ memberId }: { readonly memberId: string }) {
  const { say } = useSpeech();
  const { group } = useGroup();
  const navigate = useNavigate();
  return (
    <NativeSelect
      label={say('balances.whose')}
      maw={320}
      value={memberId}
      data={group.members.map((member) => ({ value: member.id, label: member.name }))}
      onChange={(event) =>
        void navigate({
          to: '/groups/$groupId/why/$memberId',
          params: { groupId: group.id, memberId: event.target.value },
          search: true,
          replace: true,
        })
      }
    />
  );
}

/** The balance, and that what is listed below comes to exactly it. */
function Sum({ pages, isAll }: { readonly pages: readonly Explanation[]; readonly isAll: boolean }) {
  const { say, money } = useSpeech();
  const [first] = pages;
  if (!first) return null;
  const { currency, balanceMinor } = first;
  const sumMinor = pages.reduce((sum, page) => sum + page.sumMinor, 0);
  const count = pages.reduce((sum, page) => sum + page.lines.length, 0);
  return (
    <Card>
      <p className={styles.sum}>
        <Money amountMinor={balanceMinor} currency={currency} isBalance />
      </p>
      {isAll && sumMinor === balanceMinor ? (
        <Notice tone="good">
          {say('balances.sumsUp', { count, amount: money(balanceMinor, currency, { isSigned: true }) })}
        </Notice>
      ) : (
        <p className={styles.soft}>
          {say('balances.sumSoFar', {
            count,
            amount: money(sumMinor, currency, { isSigned: true }),
            rest: money(balanceMinor - sumMinor, currency, { isSigned: true }),
          })}
        </p>
      )}
    </Card>
  );
}

function Lines({ pages }: { readonly pages: readonly Explanation[] }) {
  const { say } = useSpeech();
  const { group } = useGroup();
  const lines = pages.flatMap((page) => page.lines);
  if (lines.length === 0)
    return <EmptyState icon="check" title={say('balances.noLinesTitle')} text={say('balances.noLinesText')} />;
  return (
    <ul className={styles.lines}>
      {lines.map((line) => (
        <li key={`${line.kind} ${line.id}`}>
          {line.kind === 'bill' ? (
            <Link
              to="/groups/$groupId/bills/$billId"
              params={{ groupId: group.id, billId: line.id }}
              className={styles.line}
            >
              <AccountLineRow line={line} />
            </Link>
          ) : (
            <div className={styles.line}>
              <AccountLineRow line={line} />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
