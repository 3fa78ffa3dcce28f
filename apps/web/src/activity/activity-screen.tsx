import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { AnswerView } from '../components/answer-view.tsx';
import { Card } from '../components/card.tsx';
import { Screen } from '../components/screen.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import styles from './activity.module.css';
import { ActivityItem } from './activity-item.tsx';
import { activityQuery } from './activity-queries.ts';

const route = getRouteApi('/groups/$groupId/activity');

/** Everything that happened in the group, newest first, with what it was before and after. */
export function ActivityScreen() {
  const { groupId } = route.useParams();
  const { say } = useSpeech();
  const query = useInfiniteQuery(activityQuery(groupId));
  return (
    <Screen title={say('activity.title')} lead={say('activity.lead')} isNarrow>
      <AnswerView query={query} skeleton={<Skeleton rows={8} />}>
        {({ pages }) => (
          <Card>
            <ol className={styles.activities}>
              {pages.flatMap(({ activities }) =>
                activities.map((activity) => (
                  <li key={activity.seq}>
                    <ActivityItem activity={activity} />
                  </li>
                )),
              )}
            </ol>
          </Card>
        )}
      </AnswerView>
      {query.hasNextPage ? (
        <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {say('app.more')}
        </Button>
      ) : null}
    </Screen>
  );
}
