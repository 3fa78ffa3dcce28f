import { Button, PasswordInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { useWrite } from '../api/use-write.ts';
import { Card } from '../components/card.tsx';
import form from '../components/form.module.css';
import { formValues } from '../components/form-values.ts';
import { Notice } from '../components/notice.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { sessionsQuery } from './account-queries.ts';
import { changePassword } from './account-requests.ts';

const PASSWORD_MIN = 10;

/** Whoever had the old password is signed out everywhere else. */
export function PasswordCard() {
  const { say } = useSpeech();
  const change = useWrite(changePassword, { changes: [sessionsQuery.queryKey] });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const target = event.currentTarget;
    change.mutate(formValues(event, 'currentPassword', 'newPassword'), { onSuccess: () => target.reset() });
  };
  return (
    <Card title={say('session.password')}>
      <form className={form.form} onSubmit={submit}>
        <PasswordInput
          name="currentPassword"
          label={say('account.currentPassword')}
          autoComplete="current-password"
          required
        />
        <PasswordInput
          name="newPassword"
          label={say('session.newPassword')}
          description={say('session.passwordHint', { count: PASSWORD_MIN })}
          autoComplete="new-password"
          minLength={PASSWORD_MIN}
          maxLength={256}
          required
        />
        {change.isSuccess ? <Notice tone="good">{say('account.passwordChanged')}</Notice> : null}
        <ProblemNotice
          error={change.error}
          words={{ not_signed_in: 'account.wrongPassword', invalid_input: 'account.wrongPassword' }}
        />
        <div>
          <Button type="submit" variant="default" loading={change.isPending}>
            {say('session.savePassword')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
