import { ActionIcon } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useWrite } from '../api/use-write.ts';
import { Icon } from '../components/icon.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { setPreferences } from '../preferences/preferences.ts';
import { useColorScheme } from '../theme/use-color-scheme.ts';
import styles from './account-bar.module.css';
import { LanguageChoice } from './language-choice.tsx';
import { accountQuery } from './session-queries.ts';
import { signOut } from './session-requests.ts';

/** What a reader may change from anywhere: language, colours, and who they are. */
export function AccountBar() {
  const { say } = useSpeech();
  const scheme = useColorScheme();
  const { data: account } = useQuery(accountQuery);
  const other = scheme === 'dark' ? 'light' : 'dark';
  return (
    <div className={styles.bar}>
      <LanguageChoice />
      <ActionIcon
        variant="subtle"
        color="gray"
        size={44}
        aria-label={say(other === 'dark' ? 'app.toDark' : 'app.toLight')}
        onClick={() => setPreferences({ colorScheme: other })}
      >
        <Icon name={other === 'dark' ? 'moon' : 'sun'} />
      </ActionIcon>
      {account ? <SignOutButton name={account.name} /> : null}
    </div>
  );
}

function SignOutButton({ name }: { readonly name: string }) {
  const { say } = useSpeech();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const leave = useWrite(signOut, {
    onDone: async () => {
      await navigate({ to: '/sign-in' });
      // Nothing of one person stays for the next one at this screen.
      queryClient.clear();
    },
  });
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={44}
      aria-label={say('session.signOut', { name })}
      title={say('session.signOut', { name })}
      loading={leave.isPending}
      onClick={() => leave.mutate(undefined)}
    >
      <Icon name="signOut" />
    </ActionIcon>
  );
}
