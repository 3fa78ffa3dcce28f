import { localDateAt } from '@shared-payments/domain';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useWrite } from '../api/use-write.ts';
import { emptyDraft } from '../bills/editor/bill-draft.ts';
import { BillEditor } from '../bills/editor/bill-editor.tsx';
import { Card } from '../components/card.tsx';
import { BackLink } from '../components/links.tsx';
import { Screen } from '../components/screen.tsx';
import { groupKey } from '../groups/group-queries.ts';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { MONTHLY, RuleFields, ruleOf } from './rule-fields.tsx';
import { createSeries } from './series-requests.ts';
import { templateOf } from './template.ts';

const route = getRouteApi('/groups/$groupId/recurring/new');

export function NewSeriesScreen() {
  const { groupId } = route.useParams();
  const { say } = useSpeech();
  const { group, me } = useGroup();
  const navigate = route.useNavigate();
  const [rule, setRule] = useState(MONTHLY);
  const [first] = useState(() => emptyDraft(group, me, localDateAt(Date.now(), group.timeZone)));
  const create = useWrite(createSeries(groupId), {
    changes: [groupKey(groupId)],
    onDone: ({ id }) => navigate({ to: '/groups/$groupId/recurring/$seriesId', params: { groupId, seriesId: id } }),
  });
  return (
    <Screen
      title={say('series.new')}
      lead={say('series.newLead')}
      isNarrow
      back={
        <BackLink to="/groups/$groupId/recurring" params={{ groupId }}>
          {say('series.title')}
        </BackLink>
      }
    >
      <Card title={say('series.howOften')}>
        <RuleFields draft={rule} onChange={(part) => setRule((before) => ({ ...before, ...part }))} />
      </Card>
      <BillEditor
        first={first}
        saveLabel={say('series.create')}
        error={create.error}
        isSaving={create.isPending || create.isSuccess}
        onSave={(body) => create.mutate({ rule: ruleOf(rule, body.date), template: templateOf(body) })}
      />
    </Screen>
  );
}
