import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useWrite, type Write } from '../api/use-write.ts';
import { Card } from '../components/card.tsx';
import form from '../components/form.module.css';
import { formValues } from '../components/form-values.ts';
import { Notice } from '../components/notice.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { QrCode } from '../components/qr-code.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { type Account, accountQuery } from '../session/session-queries.ts';
import { verifySecondFactor } from '../session/session-requests.ts';
import styles from './account.module.css';
import { disableSecondFactor, enableSecondFactor, replaceRecoveryCodes } from './account-requests.ts';

type Step = 'rest' | 'turn-on' | 'turn-off' | 'codes';

/** A code of an app beside the password: turned on, turned off, and the codes for a lost phone. */
export function SecondFactorCard({ account }: { readonly account: Account }) {
  const { say } = useSpeech();
  const [step, setStep] = useState<Step>('rest');
  const rest = () => setStep('rest');
  return (
    <Card title={say('account.secondFactor')}>
      <p>{say(account.hasSecondFactor ? 'account.secondFactorOn' : 'account.secondFactorOff')}</p>
      {step === 'rest' ? (
        <div className={form.row}>
          {account.hasSecondFactor ? (
            <>
              <Button variant="default" onClick={() => setStep('codes')}>
                {say('account.newCodes')}
              </Button>
              <Button variant="subtle" onClick={() => setStep('turn-off')}>
                {say('account.turnOff')}
              </Button>
            </>
          ) : (
            <Button variant="default" onClick={() => setStep('turn-on')}>
              {say('account.turnOn')}
            </Button>
          )}
        </div>
      ) : null}
      {step === 'turn-on' ? <TurnOn onClose={rest} /> : null}
      {step === 'turn-off' ? <TurnOff onClose={rest} /> : null}
      {step === 'codes' ? <NewCodes onClose={rest} /> : null}
    </Card>
  );
}

interface StepProps {
  readonly onClose: () => void;
}

function TurnOn({ onClose }: StepProps) {
  const { say } = useSpeech();
  const queryClient = useQueryClient();
  const begin = useWrite(enableSecondFactor);
  const verify = useWrite(verifySecondFactor, {
    onDone: ({ account }) => {
      queryClient.setQueryData(accountQuery.queryKey, account);
      onClose();
    },
  });
  if (!begin.data) return <WithPassword write={begin} label={say('session.goOn')} onClose={onClose} />;
  const { totpUri, recoveryCodes } = begin.data;
  return (
    <>
      <p>{say('account.scan')}</p>
      <QrCode text={totpUri} label={say('account.qrLabel')} />
      <p className={styles.soft}>
        {say('account.byHand')} <code>{new URL(totpUri).searchParams.get('secret')}</code>
      </p>
      <RecoveryCodes codes={recoveryCodes} />
      <form className={form.form} onSubmit={(event) => verify.mutate(formValues(event, 'code'))}>
        <TextInput
          name="code"
          label={say('session.code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          minLength={6}
          maxLength={32}
          required
        />
        <ProblemNotice
          error={verify.error}
          words={{ not_signed_in: 'session.wrongCode', invalid_input: 'session.wrongCode' }}
        />
        <Steps onClose={onClose}>
          <Button type="submit" loading={verify.isPending}>
            {say('account.turnOn')}
          </Button>
        </Steps>
      </form>
    </>
  );
}

function TurnOff({ onClose }: StepProps) {
  const { say } = useSpeech();
  const turnOff = useWrite(disableSecondFactor, { changes: [accountQuery.queryKey], onDone: onClose });
  return <WithPassword write={turnOff} label={say('account.turnOff')} onClose={onClose} />;
}

function NewCodes({ onClose }: StepProps) {
  const { say } = useSpeech();
  const replace = useWrite(replaceRecoveryCodes);
  if (!replace.data) return <WithPassword write={replace} label={say('account.newCodes')} onClose={onClose} />;
  return (
    <>
      <RecoveryCodes codes={replace.data.recoveryCodes} />
      <div>
        <Button onClick={onClose}>{say('account.codesKept')}</Button>
      </div>
    </>
  );
}

function RecoveryCodes({ codes }: { readonly codes: readonly string[] }) {
  const { say } = useSpeech();
  return (
    <>
      <Notice tone="hint">{say('account.keepCodes')}</Notice>
      <ul className={styles.codes}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
    </>
  );
}

interface WithPasswordProps<Answer> extends StepProps {
  readonly write: Write<{ readonly password: string }, Answer>;
  readonly label: string;
}

/** What guards the account is changed by whoever knows the password, not by whoever found the screen open. */
function WithPassword<Answer>({ write, label, onClose }: WithPasswordProps<Answer>) {
  const { say } = useSpeech();
  return (
    <form className={form.form} onSubmit={(event) => write.mutate(formValues(event, 'password'))}>
      <PasswordInput name="password" label={say('account.currentPassword')} autoComplete="current-password" required />
      <ProblemNotice
        error={write.error}
        words={{ not_signed_in: 'account.wrongPassword', invalid_input: 'account.wrongPassword' }}
      />
      <Steps onClose={onClose}>
        <Button type="submit" loading={write.isPending}>
          {label}
        </Button>
      </Steps>
    </form>
  );
}

function Steps({ onClose, children }: StepProps & { readonly children: ReactNode }) {
  const { say } = useSpeech();
  return (
    <div className={form.row}>
      {children}
      <Button variant="subtle" onClick={onClose}>
        {say('app.cancel')}
      </Button>
    </div>
  );
}
