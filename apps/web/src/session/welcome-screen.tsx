import { Button, TextInput } from '@mantine/core';
import { useWrite } from '../api/use-write.ts';
import { Card } from '../components/card.tsx';
import form from '../components/form.module.css';
import { formValues } from '../components/form-values.ts';
import { ButtonLink } from '../components/links.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { Screen } from '../components/screen.tsx';
import { ShareStrip } from '../components/share-strip.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { signInAsGuest } from './session-requests.ts';
import { useEnter } from './use-enter.ts';
import styles from './welcome-screen.module.css';

// What a month in a flat looks like, cut into who pays what.
const PICTURE = [
  [40, 32, 28],
  [1, 1, 1],
  [31, 22, 31],
  [0, 5, 3],
] as const;

/** The start page of whoever is not signed in: a name is enough to begin. */
export function WelcomeScreen() {
  const { say } = useSpeech();
  const enter = useEnter();
  const begin = useWrite(signInAsGuest, { onDone: ({ account }) => enter(account, '/groups/new') });
  return (
    <div className={styles.welcome}>
      <Screen title={say('welcome.title')} lead={say('welcome.lead')}>
        <div className={styles.picture}>
          {PICTURE.map((amounts) => (
            <ShareStrip
              key={amounts.join()}
              height={18}
              parts={amounts.map((amountMinor, place) => ({ id: String(place), place, amountMinor }))}
            />
          ))}
        </div>
        <Card title={say('welcome.beginTitle')}>
          <form className={form.form} onSubmit={(event) => begin.mutate(formValues(event, 'name'))}>
            <TextInput
              name="name"
              label={say('session.name')}
              description={say('welcome.nameHint')}
              autoComplete="given-name"
              maxLength={80}
              required
            />
            <ProblemNotice error={begin.error} />
            <Button type="submit" loading={begin.isPending}>
              {say('welcome.begin')}
            </Button>
          </form>
          <div className={form.row}>
            <ButtonLink to="/sign-in" variant="default">
              {say('session.signIn')}
            </ButtonLink>
            <ButtonLink to="/register" variant="subtle">
              {say('session.register')}
            </ButtonLink>
          </div>
        </Card>
      </Screen>
    </div>
  );
}
