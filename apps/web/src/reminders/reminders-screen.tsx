import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { AnswerView } from '../components/answer-view.tsx';
import { BackLink } from '../components/links.tsx';
import { Notice } from '../components/notice.tsx';
import { Screen } from '../components/screen.tsx';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { paymentRulesQuery } from '../payments/payment-queries.ts';
import { GraceForm } from './grace-form.tsx';
import { reminderRulesQuery } from './reminder-queries.ts';
import { RemindersForm } from './reminders-form.tsx';

const route = getRouteApi('/groups/$groupId/settings/reminders');

/** When members are reminded of what is due, when never, and when a share counts as overdue. */
export function RemindersScreen() {
  const { groupId } = route.useParams();
  const { say } = useSpeech();
  const { canRun } = useGroup();
  const reminders = useQuery(reminderRulesQuery(groupId));
  const payments = useQuery(paymentRulesQuery(groupId));
  return (
    <Screen
      title={say('reminders.title')}
      lead={say('reminders.lead')}
      isNarrow
      back={
        <BackLink to="/groups/$groupId/settings" params={{ groupId }}>
          {say('groups.settings')}
        </BackLink>
      }
    >
      {canRun ? null : <Notice tone="hint">{say('groups.settingsForPrimary')}</Notice>}
      <AnswerView query={reminders}>{(rules) => <RemindersForm rules={rules} />}</AnswerView>
      <AnswerView query={payments}>{(rules) => <GraceForm rules={rules} />}</AnswerView>
    </Screen>
  );
}
