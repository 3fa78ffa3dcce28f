import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { AnswerView } from '../../components/answer-view.tsx';
import { BackLink } from '../../components/links.tsx';
import { Notice } from '../../components/notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { useGroup } from '../../groups/use-group.tsx';
import { useSpeech } from '../../language/speech-context.tsx';
import { paymentRulesQuery } from '../payment-queries.ts';
import { ApprovalForm } from './approval-form.tsx';

const route = getRouteApi('/groups/$groupId/settings/payments');

/** Which payments need nobody's word, and when those that nobody makes are over. */
export function PaymentRulesScreen() {
  const { groupId } = route.useParams();
  const { say } = useSpeech();
  const { canRun } = useGroup();
  const rules = useQuery(paymentRulesQuery(groupId));
  return (
    <Screen
      title={say('rules.payments')}
      lead={say('rules.paymentsLead')}
      isNarrow
      back={
        <BackLink to="/groups/$groupId/settings" params={{ groupId }}>
          {say('groups.settings')}
        </BackLink>
      }
    >
      {canRun ? null : <Notice tone="hint">{say('groups.settingsForPrimary')}</Notice>}
      <AnswerView query={rules}>{(data) => <ApprovalForm rules={data} />}</AnswerView>
    </Screen>
  );
}
