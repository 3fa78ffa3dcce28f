import type { ReactNode } from 'react';
import { AnswerView } from '../components/answer-view.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { BackLink } from '../components/links.tsx';
import { Screen } from '../components/screen.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import type { Meter } from './meter-queries.ts';
import { useMeter } from './use-meter.ts';

interface MeterFrameProps {
  readonly groupId: string;
  readonly meterId: string;
  /** What is done with the meter on this screen. */
  readonly title: string;
  readonly children: (meter: Meter) => ReactNode;
}

/** A screen about one meter, which leads back to it. */
export function MeterFrame({ groupId, meterId, title, children }: MeterFrameProps) {
  const { say } = useSpeech();
  const query = useMeter(groupId, meterId);
  const name = query.data?.name ?? say('meters.title');
  return (
    <Screen
      title={title}
      lead={query.data?.name}
      isNarrow
      back={
        <BackLink to="/groups/$groupId/meters/$meterId" params={{ groupId, meterId }}>
          {name}
        </BackLink>
      }
    >
      <AnswerView query={query}>
        {(meter) =>
          meter === null ? (
            <EmptyState icon="meter" title={say('meters.unknownTitle')} text={say('app.missingText')} />
          ) : (
            children(meter)
          )
        }
      </AnswerView>
    </Screen>
  );
}
