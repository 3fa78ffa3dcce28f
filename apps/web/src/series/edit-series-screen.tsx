import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useWrite } from '../api/use-write.ts';
import { emptyDraft } from '../bills/editor/bill-draft.ts';
import { BillEditor } from '../bills/editor/bill-editor.tsx';
import type { BillBody } from '../bills/editor/read-draft.ts';
import { AnswerView } from '../components/answer-view.tsx';
import { Card } from '../components/card.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { BackLink } from '../components/links.tsx';
import { Screen } from '../components/screen.tsx';
import { groupKey } from '../groups/group-queries.ts';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { draftOfRule, RuleFields, ruleOf } from './rule-fields.tsx';
import { type Occurrence, type SeriesPreview, seriesQuery } from './series-queries.ts';
import { changeSeries } from './series-requests.ts';
import { draftOfTemplate, templateOf } from './template.ts';

const route = getRouteApi('/groups/$groupId/recurring/$seriesId/edit/$date');
const SCOPES = ['this', 'future', 'all'] as const;

export function EditSeriesScreen() {
  const { groupId, seriesId, date } = route.useParams();
  const { say, date: dateWords } = useSpeech();
  const query = useQuery(seriesQuery(groupId, seriesId));
  return (
    <Screen
      title={say('series.edit')}
      lead={dateWords(date)}
      isNarrow
      back={
        <BackLink to="/groups/$groupId/recurring/$seriesId" params={{ groupId, seriesId }}>
          {say('series.title')}
        </BackLink>
      }
    >
      <AnswerView query={query}>
        {(preview) => {
          const occurrence = preview.next.find(({ originalDate }) => originalDate === date);
          return occurrence ? (
            <EditForm preview={preview} occurrence={occurrence} />
          ) : (
            <EmptyState icon="repeat" title={say('series.notComing')} text={say('app.missingText')} />
          );
        }}
      </AnswerView>
    </Screen>
  );
}

/** One bill of the series, and how far its change reaches. */
function EditForm({ preview, occurrence }: { readonly preview: SeriesPreview; readonly occurrence: Occurrence }) {
  const { groupId, seriesId } = route.useParams();
  const { say, locale } = useSpeech();
  const { group, me } = useGroup();
  const navigate = route.useNavigate();
  const { recurringBill } = preview;
  const stored = recurringBill.series.segments.at(-1)?.rule;
  const [scope, setScope] = useState<(typeof SCOPES)[number]>('this');
  const [rule, setRule] = useState(() => stored && draftOfRule(stored));
  const [first] = useState(() =>
    draftOfTemplate(occurrence.template, occurrence.date, emptyDraft(group, me, occurrence.date), locale),
  );
  const change = useWrite(changeSeries(groupId, seriesId, recurringBill.version), {
    changes: [groupKey(groupId)],
    onDone: () => navigate({ to: '/groups/$groupId/recurring/$seriesId', params: { groupId, seriesId } }),
  });
  const save = (body: BillBody) => {
    const template = templateOf(body);
    const date = occurrence.originalDate;
    if (scope === 'this') {
      change.mutate({ kind: 'this', date, template, ...(body.date !== occurrence.date && { movedTo: body.date }) });
    } else if (scope === 'future') {
      change.mutate({ kind: 'future', date, template, ...(rule && { rule: ruleOf(rule, body.date, stored) }) });
    } else {
      change.mutate({ kind: 'all', template });
    }
  };
  return (
    <>
      <Card title={say('series.scope')}>
        <SegmentedControl
          aria-label={say('series.scope')}
          fullWidth
          value={scope}
          data={SCOPES.map((one) => ({ value: one, label: say(`seriesScope.${one}`) }))}
          onChange={(value) => setScope(SCOPES.find((one) => one === value) ?? 'this')}
        />
        <p>{say(`seriesScopeText.${scope}`)}</p>
        {scope === 'future' && rule ? (
          <RuleFields draft={rule} onChange={(part) => setRule({ ...rule, ...part })} />
        ) : null}
      </Card>
      <BillEditor
        first={first}
        saveLabel={say('series.saveChange')}
        error={change.error}
        isSaving={change.isPending || change.isSuccess}
        onSave={save}
      />
    </>
  );
}
