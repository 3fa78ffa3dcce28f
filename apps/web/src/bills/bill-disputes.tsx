import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useWrite } from '../api/use-write.ts';
import { Card } from '../components/card.tsx';
import form from '../components/form.module.css';
import { formValues } from '../components/form-values.ts';
import { Icon } from '../components/icon.tsx';
import { Notice } from '../components/notice.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { groupKey } from '../groups/group-queries.ts';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import type { Bill } from './bill-queries.ts';
import { openDispute, resolveDispute } from './bill-requests.ts';
import styles from './bill-screen.module.css';

type Dispute = Bill['disputes'][number];

/** What somebody holds against a bill, and how it was answered. */
export function BillDisputes({ bill }: { readonly bill: Bill }) {
  const { say } = useSpeech();
  const { canTakePart } = useGroup();
  const [isOpening, setIsOpening] = useState(false);
  const mayOpen = canTakePart && bill.state === 'approved';
  if (bill.disputes.length === 0 && !isOpening) {
    return mayOpen ? (
      <div>
        <Button variant="subtle" leftSection={<Icon name="flag" />} onClick={() => setIsOpening(true)}>
          {say('bills.dispute')}
        </Button>
      </div>
    ) : null;
  }
  return (
    <Card title={say('bills.disputes')}>
      <ul className={styles.rows}>
        {bill.disputes.map((dispute) => (
          <DisputeItem key={dispute.id} bill={bill} dispute={dispute} />
        ))}
      </ul>
      {mayOpen && isOpening ? <DisputeForm bill={bill} onDone={() => setIsOpening(false)} /> : null}
    </Card>
  );
}

function DisputeItem({ bill, dispute }: { readonly bill: Bill; readonly dispute: Dispute }) {
  const { say, moment } = useSpeech();
  const { nameOf, canRun } = useGroup();
  const item =
    bill.split.method === 'itemised' && dispute.itemIndex !== null ? bill.split.items[dispute.itemIndex] : undefined;
  return (
    <li className={form.form}>
      <Notice tone={dispute.state === 'open' ? 'hint' : 'good'}>
        {item ? `${item.label}: ` : ''}
        {dispute.reason}
        <span className={styles.soft}>
          {' '}
          – {nameOf(dispute.memberId)}, {moment(dispute.at)}
        </span>
        {dispute.resolution === null ? null : ` ${say(`dispute.${dispute.state}`)}: ${dispute.resolution}`}
      </Notice>
      {dispute.state === 'open' && canRun ? <ResolveForm bill={bill} dispute={dispute} /> : null}
    </li>
  );
}

function ResolveForm({ bill, dispute }: { readonly bill: Bill; readonly dispute: Dispute }) {
  const { say } = useSpeech();
  const { group } = useGroup();
  const [resolution, setResolution] = useState('');
  const resolve = useWrite(resolveDispute(group.id, bill.id, dispute.id, bill.version), {
    changes: [groupKey(group.id)],
  });
  const answer = (state: 'accepted' | 'rejected') => resolve.mutate({ state, resolution: resolution.trim() });
  return (
    <div className={form.form}>
      <TextInput
        label={say('dispute.answer')}
        maxLength={500}
        value={resolution}
        onChange={(event) => setResolution(event.target.value)}
      />
      <div className={form.row}>
        <Button disabled={resolution.trim() === ''} loading={resolve.isPending} onClick={() => answer('accepted')}>
          {say('dispute.accept')}
        </Button>
        <Button
          variant="default"
          disabled={resolution.trim() === ''}
          loading={resolve.isPending}
          onClick={() => answer('rejected')}
        >
          {say('dispute.reject')}
        </Button>
      </div>
      <ProblemNotice error={resolve.error} />
    </div>
  );
}

function DisputeForm({ bill, onDone }: { readonly bill: Bill; readonly onDone: () => void }) {
  const { say } = useSpeech();
  const { group } = useGroup();
  const open = useWrite(openDispute(group.id, bill.id), { changes: [groupKey(group.id)], onDone });
  const items = bill.split.method === 'itemised' ? bill.split.items : [];
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const { reason, item } = formValues(event, 'reason', 'item');
    open.mutate({ reason, ...(item !== '' && { itemIndex: Number(item) }) });
  };
  return (
    <form className={form.form} onSubmit={submit}>
      {items.length > 0 ? (
        <NativeSelect
          name="item"
          label={say('dispute.which')}
          data={[
            { value: '', label: say('dispute.whole') },
            ...items.map(({ label }, index) => ({ value: String(index), label })),
          ]}
        />
      ) : null}
      <TextInput name="reason" label={say('dispute.reason')} maxLength={500} required autoFocus />
      <ProblemNotice error={open.error} />
      <Button type="submit" loading={open.isPending}>
        {say('bills.dispute')}
      </Button>
    </form>
  );
}
