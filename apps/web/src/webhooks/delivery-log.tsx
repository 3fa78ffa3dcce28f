import { Button } from '@mantine/core';
import { useWrite } from '../api/use-write.ts';
import { Icon } from '../components/icon.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { type Deliveries, type Webhook, webhooksQuery } from './webhook-queries.ts';
import { replayWebhook } from './webhook-requests.ts';
import styles from './webhooks.module.css';

interface DeliveryLogProps {
  readonly webhook: Webhook;
  readonly deliveries: Deliveries;
}

/** The latest attempts, newest first; from any change on, everything can be sent again. */
export function DeliveryLog({ webhook: { id, groupId }, deliveries }: DeliveryLogProps) {
  const { say } = useSpeech();
  const replay = useWrite(replayWebhook(groupId, id), { changes: [webhooksQuery(groupId).queryKey] });
  if (deliveries.recent.length === 0) return <p className={styles.soft}>{say('webhooks.logEmpty')}</p>;
  return (
    <>
      <ol className={styles.log}>
        {deliveries.recent.map((attempt) => (
          <li key={`${attempt.seq} ${attempt.at}`} className={styles.attempt}>
            <Attempt attempt={attempt} />
            <Button
              size="xs"
              variant="subtle"
              aria-label={say('webhooks.replayFrom', { number: attempt.seq })}
              loading={replay.isPending && replay.variables?.fromSeq === attempt.seq}
              onClick={() => replay.mutate({ fromSeq: attempt.seq })}
            >
              {say('webhooks.replay')}
            </Button>
          </li>
        ))}
      </ol>
      <ProblemNotice error={replay.error} />
    </>
  );
}

function Attempt({ attempt: { seq, at, status, problem } }: { readonly attempt: Deliveries['recent'][number] }) {
  const { say, moment } = useSpeech();
  const isTaken = status !== null && status >= 200 && status < 300;
  return (
    <>
      <span className={isTaken ? styles.taken : styles.refused}>
        <Icon name={isTaken ? 'check' : 'warning'} size={18} />
      </span>
      <span className={styles.words}>
        <span>
          {say('webhooks.change', { number: seq })} · {say(isTaken ? 'webhooks.taken' : 'webhooks.refused')}
          {status === null ? '' : ` (${status})`}
        </span>
        <span className={styles.soft}>
          {moment(at)}
          {problem === null ? '' : ` · ${problem}`}
        </span>
      </span>
    </>
  );
}
