import { Button, NativeSelect, TextInput } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { useWrite } from '../api/use-write.ts';
import { Card } from '../components/card.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import form from '../components/form.module.css';
import { formValues } from '../components/form-values.ts';
import { BackLink } from '../components/links.tsx';
import { Notice } from '../components/notice.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { Screen } from '../components/screen.tsx';
import { groupKey, type Member } from '../groups/group-queries.ts';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { BankAccountCard } from '../payments/bank-account-card.tsx';
import { LeaveCard } from './leave-card.tsx';
import { updateMember } from './member-requests.ts';

const route = getRouteApi('/groups/$groupId/members/$memberId');
const ROLES = ['primary', 'participant', 'reader', 'viewer'] as const satisfies readonly Member['role'][];

/** One person of the group: what they are called, what they may do, and how much of a shared cost is theirs. */
export function MemberScreen() {
  const { groupId, memberId } = route.useParams();
  const { say, moment } = useSpeech();
  const { group, me, canRun, canTakePart } = useGroup();
  const member = group.members.find(({ id }) => id === memberId);
  const isMe = member?.id === me.id;
  return (
    <Screen
      title={member?.name ?? say('groups.people')}
      lead={member ? say(`role.${member.role}`) : undefined}
      isNarrow
      back={
        <BackLink to="/groups/$groupId/invite" params={{ groupId }}>
          {say('groups.people')}
        </BackLink>
      }
    >
      {member === undefined ? (
        <EmptyState icon="person" title={say('members.unknown')} text={say('app.missingText')} />
      ) : member.leftAt !== null ? (
        <Notice tone="hint">{say('members.leftOn', { date: moment(member.leftAt) })}</Notice>
      ) : (
        <>
          {canRun || isMe ? <MemberForm key={member.version} member={member} /> : null}
          {canTakePart && (canRun || isMe) ? <BankAccountCard memberId={member.id} /> : null}
          {canRun || isMe ? <LeaveCard member={member} isMe={isMe} /> : null}
        </>
      )}
    </Screen>
  );
}

function MemberForm({ member }: { readonly member: Member }) {
  const { say } = useSpeech();
  const { group, canRun } = useGroup();
  const change = useWrite(updateMember(group.id, member.id, member.version), { changes: [groupKey(group.id)] });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const { name, role, weight } = formValues(event, 'name', 'role', 'weight');
    const chosen = ROLES.find((one) => one === role);
    change.mutate({
      name,
      ...(canRun && chosen && { role: chosen }),
      ...(canRun && weight !== '' && { weight: Number(weight) }),
    });
  };
  return (
    <Card>
      <form className={form.form} onSubmit={submit}>
        <TextInput name="name" label={say('groups.memberExample')} defaultValue={member.name} maxLength={80} required />
        {canRun ? (
          <div className={form.pair}>
            <NativeSelect
              name="role"
              label={say('field.role')}
              defaultValue={member.role}
              data={ROLES.map((role) => ({ value: role, label: say(`role.${role}`) }))}
            />
            <TextInput
              name="weight"
              type="number"
              min={0}
              max={1_000_000}
              label={say('field.weight')}
              description={say('members.weightHint')}
              defaultValue={String(member.weight)}
            />
          </div>
        ) : null}
        {change.isSuccess ? <Notice tone="good">{say('app.saved')}</Notice> : null}
        <ProblemNotice error={change.error} words={{ state_not_allowed: 'members.lastPrimary' }} />
        <div>
          <Button type="submit" loading={change.isPending}>
            {say('app.save')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
