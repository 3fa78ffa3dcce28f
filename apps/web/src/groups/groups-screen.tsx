import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { AnswerView } from '../components/answer-view.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Icon } from '../components/icon.tsx';
import { ButtonLink } from '../components/links.tsx';
import { Notice } from '../components/notice.tsx';
import { PersonMark } from '../components/person-mark.tsx';
import { Screen } from '../components/screen.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { accountQuery } from '../session/session-queries.ts';
import { type Group, groupsQuery } from './group-queries.ts';
import styles from './groups-screen.module.css';

const FACES_MAX = 5;

export function GroupsScreen() {
  const { say } = useSpeech();
  const groups = useInfiniteQuery(groupsQuery);
  const newGroup = (
    <ButtonLink to="/groups/new" leftSection={<Icon name="add" />}>
      {say('groups.new')}
    </ButtonLink>
  );
  return (
    <Screen title={say('groups.title')} actions={newGroup}>
      <GuestNotice />
      <AnswerView query={groups} skeleton={<Skeleton rows={3} height={92} />}>
        {({ pages }) => {
          const all = pages.flatMap((page) => page.groups);
          if (all.length === 0)
            return (
              <EmptyState
                icon="group"
                title={say('groups.noneTitle')}
                text={say('groups.noneText')}
                action={newGroup}
              />
            );
          return (
            <ul className={styles.list}>
              {all.map((group) => (
                <GroupItem key={group.id} group={group} />
              ))}
            </ul>
          );
        }}
      </AnswerView>
      {groups.hasNextPage ? (
        <Button variant="default" loading={groups.isFetchingNextPage} onClick={() => void groups.fetchNextPage()}>
          {say('app.more')}
        </Button>
      ) : null}
    </Screen>
  );
}

function GroupItem({ group }: { readonly group: Group }) {
  const { say } = useSpeech();
  const present = group.members.filter(({ leftAt }) => leftAt === null);
  return (
    <li>
      <Link to="/groups/$groupId" params={{ groupId: group.id }} className={styles.group}>
        <span className={styles.words}>
          <strong>{group.name}</strong>
          <span className={styles.people}>
            {say('groups.memberCount', { count: present.length })} · {group.currency}
            {group.isArchived ? ` · ${say('groups.archived')}` : ''}
          </span>
        </span>
        <span className={styles.faces}>
          {present.slice(0, FACES_MAX).map((member) => (
            <PersonMark key={member.id} name={member.name} place={group.members.indexOf(member)} size={34} />
          ))}
        </span>
      </Link>
    </li>
  );
}

/** A guest is known by this browser alone: said where it matters, once there is something to lose. */
function GuestNotice() {
  const { say } = useSpeech();
  const { data: account } = useQuery(accountQuery);
  if (!account?.isGuest) return null;
  return (
    <Notice
      tone="hint"
      action={
        <ButtonLink to="/register" size="xs" variant="default">
          {say('session.keep')}
        </ButtonLink>
      }
    >
      {say('session.guestNotice')}
    </Notice>
  );
}
