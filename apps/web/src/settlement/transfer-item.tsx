import { Button } from '@mantine/core';
import { useState } from 'react';
import { Icon } from '../components/icon.tsx';
import { ButtonLink } from '../components/links.tsx';
import { Money } from '../components/money.tsx';
import { PersonMark } from '../components/person-mark.tsx';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { RecordPaymentForm } from './record-payment-form.tsx';
import styles from './settle-screen.module.css';
import type { Transfer } from './settlement-queries.ts';

/** One payment of the plan; recording it opens in its place. */
export function TransferItem({ transfer, currency }: { readonly transfer: Transfer; readonly currency: string }) {
  const { say } = useSpeech();
  const { group, me, nameOf, placeOf, canTakePart, canRun } = useGroup();
  const [isRecording, setIsRecording] = useState(false);
  const { from, to, amountMinor } = transfer;
  return (
    <li className={styles.transfer}>
      <div className={styles.line}>
        <span className={styles.people}>
          <PersonMark name={nameOf(from)} place={placeOf(from)} />
          <span>{say('settlement.pays', { from: nameOf(from), to: nameOf(to) })}</span>
          <Icon name="send" size={16} />
          <PersonMark name={nameOf(to)} place={placeOf(to)} />
        </span>
        <span className={styles.amount}>
          <Money amountMinor={amountMinor} currency={currency} />
        </span>
        {from === me.id || canRun ? (
          <ButtonLink
            to="/groups/$groupId/pay"
            params={{ groupId: group.id }}
            search={{ to, amountMinor, currency, ...(from !== me.id && { from }) }}
            size="sm"
            variant={from === me.id ? 'filled' : 'default'}
          >
            {say('pay.title')}
          </ButtonLink>
        ) : null}
        {canTakePart && !isRecording ? (
          <Button size="sm" variant="subtle" onClick={() => setIsRecording(true)}>
            {say('payments.record')}
          </Button>
        ) : null}
      </div>
      {isRecording ? (
        <RecordPaymentForm transfer={transfer} currency={currency} onClose={() => setIsRecording(false)} />
      ) : null}
    </li>
  );
}
