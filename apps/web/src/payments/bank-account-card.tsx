import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useWrite } from '../api/use-write.ts';
import { AnswerView } from '../components/answer-view.tsx';
import { Card } from '../components/card.tsx';
import form from '../components/form.module.css';
import { formValues } from '../components/form-values.ts';
import { Notice } from '../components/notice.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { groupKey } from '../groups/group-queries.ts';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { type WaysToPay, waysToPayQuery } from './payment-queries.ts';
import { setBankAccount } from './payment-requests.ts';

/** Where a member gets transfers. */
export function BankAccountCard({ memberId }: { readonly memberId: string }) {
  const { say } = useSpeech();
  const { group } = useGroup();
  const ways = useQuery(waysToPayQuery(group.id, memberId));
  return (
    <Card title={say('account.bankAccount')}>
      <p>{say('account.bankAccountText')}</p>
      <AnswerView query={ways}>
        {({ bankAccount }) => <AccountForm key={memberId} memberId={memberId} account={bankAccount} />}
      </AnswerView>
    </Card>
  );
}

interface AccountFormProps {
  readonly memberId: string;
  readonly account: WaysToPay['bankAccount'];
}

function AccountForm({ memberId, account }: AccountFormProps) {
  const { say } = useSpeech();
  const { group, nameOf } = useGroup();
  const save = useWrite(setBankAccount(group.id, memberId), { changes: [groupKey(group.id)] });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const { holder, iban, bic } = formValues(event, 'holder', 'iban', 'bic');
    save.mutate({ holder, iban, bic: bic === '' ? null : bic.replaceAll(' ', '') });
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <TextInput
        name="holder"
        label={say('transfer.holder')}
        defaultValue={account?.holder ?? nameOf(memberId)}
        maxLength={70}
        required
      />
      <div className={form.pair}>
        <TextInput
          name="iban"
          label={say('transfer.iban')}
          defaultValue={account?.iban ?? ''}
          minLength={15}
          maxLength={42}
          autoComplete="off"
          spellCheck={false}
          required
        />
        <TextInput
          name="bic"
          label={say('account.bic')}
          defaultValue={account?.bic ?? ''}
          maxLength={11}
          autoComplete="off"
          spellCheck={false}
        />
      </div>
      {save.isSuccess ? <Notice tone="good">{say('app.saved')}</Notice> : null}
      <ProblemNotice error={save.error} words={{ invalid_input: 'account.wrongIban' }} />
      <div>
        <Button type="submit" variant="default" loading={save.isPending}>
          {say('app.save')}
        </Button>
      </div>
    </form>
  );
}
