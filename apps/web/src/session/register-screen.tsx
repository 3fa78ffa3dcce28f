import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useWrite } from '../api/use-write.ts';
import { Card } from '../components/card.tsx';
import form from '../components/form.module.css';
import { formValues } from '../components/form-values.ts';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { Screen } from '../components/screen.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { accountQuery } from './session-queries.ts';
import { register } from './session-requests.ts';
import { useEnter } from './use-enter.ts';

const route = getRouteApi('/register');
const PASSWORD_CHARACTERS_MIN = 10;

/** A new account; a guest's own user becomes it, with groups and balances as they are. */
export function RegisterScreen() {
  const { say } = useSpeech();
  const { to } = route.useSearch();
  const enter = useEnter();
  const { data: account } = useQuery(accountQuery);
  const attempt = useWrite(register, { onDone: ({ account }) => enter(account, to) });
  const guestName = account?.isGuest ? account.name : '';
  return (
    <Screen
      title={say('session.registerTitle')}
      lead={say(guestName ? 'session.keepLead' : 'session.registerLead')}
      isNarrow
    >
      <Card>
        <form
          key={guestName}
          className={form.form}
          onSubmit={(event) => attempt.mutate(formValues(event, 'name', 'email', 'password'))}
        >
          <TextInput
            name="name"
            label={say('session.name')}
            autoComplete="name"
            maxLength={80}
            defaultValue={guestName}
            required
          />
          <TextInput name="email" type="email" label={say('session.email')} autoComplete="username" required />
          <PasswordInput
            name="password"
            label={say('session.password')}
            description={say('session.passwordHint', { count: PASSWORD_CHARACTERS_MIN })}
            autoComplete="new-password"
            minLength={PASSWORD_CHARACTERS_MIN}
            maxLength={256}
            required
          />
          <ProblemNotice error={attempt.error} words={{ conflict: 'session.emailTaken' }} />
          <Button type="submit" loading={attempt.isPending}>
            {say('session.register')}
          </Button>
        </form>
      </Card>
      <nav className={form.links} aria-label={say('session.otherWays')}>
        <Link to="/sign-in" search={to === undefined ? {} : { to }}>
          {say('session.toSignIn')}
        </Link>
      </nav>
    </Screen>
  );
}
