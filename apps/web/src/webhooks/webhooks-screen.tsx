import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { isProblem } from '../api/request-problem.ts';
import { useWrite } from '../api/use-write.ts';
import { AnswerView } from '../components/answer-view.tsx';
import { Card } from '../components/card.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import form from '../components/form.module.css';
import { formValues } from '../components/form-values.ts';
import { Icon } from '../components/icon.tsx';
import { BackLink } from '../components/links.tsx';
import { Notice } from '../components/notice.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { Screen } from '../components/screen.tsx';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { SecretOnce } from './secret-once.tsx';
import { type Webhook, webhooksQuery } from './webhook-queries.ts';
import { createWebhook } from './webhook-requests.ts';
import styles from './webhooks.module.css';

const route = getRouteApi('/groups/$groupId/settings/webhooks');

/** Where this group's changes are sent to: one's own systems hear of each, signed, in order. */
export function WebhooksScreen() {
  const { groupId } = route.useParams();
  const { say } = useSpeech();
  const { canRun } = useGroup();
  const webhooks = useQuery(webhooksQuery(groupId));
  const isForbidden = isProblem(webhooks.error, 'forbidden');
  return (
    <Screen
      title={say('webhooks.title')}
      lead={say('webhooks.lead')}
      isNarrow
      back={
        <BackLink to="/groups/$groupId/settings" params={{ groupId }}>
          {say('groups.settings')}
        </BackLink>
      }
    >
      {isForbidden ? (
        <Notice tone="hint">{say('groups.settingsForPrimary')}</Notice>
      ) : (
        <AnswerView query={webhooks}>
          {(all) =>
            all.length === 0 ? (
              <EmptyState icon="webhook" title={say('webhooks.noneTitle')} text={say('webhooks.noneText')} />
            ) : (
              <ul className={styles.list}>
                {all.map((webhook) => (
                  <li key={webhook.id} className={styles.row}>
                    <WebhookRow webhook={webhook} />
                  </li>
                ))}
              </ul>
            )
          }
        </AnswerView>
      )}
      {canRun ? <NewWebhook /> : null}
    </Screen>
  );
}

function WebhookRow({ webhook: { id, groupId, url, state } }: { readonly webhook: Webhook }) {
  const { say } = useSpeech();
  return (
    <Link
      to="/groups/$groupId/settings/webhooks/$webhookId"
      params={{ groupId, webhookId: id }}
      className={styles.webhook}
    >
      <Icon name="webhook" size={22} />
      <span className={styles.words}>
        <span className={styles.url}>{url}</span>
        <span className={styles.soft}>{say(`webhookState.${state}`)}</span>
      </span>
      <Icon name="chevron" />
    </Link>
  );
}

function NewWebhook() {
  const { say } = useSpeech();
  const { group } = useGroup();
  const field = useRef<HTMLFormElement>(null);
  const create = useWrite(createWebhook(group.id), {
    changes: [webhooksQuery(group.id).queryKey],
    onDone: () => field.current?.reset(),
  });
  return (
    <Card title={say('webhooks.new')}>
      {create.data ? <SecretOnce secret={create.data.secret} /> : null}
      <form ref={field} className={form.form} onSubmit={(event) => create.mutate(formValues(event, 'url'))}>
        <TextInput
          name="url"
          type="url"
          label={say('webhooks.url')}
          placeholder="https://example.org/hooks"
          maxLength={1_000}
          required
        />
        <ProblemNotice
          error={create.error}
          words={{ invalid_input: 'webhooks.wrongUrl', state_not_allowed: 'webhooks.tooMany' }}
        />
        <div>
          <Button type="submit" loading={create.isPending}>
            {say('webhooks.create')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
