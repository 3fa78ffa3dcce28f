import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useWrite } from '../api/use-write.ts';
import { AnswerView } from '../components/answer-view.tsx';
import { Card } from '../components/card.tsx';
import form from '../components/form.module.css';
import { formValues } from '../components/form-values.ts';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { Screen } from '../components/screen.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { accountQuery } from '../session/session-queries.ts';
import { signInAsGuest } from '../session/session-requests.ts';
import { groupsQuery, type InvitationPreview, invitationQuery } from './group-queries.ts';
import { acceptInvitation } from './group-requests.ts';

const route = getRouteApi('/join/$token');

/** Where an invitation leads: a name is enough to be in. */
export function JoinScreen() {
  const { token } = route.useParams();
  const { say } = useSpeech();
  const invitation = useQuery(invitationQuery(token));
  return (
    <Screen title={say('groups.joinTitle', { group: invitation.data?.groupName ?? '…' })} isNarrow>
      <AnswerView query={invitation}>{(preview) => <JoinForm token={token} preview={preview} />}</AnswerView>
    </Screen>
  );
}

function JoinForm({ token, preview }: { readonly token: string; readonly preview: InvitationPreview }) {
  const { say } = useSpeech();
  const navigate = useNavigate();
  const account = useQuery(accountQuery);
  const join = useJoin(token, (groupId) => navigate({ to: '/groups/$groupId', params: { groupId } }));
  return (
    <>
      <Card>
        <p>{say('groups.joinLead', { count: preview.memberCount })}</p>
        <form className={form.form} onSubmit={(event) => join.mutate(formValues(event, 'name').name)}>
          <TextInput
            key={account.data?.name}
            name="name"
            label={say('groups.myName')}
            defaultValue={preview.memberName ?? account.data?.name ?? ''}
            maxLength={80}
            required
          />
          <ProblemNotice error={join.error} words={{ conflict: 'groups.alreadyIn' }} />
          <Button type="submit" loading={join.isPending} disabled={account.isPending}>
            {say('groups.join')}
          </Button>
        </form>
      </Card>
      {account.data ? null : (
        <nav className={form.links} aria-label={say('session.otherWays')}>
          <Link to="/sign-in" search={{ to: `/join/${encodeURIComponent(token)}` }}>
            {say('groups.joinWithAccount')}
          </Link>
        </nav>
      )}
    </>
  );
}

/** Whoever has no session yet becomes a guest first. */
function useJoin(token: string, onJoined: (groupId: string) => unknown) {
  const account = useQuery(accountQuery);
  const accept = useWrite(acceptInvitation, {
    changes: [groupsQuery.queryKey, accountQuery.queryKey],
    onDone: ({ group }) => onJoined(group.id),
  });
  const begin = useWrite(signInAsGuest);
  return {
    error: begin.error ?? accept.error,
    isPending: begin.isPending || accept.isPending,
    mutate: async (name: string) => {
      if (!account.data) {
        const answer = await begin.mutateAsync({ name }).catch(() => undefined);
        if (!answer) return;
      }
      accept.mutate({ token, name });
    },
  };
}
