import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useWrite } from '../api/use-write.ts';
import { Card } from '../components/card.tsx';
import form from '../components/form.module.css';
import { formValues } from '../components/form-values.ts';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { Screen } from '../components/screen.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import type { Account } from './session-queries.ts';
import { verifyRecoveryCode, verifySecondFactor } from './session-requests.ts';

interface SecondFactorFormProps {
  readonly onEnter: (account: Account) => unknown;
  readonly onBack: () => void;
}

/** After the right password: a code of the authenticator app, or one of the recovery codes. */
export function SecondFactorForm({ onEnter, onBack }: SecondFactorFormProps) {
  const { say } = useSpeech();
  const [isRecovery, setIsRecovery] = useState(false);
  const verify = useWrite(isRecovery ? verifyRecoveryCode : verifySecondFactor, {
    onDone: ({ account }) => onEnter(account),
  });
  return (
    <Screen
      title={say('session.codeTitle')}
      lead={say(isRecovery ? 'session.recoveryLead' : 'session.codeLead')}
      isNarrow
    >
      <Card>
        <form
          key={String(isRecovery)}
          className={form.form}
          onSubmit={(event) => verify.mutate(formValues(event, 'code'))}
        >
          <TextInput
            name="code"
            label={say(isRecovery ? 'session.recoveryCode' : 'session.code')}
            autoComplete="one-time-code"
            inputMode={isRecovery ? 'text' : 'numeric'}
            minLength={6}
            maxLength={32}
            autoFocus
            required
          />
          <ProblemNotice
            error={verify.error}
            words={{ not_signed_in: 'session.wrongCode', invalid_input: 'session.wrongCode' }}
          />
          <Button type="submit" loading={verify.isPending}>
            {say('session.goOn')}
          </Button>
        </form>
      </Card>
      <div className={form.links}>
        <Button variant="subtle" onClick={() => setIsRecovery(!isRecovery)}>
          {say(isRecovery ? 'session.toCode' : 'session.toRecoveryCode')}
        </Button>
        <Button variant="subtle" onClick={onBack}>
          {say('app.back')}
        </Button>
      </div>
    </Screen>
  );
}
