import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useWrite } from '../api/use-write.ts';
import { AnswerView } from '../components/answer-view.tsx';
import { Card } from '../components/card.tsx';
import { ConfirmButton } from '../components/confirm-button.tsx';
import form from '../components/form.module.css';
import { formValues } from '../components/form-values.ts';
import { Notice } from '../components/notice.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { hasPasskeys } from '../session/passkey.ts';
import styles from './account.module.css';
import { type Passkey, passkeysQuery } from './account-queries.ts';
import { removePasskey } from './account-requests.ts';
import { makePasskey } from './make-passkey.ts';

/** Keys that devices keep: signing in by finger, face or PIN. */
export function PasskeysCard() {
  const { say } = useSpeech();
  const passkeys = useQuery(passkeysQuery);
  return (
    <Card title={say('account.passkeys')}>
      <p>{say('account.passkeysText')}</p>
      <AnswerView query={passkeys}>
        {(all) => (
          <ul className={styles.rows}>
            {all.map((passkey) => (
              <li key={passkey.id}>
                <PasskeyItem passkey={passkey} />
              </li>
            ))}
          </ul>
        )}
      </AnswerView>
      {hasPasskeys() ? <NewPasskey /> : <Notice tone="hint">{say('account.noPasskeysHere')}</Notice>}
    </Card>
  );
}

function PasskeyItem({ passkey }: { readonly passkey: Passkey }) {
  const { say, moment } = useSpeech();
  const remove = useWrite(removePasskey, { changes: [passkeysQuery.queryKey] });
  return (
    <>
      <span className={styles.words}>
        <strong>{passkey.name}</strong>
        <span className={styles.soft}>{moment(passkey.createdAt)}</span>
      </span>
      <ConfirmButton
        size="xs"
        variant="subtle"
        label={say('account.removePasskey')}
        question={say('account.removePasskeyQuestion')}
        loading={remove.isPending}
        onConfirm={() => remove.mutate(passkey.id)}
      />
      <ProblemNotice error={remove.error} />
    </>
  );
}

function NewPasskey() {
  const { say } = useSpeech();
  const queryClient = useQueryClient();
  const add = useMutation({
    mutationFn: makePasskey,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: passkeysQuery.queryKey }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const target = event.currentTarget;
    add.mutate(formValues(event, 'name').name, { onSuccess: () => target.reset() });
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <TextInput
        name="name"
        label={say('account.passkeyName')}
        placeholder={say('account.passkeyExample')}
        maxLength={80}
        required
      />
      <ProblemNotice error={add.error} />
      <div>
        <Button type="submit" variant="default" loading={add.isPending}>
          {say('account.addPasskey')}
        </Button>
      </div>
    </form>
  );
}
