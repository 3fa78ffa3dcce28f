import { ActionIcon } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Icon } from '../components/icon.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { setPreferences } from '../preferences/preferences.ts';
import { useColorScheme } from '../theme/use-color-scheme.ts';
import styles from './account-bar.module.css';
import { AccountMenu } from './account-menu.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { accountQuery } from './session-queries.ts';

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
      {account ? <AccountMenu account={account} /> : null}
    </div>
  );
}
