import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useWrite } from '../api/use-write.ts';
import { Card } from '../components/card.tsx';
import form from '../components/form.module.css';
import { formValues } from '../components/form-values.ts';
import { Icon } from '../components/icon.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { Screen } from '../components/screen.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { enterWithPasskey, hasPasskeys } from './passkey.ts';
import { SecondFactorForm } from './second-factor-form.tsx';
import { signIn } from './session-requests.ts';
import { useEnter } from './use-enter.ts';

const route = getRouteApi('/sign-in');
const WORDS = { not_signed_in: 'session.wrongPassword' } as const;

export function SignInScreen() {
  const { say } = useSpeech();
  const { to } = route.useSearch();
  const enter = useEnter();
  const [needsCode, setNeedsCode] = useState(false);
  if (needsCode)
    return <SecondFactorForm onEnter={(account) => enter(account, to)} onBack={() => setNeedsCode(false)} />;
  return (
    <Screen title={say('session.signInTitle')} isNarrow>
      <Card>
        <PasswordForm onCodeNeeded={() => setNeedsCode(true)} to={to} />
        {hasPasskeys() ? <PasskeyButton to={to} /> : null}
      </Card>
      <nav className={form.links} aria-label={say('session.otherWays')}>
        <Link to="/register" search={to === undefined ? {} : { to }}>
          {say('session.toRegister')}
        </Link>
        <Link to="/forgot-password">{say('session.toForgotPassword')}</Link>
      </nav>
    </Screen>
  );
}

function PasswordForm({ onCodeNeeded, to }: { readonly onCodeNeeded: () => void; readonly to: string | undefined }) {
  const { say } = useSpeech();
  const enter = useEnter();
  const attempt = useWrite(signIn, {
    onDone: ({ account, needsSecondFactor }) => {
      if (needsSecondFactor || !account) return onCodeNeeded();
      return enter(account, to);
    },
  });
  return (
    <form className={form.form} onSubmit={(event) => attempt.mutate(formValues(event, 'email', 'password'))}>
      <TextInput name="email" type="email" label={say('session.email')} autoComplete="username webauthn" required />
      <PasswordInput name="password" label={say('session.password')} autoComplete="current-password" required />
      <ProblemNotice error={attempt.error} words={WORDS} />
      <Button type="submit" loading={attempt.isPending}>
        {say('session.signIn')}
      </Button>
    </form>
  );
}

function PasskeyButton({ to }: { readonly to: string | undefined }) {
  const { say } = useSpeech();
  const enter = useEnter();
  const attempt = useMutation({
    mutationFn: enterWithPasskey,
    onSuccess: (account) => (account ? enter(account, to) : undefined),
  });
  return (
    <>
      <Button
        variant="default"
        leftSection={<Icon name="key" />}
        loading={attempt.isPending}
        onClick={() => attempt.mutate()}
      >
        {say('session.withPasskey')}
      </Button>
      <ProblemNotice error={attempt.error} words={{ not_signed_in: 'session.unknownPasskey' }} />
    </>
  );
}
