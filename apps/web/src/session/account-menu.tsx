import { ActionIcon, Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useId } from 'react';
import { useWrite } from '../api/use-write.ts';
import { Icon } from '../components/icon.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { stopKeeping } from '../kept/answer-persister.ts';
import { forgetAnswers } from '../kept/answers.ts';
import { useSpeech } from '../language/speech-context.tsx';
import { readEntries, removeAllEntries } from '../outbox/outbox-store.ts';
import { setPreferences } from '../preferences/preferences.ts';
import { runningVersion } from '../release/version.ts';
import styles from './account-bar.module.css';
import type { Account } from './session-queries.ts';
import { signOut } from './session-requests.ts';

/** Who is signed in, what waits of them, which version they use, and the way out. */
export function AccountMenu({ account }: { readonly account: Account }) {
  const { say } = useSpeech();
  const id = useId();
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={44}
        aria-label={say('session.menu', { name: account.name })}
        title={say('session.menu', { name: account.name })}
        popoverTarget={id}
      >
        <Icon name="person" />
      </ActionIcon>
      <div id={id} popover="auto" className={styles.menu}>
        <strong>{account.name}</strong>
        <Link to="/account" className={styles.place} onClick={() => document.getElementById(id)?.hidePopover()}>
          {say('account.title')}
        </Link>
        <Link to="/outbox" className={styles.place} onClick={() => document.getElementById(id)?.hidePopover()}>
          {say('outbox.title')}
        </Link>
        <SignOut account={account} />
        <small>{say('release.version', { version: runningVersion() })}</small>
      </div>
    </>
  );
}

function SignOut({ account }: { readonly account: Account }) {
  const { say } = useSpeech();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const leave = useWrite(signOut, {
    onDone: async () => {
      // Nothing of one person stays for the next one at this screen.
      await removeAllEntries(account.id);
      await navigate({ to: '/sign-in' });
      queryClient.clear();
      stopKeeping();
      await forgetAnswers();
      setPreferences({ lastGroupId: undefined });
    },
  });
  const askAndLeave = async () => {
    const { length: count } = await readEntries(account.id);
    if (count === 0 || window.confirm(say('outbox.leaveQuestion', { count }))) leave.mutate(undefined);
  };
  return (
    <>
      <Button
        variant="default"
        leftSection={<Icon name="signOut" />}
        loading={leave.isPending}
        onClick={() => void askAndLeave()}
      >
        {say('session.signOut', { name: account.name })}
      </Button>
      <ProblemNotice error={leave.error} />
    </>
  );
}
