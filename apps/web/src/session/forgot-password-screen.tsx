import { Button, TextInput } from '@mantine/core';
import { useWrite } from '../api/use-write.ts';
import { Card } from '../components/card.tsx';
import form from '../components/form.module.css';
import { formValues } from '../components/form-values.ts';
import { BackLink } from '../components/links.tsx';
import { Notice } from '../components/notice.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { Screen } from '../components/screen.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { requestPasswordReset } from './session-requests.ts';

export function ForgotPasswordScreen() {
  const { say } = useSpeech();
  const ask = useWrite(requestPasswordReset);
  return (
    <Screen
      title={say('session.forgotTitle')}
      lead={say('session.forgotLead')}
      back={<BackLink to="/sign-in">{say('session.signInTitle')}</BackLink>}
      isNarrow
    >
      <Card>
        {ask.isSuccess ? (
          // The same words whether there is such an account or not: nobody learns here who has one.
          <Notice tone="good">{say('session.forgotDone')}</Notice>
        ) : (
          <form className={form.form} onSubmit={(event) => ask.mutate(formValues(event, 'email'))}>
            <TextInput name="email" type="email" label={say('session.email')} autoComplete="username" required />
            <ProblemNotice error={ask.error} />
            <Button type="submit" loading={ask.isPending}>
              {say('session.sendLink')}
            </Button>
          </form>
        )}
      </Card>
    </Screen>
  );
}
