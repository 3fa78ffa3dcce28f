import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { deviceName } from '../account/device-name.ts';
import { AnswerView } from '../components/answer-view.tsx';
import { Card } from '../components/card.tsx';
import form from '../components/form.module.css';
import { Notice } from '../components/notice.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { pushState, switchPushOff, switchPushOn } from './push.ts';

/** Asked of the browser each time: its own settings may have changed meanwhile. */
const stateQuery = { queryKey: ['push-state'], queryFn: pushState, networkMode: 'always', gcTime: 0 } as const;

/** Whether this very device shows what its reader is told. */
export function PushCard() {
  const { say } = useSpeech();
  const queryClient = useQueryClient();
  const state = useQuery(stateQuery);
  const settled = { onSettled: () => queryClient.invalidateQueries({ queryKey: stateQuery.queryKey }) };
  const name = deviceName(navigator.userAgent) ?? say('push.thisDevice');
  const switchOn = useMutation({ mutationFn: () => switchPushOn(name), ...settled });
  const switchOff = useMutation({ mutationFn: switchPushOff, ...settled });
  return (
    <Card title={say('push.title')}>
      <AnswerView query={state}>
        {(now) => (
          <>
            <p>{say(`push.${now}`)}</p>
            {now === 'off' || now === 'on' ? (
              <div className={form.row}>
                <Button
                  variant="default"
                  loading={switchOn.isPending || switchOff.isPending}
                  onClick={() => (now === 'off' ? switchOn.mutate() : switchOff.mutate())}
                >
                  {say(now === 'off' ? 'push.switchOn' : 'push.switchOff')}
                </Button>
              </div>
            ) : null}
          </>
        )}
      </AnswerView>
      {switchOn.error ? <Notice tone="alarm">{say('push.failed')}</Notice> : null}
    </Card>
  );
}
