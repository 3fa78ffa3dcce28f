import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { AnswerView } from '../components/answer-view.tsx';
import { BackLink } from '../components/links.tsx';
import { Screen } from '../components/screen.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { CalendarCard } from './calendar-card.tsx';
import { notificationPreferencesQuery } from './notification-queries.ts';
import { PreferencesForm } from './preferences-form.tsx';
import { PushCard } from './push-card.tsx';

const route = getRouteApi('/groups/$groupId/notifications');

/** What I want to be told of in this group and how, and its due dates in my own calendar. */
export function NotificationsScreen() {
  const { groupId } = route.useParams();
  const { say } = useSpeech();
  const { group } = useGroup();
  const preferences = useQuery(notificationPreferencesQuery(groupId));
  return (
    <Screen
      title={say('notifications.title')}
      lead={say('notifications.lead', { group: group.name })}
      isNarrow
      back={
        <BackLink to="/groups/$groupId/settings" params={{ groupId }}>
          {say('groups.settings')}
        </BackLink>
      }
    >
      <AnswerView query={preferences} skeleton={<Skeleton rows={1} height={480} />}>
        {(data) => <PreferencesForm preferences={data} />}
      </AnswerView>
      <PushCard />
      <CalendarCard />
    </Screen>
  );
}
