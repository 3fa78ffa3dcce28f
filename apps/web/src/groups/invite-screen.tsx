import { Button, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useWrite } from '../api/use-write.ts';
import { Card } from '../components/card.tsx';
import { Icon } from '../components/icon.tsx';
import { BackLink } from '../components/links.tsx';
import { Notice } from '../components/notice.tsx';
import { PersonMark } from '../components/person-mark.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { Screen } from '../components/screen.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { AddMemberCard } from '../members/add-member-card.tsx';
import type { Member } from './group-queries.ts';
import { createInvitation } from './group-requests.ts';
import styles from './invite-screen.module.css';
import { useGroup } from './use-group.tsx';

/** Who is in the group, and a link for whoever should look for themselves. */
export function InviteScreen() {
  const { say } = useSpeech();
  const { group, present, canRun } = useGroup();
  return (
    <Screen
      title={say('groups.people')}
      back={
        <BackLink to="/groups/$groupId" params={{ groupId: group.id }}>
          {group.name}
        </BackLink>
      }
      isNarrow
    >
      <Card title={say('groups.memberCount', { count: present.length })}>
        <ul className={styles.people}>
          {present.map((member) => (
            <Person key={member.id} member={member} />
          ))}
        </ul>
      </Card>
      {canRun ? (
        <Card title={say('groups.inviteTitle')}>
          <p>{say('groups.inviteText')}</p>
          <InvitationLink label={say('groups.makeLink')} />
        </Card>
      ) : null}
      {canRun ? <AddMemberCard /> : null}
    </Screen>
  );
}

function Person({ member }: { readonly member: Member }) {
  const { say } = useSpeech();
  const { group, placeOf, me, canRun } = useGroup();
  return (
    <li className={styles.person}>
      <PersonMark name={member.name} place={placeOf(member.id)} size={40} />
      <div className={styles.name}>
        <Link to="/groups/$groupId/members/$memberId" params={{ groupId: group.id, memberId: member.id }}>
          {member.name}
        </Link>
        <span>
          {say(`role.${member.role}`)}
          {member.id === me.id ? ` · ${say('groups.you')}` : ''}
          {member.userId === null ? ` · ${say('groups.noAccount')}` : ''}
        </span>
      </div>
      {canRun && member.userId === null ? (
        <InvitationLink label={say('groups.inviteName', { name: member.name })} memberId={member.id} />
      ) : null}
    </li>
  );
}

/** A link is made when it is wanted, and shown once: whoever has it can join. */
function InvitationLink({ label, memberId }: { readonly label: string; readonly memberId?: string }) {
  const { say } = useSpeech();
  const { group } = useGroup();
  const invite = useWrite(createInvitation(group.id));
  const [isCopied, setIsCopied] = useState(false);
  if (!invite.data) {
    return (
      <>
        <Button
          variant="default"
          size={memberId === undefined ? 'md' : 'xs'}
          leftSection={<Icon name="link" size={16} />}
          loading={invite.isPending}
          onClick={() => invite.mutate(memberId === undefined ? {} : { memberId, uses: 1 })}
        >
          {label}
        </Button>
        <ProblemNotice error={invite.error} />
      </>
    );
  }
  const link = `${location.origin}/join/${invite.data.token}`;
  const copy = () => void navigator.clipboard.writeText(link).then(() => setIsCopied(true));
  return (
    <div className={styles.link}>
      <TextInput value={link} readOnly aria-label={say('groups.link')} onFocus={(event) => event.target.select()} />
      {/* Browsers let a page write to the clipboard on secure addresses only; elsewhere the field is marked and copied by hand. */}
      {'clipboard' in navigator ? (
        <Button variant="default" leftSection={<Icon name="copy" size={16} />} onClick={copy}>
          {say('groups.copyLink')}
        </Button>
      ) : null}
      {isCopied ? <Notice tone="good">{say('groups.linkCopied')}</Notice> : null}
    </div>
  );
}
