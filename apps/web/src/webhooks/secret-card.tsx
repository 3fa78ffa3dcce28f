import { useWrite } from '../api/use-write.ts';
import { Card } from '../components/card.tsx';
import { ConfirmButton } from '../components/confirm-button.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { SecretOnce } from './secret-once.tsx';
import { type Webhook, webhooksQuery } from './webhook-queries.ts';
import { rotateWebhookSecret } from './webhook-requests.ts';
import styles from './webhooks.module.css';

/** What deliveries are signed with; a new one is told once, and the old one is good for a day more. */
export function SecretCard({ webhook: { id, groupId, rotatedAt } }: { readonly webhook: Webhook }) {
  const { say, moment } = useSpeech();
  const rotate = useWrite(rotateWebhookSecret(groupId, id), { changes: [webhooksQuery(groupId).queryKey] });
  return (
    <Card title={say('webhooks.secret')}>
      <p>{say('webhooks.secretText')}</p>
      {rotatedAt === null ? null : (
        <p className={styles.soft}>{say('webhooks.rotated', { moment: moment(rotatedAt) })}</p>
      )}
      {rotate.data ? (
        <SecretOnce secret={rotate.data.secret} />
      ) : (
        <div>
          <ConfirmButton
            label={say('webhooks.rotate')}
            question={say('webhooks.rotateQuestion')}
            loading={rotate.isPending}
            onConfirm={() => rotate.mutate()}
          />
        </div>
      )}
      <ProblemNotice error={rotate.error} />
    </Card>
  );
}
