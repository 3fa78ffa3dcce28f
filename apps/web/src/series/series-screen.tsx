import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { AnswerView } from '../components/answer-view.tsx';
import { Card } from '../components/card.tsx';
import { BackLink } from '../components/links.tsx';
import { Screen } from '../components/screen.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { NextDates } from './next-dates.tsx';
import { seriesQuery } from './series-queries.ts';
import { SeriesSteps } from './series-steps.tsx';
import { SkippedDates } from './skipped-dates.tsx';
import { useRuleWords } from './use-rule-words.ts';

const route = getRouteApi('/groups/$groupId/recurring/$seriesId');

export function SeriesScreen() {
  const { groupId, seriesId } = route.useParams();
  const { say } = useSpeech();
  const { canTakePart } = useGroup();
  const wordsOf = useRuleWords();
  const query = useQuery(seriesQuery(groupId, seriesId));
  const segment = query.data?.recurringBill.series.segments.at(-1);
  return (
    <Screen
      title={segment?.template.title ?? say('series.title')}
      lead={segment ? wordsOf(segment.rule) : undefined}
      isNarrow
      back={
        <BackLink to="/groups/$groupId/recurring" params={{ groupId }}>
          {say('series.title')}
        </BackLink>
      }
    >
      <AnswerView query={query} skeleton={<Skeleton rows={6} />}>
        {(preview) => (
          <>
            <Card title={say('series.nextTitle')}>
              <NextDates preview={preview} />
            </Card>
            <SkippedDates recurring={preview.recurringBill} />
            {canTakePart ? <SeriesSteps preview={preview} /> : null}
          </>
        )}
      </AnswerView>
    </Screen>
  );
}
