import { Button, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { isProblem } from '../api/request-problem.ts';
import { useWrite } from '../api/use-write.ts';
import { Card } from '../components/card.tsx';
import { ConfirmButton } from '../components/confirm-button.tsx';
import form from '../components/form.module.css';
import { formValues } from '../components/form-values.ts';
import { Notice } from '../components/notice.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { groupKey, groupsQuery, type Member } from '../groups/group-queries.ts';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { removeMember } from './member-requests.ts';

/** Leaving, or taking somebody out. With an open balance it takes whoever runs the group, and a reason that is kept. */
export function LeaveCard({ member, isMe }: { readonly member: Member; readonly isMe: boolean }) {
  const { say, money, list } = useSpeech();
  const { group, canRun } = useGroup();
  const navigate = useNavigate();
  const remove = useWrite(removeMember(group.id, member.id, member.version), {
    changes: isMe ? [groupsQuery.queryKey] : [groupKey(group.id)],
    onDone: () =>
      isMe ? navigate({ to: '/groups' }) : navigate({ to: '/groups/$groupId/invite', params: { groupId: group.id } }),
  });
  const open = isProblem(remove.error, 'state_not_allowed') ? remove.error.data.openMinor : undefined;
  const balances = Object.entries((open ?? {}) as Readonly<Record<string, number>>);
  const force = (event: FormEvent<HTMLFormElement>) =>
    remove.mutate({ force: true, reason: formValues(event, 'reason').reason });
  return (
    <Card title={say(isMe ? 'members.leave' : 'members.remove')}>
      <p>{say('members.pastStays')}</p>
      {balances.length === 0 ? (
        <ProblemNotice error={remove.error} words={{ state_not_allowed: 'members.lastPrimary' }} />
      ) : (
        <Notice tone="alarm">
          {say('members.settleFirst', {
            amounts: list(balances.map(([currency, amountMinor]) => money(amountMinor, currency, { isSigned: true }))),
          })}
        </Notice>
      )}
      {balances.length > 0 && canRun ? (
        <form className={form.form} onSubmit={force}>
          <TextInput
            name="reason"
            label={say('members.reason')}
            description={say('members.reasonHint')}
            maxLength={500}
            required
          />
          <div>
            <Button type="submit" variant="default" loading={remove.isPending}>
              {say('members.removeAnyway')}
            </Button>
          </div>
        </form>
      ) : (
        <div>
          <ConfirmButton
            label={say(isMe ? 'members.leave' : 'members.remove')}
            question={say(isMe ? 'members.leaveQuestion' : 'members.removeQuestion', { name: member.name })}
            loading={remove.isPending}
            onConfirm={() => remove.mutate({})}
          />
        </div>
      )}
    </Card>
  );
}
