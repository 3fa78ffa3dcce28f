import { Button, TextInput } from '@mantine/core';
import type { VerificationWire, WireOf } from '@shared-payments/contract';
import { skipToken, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { apiPath, withQuery } from '../api/request.ts';
import { readAnswer } from '../api/send-request.ts';
import { Card } from '../components/card.tsx';
import form from '../components/form.module.css';
import { formValues } from '../components/form-values.ts';
import { Notice } from '../components/notice.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';

type Verification = WireOf<typeof VerificationWire>;

/** Whether a paper that somebody shows is what the group's log holds. */
export function VerifyCard() {
  const { say } = useSpeech();
  const { group } = useGroup();
  const [sha256, setSha256] = useState<string>();
  const answer = useQuery({
    queryKey: ['verify', group.id, sha256],
    queryFn:
      sha256 === undefined
        ? skipToken
        : ({ signal }) =>
            readAnswer<Verification>(withQuery(apiPath`/v1/groups/${group.id}/verify`, { sha256 }), signal),
    gcTime: 0,
  });
  return (
    <Card title={say('verify.title')}>
      <p>{say('verify.text')}</p>
      <form
        className={form.form}
        onSubmit={(event) => setSha256(formValues(event, 'sha256').sha256.replaceAll(/\s/g, '').toLowerCase())}
      >
        <TextInput
          name="sha256"
          label="SHA-256"
          pattern="\s*(?:[0-9a-fA-F]\s*){64}"
          title={say('verify.format')}
          autoComplete="off"
          spellCheck={false}
          required
        />
        <ProblemNotice error={answer.error} words={{ content_damaged: 'verify.damaged' }} />
        {answer.data ? <Verdict verification={answer.data} /> : null}
        <div>
          <Button type="submit" variant="default" loading={answer.isLoading}>
            {say('verify.check')}
          </Button>
        </div>
      </form>
    </Card>
  );
}

function Verdict({ verification: { document } }: { readonly verification: Verification }) {
  const { say, month } = useSpeech();
  const { nameOf } = useGroup();
  if (document === null) return <Notice tone="alarm">{say('verify.unknown')}</Notice>;
  if (document.kind === 'statement')
    return (
      <Notice tone="good">
        {say('verify.statement', { name: nameOf(document.memberId), month: month(document.month) })}
      </Notice>
    );
  return (
    <Notice tone={document.isCurrent ? 'good' : 'hint'}>
      {say(document.isCurrent ? 'verify.receipt' : 'verify.oldReceipt', { number: document.number })}
    </Notice>
  );
}
