import { Button, PasswordInput } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useWrite } from '../api/use-write.ts';
import { Card } from '../components/card.tsx';
import form from '../components/form.module.css';
import { formValues } from '../components/form-values.ts';
import { ButtonLink } from '../components/links.tsx';
import { Notice } from '../components/notice.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { Screen } from '../components/screen.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { resetPassword } from './session-requests.ts';

const route = getRouteApi('/reset-password');
const WORDS = {
  invalid_input: 'session.linkOver',
  not_signed_in: 'session.linkOver',
  not_found: 'session.linkOver',
} as const;

export function ResetPasswordScreen() {
  const { say } = useSpeech();
  const { token } = route.useSearch();
  const reset = useWrite(resetPassword);
  return (
    <Screen title={say('session.resetTitle')} isNarrow>
      <Card>
        {reset.isSuccess ? (
          <Notice tone="good" action={<ButtonLink to="/sign-in">{say('session.signIn')}</ButtonLink>}>
            {say('session.resetDone')}
          </Notice>
        ) : (
          <form
            className={form.form}
            onSubmit={(event) => reset.mutate({ token, ...formValues(event, 'newPassword') })}
          >
            <PasswordInput
              name="newPassword"
              label={say('session.newPassword')}
              description={say('session.passwordHint', { count: 10 })}
              autoComplete="new-password"
              minLength={10}
              maxLength={256}
              required
            />
            <ProblemNotice error={reset.error} words={WORDS} />
            <Button type="submit" loading={reset.isPending}>
              {say('session.savePassword')}
            </Button>
          </form>
        )}
      </Card>
    </Screen>
  );
}
