import { useNavigate } from '@tanstack/react-router';
import { useWrite } from '../api/use-write.ts';
import { Card } from '../components/card.tsx';
import { BackLink } from '../components/links.tsx';
import { Screen } from '../components/screen.tsx';
import { groupsQuery } from '../groups/group-queries.ts';
import { useSpeech } from '../language/speech-context.tsx';
import { importBundle } from './exchange-requests.ts';
import { FileChoice } from './file-choice.tsx';
import { ImportRefusal } from './import-refusal.tsx';

/** A group from its bundle, as it was elsewhere. */
export function RestoreScreen() {
  const { say } = useSpeech();
  const navigate = useNavigate();
  const restore = useWrite(importBundle, {
    changes: [groupsQuery.queryKey],
    onDone: ({ id }) => navigate({ to: '/groups/$groupId', params: { groupId: id } }),
  });
  return (
    <Screen title={say('exchange.restore')} isNarrow back={<BackLink to="/groups">{say('groups.title')}</BackLink>}>
      <Card>
        <p>{say('exchange.restoreText')}</p>
        <FileChoice
          label={say('exchange.chooseBundle')}
          accept=".json,application/json"
          isBusy={restore.isPending}
          onFile={(file) => void file.text().then((text) => restore.mutate(text))}
        />
        <ImportRefusal error={restore.error} />
      </Card>
    </Screen>
  );
}
