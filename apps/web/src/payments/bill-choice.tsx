import { Button, Checkbox } from '@mantine/core';
import { useId, useState } from 'react';
import { Card } from '../components/card.tsx';
import { Money } from '../components/money.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { sumOfShares } from './bill-parts.ts';
import type { OpenShare } from './payment-queries.ts';
import styles from './payments.module.css';

interface BillChoiceProps {
  /** Newest first. */
  readonly shares: readonly OpenShare[];
  readonly chosen: readonly OpenShare[];
  readonly currency: string;
  readonly onChange: (chosen: readonly OpenShare[]) => void;
}

const SHOWN_FIRST = 4;

/** Which bills the payment is for: none is fine too, it counts for the balance either way. */
export function BillChoice({ shares, chosen, currency, onChange }: BillChoiceProps) {
  const { say } = useSpeech();
  const [isAll, setIsAll] = useState(false);
  if (shares.length === 0) return null;
  const isChosen = (share: OpenShare) => chosen.some(({ billId }) => billId === share.billId);
  // What was chosen stays in sight.
  const shown = shares.filter((share, index) => isAll || index < SHOWN_FIRST || isChosen(share));
  return (
    <Card
      title={say('pay.forBills')}
      aside={chosen.length === 0 ? undefined : <Money amountMinor={sumOfShares(chosen)} currency={currency} />}
    >
      <p className={styles.soft}>{say('pay.forBillsText')}</p>
      <ul className={styles.shares}>
        {shown.map((share) => (
          <li key={share.billId}>
            <ShareOption
              share={share}
              isChosen={isChosen(share)}
              onToggle={(isOn) =>
                onChange(isOn ? [...chosen, share] : chosen.filter(({ billId }) => billId !== share.billId))
              }
            />
          </li>
        ))}
      </ul>
      {shown.length < shares.length ? (
        <Button variant="subtle" onClick={() => setIsAll(true)}>
          {say('app.more')}
        </Button>
      ) : null}
    </Card>
  );
}

interface ShareOptionProps {
  readonly share: OpenShare;
  readonly isChosen: boolean;
  readonly onToggle: (isOn: boolean) => void;
}

function ShareOption({ share, isChosen, onToggle }: ShareOptionProps) {
  const { say, date, money } = useSpeech();
  const id = useId();
  const { title, dueOn, currency, shareMinor, openMinor } = share;
  const facts = [
    date(share.date),
    dueOn === null ? null : say('bills.dueOn', { date: date(dueOn) }),
    openMinor < shareMinor ? say('pay.ofShare', { share: money(shareMinor, currency) }) : null,
  ].filter((fact) => fact !== null);
  return (
    <label className={styles.share} htmlFor={id}>
      <Checkbox id={id} checked={isChosen} onChange={(event) => onToggle(event.target.checked)} />
      <span>
        {title}
        <span className={styles.soft}>{facts.join(' · ')}</span>
      </span>
      <Money amountMinor={openMinor} currency={currency} />
    </label>
  );
}
