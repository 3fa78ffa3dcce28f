import { Button, NativeSelect } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useWrite } from '../api/use-write.ts';
import { Card } from '../components/card.tsx';
import { Money } from '../components/money.tsx';
import { Notice } from '../components/notice.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { groupKey } from '../groups/group-queries.ts';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import type { Meter } from './meter-queries.ts';
import { correctCharges } from './meter-requests.ts';
import styles from './meters.module.css';

/** What readings that came or changed later make of earlier bills: looked at first, then set right in one bill. */
export function CorrectionsCard({ meter }: { readonly meter: Meter }) {
  const { say, date } = useSpeech();
  const { group, me, nameOf, present } = useGroup();
  const navigate = useNavigate();
  const [payerId, setPayerId] = useState(me.id);
  const look = useWrite(correctCharges(group.id, meter.id));
  const settle = useWrite(correctCharges(group.id, meter.id), {
    changes: [groupKey(group.id)],
    onDone: ({ bill }) =>
      bill && navigate({ to: '/groups/$groupId/bills/$billId', params: { groupId: group.id, billId: bill.id } }),
  });
  const found = look.data;
  return (
    <Card title={say('meters.corrections')}>
      <p className={styles.soft}>{say('meters.correctionsText')}</p>
      {found && found.trueUps.length === 0 ? <Notice tone="good">{say('meters.nothingToCorrect')}</Notice> : null}
      {found && found.trueUps.length > 0 ? (
        <>
          <ul className={styles.rows}>
            {found.trueUps.map((one) => (
              <li key={one.billId} className={styles.row}>
                <span>{say('meters.period', { from: date(one.from), through: date(one.through) })}</span>
                <Money amountMinor={one.amountMinor} currency={found.currency} isBalance />
              </li>
            ))}
            {found.shares.map((share) => (
              <li key={share.memberId} className={styles.row}>
                <span>{nameOf(share.memberId)}</span>
                <Money amountMinor={share.amountMinor} currency={found.currency} isBalance />
              </li>
            ))}
          </ul>
          <NativeSelect
            label={say('meters.paidOrRefunded')}
            value={payerId}
            data={present.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(event) => setPayerId(event.target.value)}
          />
          <Button
            loading={settle.isPending}
            onClick={() => settle.mutate({ payers: [{ memberId: payerId }], currency: found.currency })}
          >
            {say('meters.makeCorrection')}
          </Button>
        </>
      ) : (
        <div>
          <Button variant="default" loading={look.isPending} onClick={() => look.mutate({ isDryRun: true })}>
            {say('meters.lookForCorrections')}
          </Button>
        </div>
      )}
      <ProblemNotice error={look.error ?? settle.error} words={{ state_not_allowed: 'meters.nothingToCorrect' }} />
    </Card>
  );
}
