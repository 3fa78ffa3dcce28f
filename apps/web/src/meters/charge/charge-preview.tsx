import { Button } from '@mantine/core';
import { Card } from '../../components/card.tsx';
import { Money } from '../../components/money.tsx';
import { Notice } from '../../components/notice.tsx';
import { PersonMark } from '../../components/person-mark.tsx';
import { ShareStrip } from '../../components/share-strip.tsx';
import { useGroup } from '../../groups/use-group.tsx';
import { useSpeech } from '../../language/speech-context.tsx';
import type { Meter } from '../meter-queries.ts';
import type { Charge } from '../meter-requests.ts';
import styles from '../meters.module.css';
import { writePrice } from '../tariff/tariff-draft.ts';
import { ChargeProblem } from './charge-form.tsx';

interface ChargePreviewProps {
  readonly charge: Charge;
  readonly meter: Meter;
  readonly isMaking: boolean;
  readonly error: unknown;
  readonly onMake: () => void;
}

/** What would be charged, line by line and to whom; nothing is written yet. */
export function ChargePreview({ charge, meter, isMaking, error, onMake }: ChargePreviewProps) {
  const { say } = useSpeech();
  const { placeOf } = useGroup();
  const parts = charge.shares.map(({ memberId, amountMinor }) => ({
    id: memberId,
    place: placeOf(memberId),
    amountMinor,
  }));
  return (
    <Card
      title={say('charge.preview')}
      aside={
        <strong className={styles.value}>
          <Money amountMinor={charge.totalMinor} currency={charge.currency} />
        </strong>
      }
    >
      <ChargeLines charge={charge} meter={meter} />
      <ShareStrip parts={parts} />
      <ChargeShares charge={charge} meter={meter} />
      {charge.isEstimate ? (
        <Notice tone="hint">{say('charge.estimated', { count: charge.estimatedDays })}</Notice>
      ) : null}
      {charge.isRemainderNegative ? <Notice tone="hint">{say('charge.negativeRemainder')}</Notice> : null}
      {charge.hasLowerReading ? <Notice tone="hint">{say('charge.lowerReading')}</Notice> : null}
      {charge.uncountedDays > 0 ? (
        <Notice tone="hint">{say('charge.uncounted', { count: charge.uncountedDays })}</Notice>
      ) : null}
      <ChargeProblem error={error} />
      <Button loading={isMaking} onClick={onMake}>
        {say('charge.make')}
      </Button>
    </Card>
  );
}

function ChargeLines({ charge, meter }: Pick<ChargePreviewProps, 'charge' | 'meter'>) {
  const { say, number, locale } = useSpeech();
  const detailOf = ({ quantityMilli, price }: Charge['lines'][number]) => {
    const amount = price === null ? '' : `${writePrice(price, charge.currency, locale)} ${charge.currency}`;
    if (quantityMilli === null) return amount;
    return `${number(quantityMilli / 1000)} ${meter.unit}${amount === '' ? '' : ` × ${amount}`}`;
  };
  const nameOf = ({ kind, label, register }: Charge['lines'][number]) =>
    label ?? meter.registers.find(({ id }) => id === register)?.name ?? say(`chargeLine.${kind}`);
  return (
    <ul className={styles.rows}>
      {charge.lines.map((line, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two lines may say the same; they never change places.
        <li key={place} className={styles.row}>
          <span className={styles.words}>
            <span>{nameOf(line)}</span>
            <span className={styles.soft}>{detailOf(line)}</span>
          </span>
          <Money amountMinor={line.amountMinor} currency={charge.currency} />
        </li>
      ))}
    </ul>
  );
}

function ChargeShares({ charge, meter }: Pick<ChargePreviewProps, 'charge' | 'meter'>) {
  const { number } = useSpeech();
  const { nameOf, placeOf } = useGroup();
  const usedBy = new Map(charge.consumptions.map(({ memberId, milli }) => [memberId, milli]));
  return (
    <ul className={styles.rows}>
      {charge.shares.map(({ memberId, amountMinor }) => (
        <li key={memberId} className={styles.share}>
          <PersonMark name={nameOf(memberId)} place={placeOf(memberId)} />
          <span className={styles.words}>
            <span>{nameOf(memberId)}</span>
            <span className={styles.soft}>
              {number((usedBy.get(memberId) ?? 0) / 1000)} {meter.unit}
            </span>
          </span>
          <Money amountMinor={amountMinor} currency={charge.currency} />
        </li>
      ))}
    </ul>
  );
}
