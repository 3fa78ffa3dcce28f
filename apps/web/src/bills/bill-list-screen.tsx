import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, useCallback, useMemo } from 'react';
import { AnswerView } from '../components/answer-view.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Icon } from '../components/icon.tsx';
import { ButtonLink } from '../components/links.tsx';
import { Screen } from '../components/screen.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { BillFilters } from './bill-filters.tsx';
import { BillList } from './bill-list.tsx';
import { type Bill, billsQuery } from './bill-queries.ts';

const route = getRouteApi('/groups/$groupId/bills');
const NONE: readonly Bill[] = [];

export function BillListScreen() {
  const { groupId } = route.useParams();
  const filter = route.useSearch();
  const { say } = useSpeech();
  const { canTakePart } = useGroup();
  // What was found stays until the next answer is there: letters typed one after another do not flash.
  const bills = useInfiniteQuery({ ...billsQuery(groupId, filter), placeholderData: keepPreviousData });
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = bills;
  // Thousands of rows follow this list: it is the same one until there is another answer.
  const found = useMemo(() => data?.pages.flatMap((page) => page.bills) ?? NONE, [data]);
  const showMore = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  const addBill = canTakePart ? (
    <ButtonLink to="/groups/$groupId/bills/new" params={{ groupId }} leftSection={<Icon name="add" />}>
      {say('bills.new')}
    </ButtonLink>
  ) : null;
  return (
    <Screen title={say('bills.title')} actions={addBill}>
      <BillFilters filter={filter} known={found} />
      <AnswerView query={bills} skeleton={<Skeleton rows={8} height={70} />}>
        {() =>
          found.length === 0 && !hasNextPage ? (
            <NothingFound filter={filter} action={addBill} />
          ) : (
            <BillList bills={found} isMore={hasNextPage && !isFetchingNextPage} onEnd={showMore} />
          )
        }
      </AnswerView>
    </Screen>
  );
}

function NothingFound({ filter, action }: { readonly filter: object; readonly action: ReactNode }) {
  const { say } = useSpeech();
  if (Object.keys(filter).length > 0)
    return <EmptyState icon="search" title={say('bills.noMatchTitle')} text={say('bills.noMatchText')} />;
  return <EmptyState icon="bills" title={say('bills.noneTitle')} text={say('bills.noneText')} action={action} />;
}
