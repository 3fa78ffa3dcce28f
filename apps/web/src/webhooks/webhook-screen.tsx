import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { AnswerView } from '../components/answer-view.tsx';
import { Card } from '../components/card.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { BackLink } from '../components/links.tsx';
import { Notice } from '../components/notice.tsx';
import { Screen } from '../components/screen.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { DeliveryLog } from './delivery-log.tsx';
import { SecretCard } from './secret-card.tsx';
import { WebhookActions } from './webhook-actions.tsx';
import { deliveriesQuery, type Webhook, webhooksQuery } from './webhook-queries.ts';
import styles from './webhooks.module.css';

const route = getRouteApi('/groups/$groupId/settings/webhooks/$webhookId');

/** One address: what was sent to it, what it answered, and what can be sent again. */
export function WebhookScreen() {
  const { groupId, webhookId } = route.useParams();
  const { say } = useSpeech();
  const webhooks = useQuery(webhooksQuery(groupId));
  return (
    <Screen
      title={say('webhooks.one')}
      isNarrow
      back={
        <BackLink to="/groups/$groupId/settings/webhooks" params={{ groupId }}>
          {say('webhooks.title')}
        </BackLink>
      }
    >
      <AnswerView query={webhooks}>
        {(all) => {
          const webhook = all.find(({ id }) => id === webhookId);
          return webhook === undefined ? (
            <EmptyState icon="webhook" title={say('webhooks.goneTitle')} text={say('app.missingText')} />
          ) : (
            <WebhookParts webhook={webhook} />
          );
        }}
      </AnswerView>
    </Screen>
  );
}

function WebhookParts({ webhook }: { readonly webhook: Webhook }) {
  const { say, moment } = useSpeech();
  const deliveries = useQuery(deliveriesQuery(webhook.groupId, webhook.id));
  const { failureCount = 0, nextAt = null } = deliveries.data ?? {};
  return (
    <>
      <Card>
        <p className={styles.url}>{webhook.url}</p>
        <Notice tone={webhook.state === 'active' && failureCount === 0 ? 'good' : 'hint'}>
          {webhook.state === 'paused'
            ? say('webhooks.pausedText')
            : failureCount > 0 && nextAt !== null
              ? say('webhooks.failing', { count: failureCount, moment: moment(nextAt) })
              : say('webhooks.activeText')}
        </Notice>
        <WebhookActions webhook={webhook} />
      </Card>
      <Card title={say('webhooks.log')}>
        <AnswerView query={deliveries}>{(data) => <DeliveryLog webhook={webhook} deliveries={data} />}</AnswerView>
      </Card>
      <SecretCard webhook={webhook} />
    </>
  );
}
