import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useWrite } from '../api/use-write.ts';
import { ConfirmButton } from '../components/confirm-button.tsx';
import form from '../components/form.module.css';
import { Icon } from '../components/icon.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { type Webhook, webhooksQuery } from './webhook-queries.ts';
import { deleteWebhook, pauseWebhook, pingWebhook, replayWebhook } from './webhook-requests.ts';

/** Trying it, stopping it and letting it go on, and doing without it. */
export function WebhookActions({ webhook: { id, groupId, state } }: { readonly webhook: Webhook }) {
  const { say } = useSpeech();
  const navigate = useNavigate();
  const changes = [webhooksQuery(groupId).queryKey];
  const ping = useWrite(pingWebhook(groupId, id), { changes });
  const pause = useWrite(pauseWebhook(groupId, id), { changes });
  const resume = useWrite(replayWebhook(groupId, id), { changes });
  const remove = useWrite(deleteWebhook(groupId, id), {
    changes,
    onDone: () => navigate({ to: '/groups/$groupId/settings/webhooks', params: { groupId } }),
  });
  return (
    <>
      <div className={form.row}>
        {state === 'active' ? (
          <>
            <Button
              variant="default"
              leftSection={<Icon name="send" />}
              loading={ping.isPending}
              onClick={() => ping.mutate()}
            >
              {say('webhooks.ping')}
            </Button>
            <Button variant="default" loading={pause.isPending} onClick={() => pause.mutate()}>
              {say('webhooks.pause')}
            </Button>
          </>
        ) : (
          <Button loading={resume.isPending} onClick={() => resume.mutate({})}>
            {say('webhooks.resume')}
          </Button>
        )}
        <ConfirmButton
          variant="subtle"
          label={say('webhooks.delete')}
          question={say('webhooks.deleteQuestion')}
          loading={remove.isPending}
          onConfirm={() => remove.mutate()}
        />
      </div>
      <ProblemNotice error={ping.error ?? pause.error ?? resume.error ?? remove.error} />
    </>
  );
}
