import { Card } from '../components/card.tsx';
import { Money } from '../components/money.tsx';
import { PersonMark } from '../components/person-mark.tsx';
import { ShareStrip } from '../components/share-strip.tsx';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import type { Bill, BillShare } from './bill-queries.ts';
import styles from './bill-screen.module.css';
import { exactAmount } from './exact-amount.ts';

/** What it came to, who paid, and each share down to the odd cent. */
export function BillShares({ bill }: { readonly bill: Bill }) {
  const { say } = useSpeech();
  const { placeOf } = useGroup();
  return (
    <Card>
      <p className={styles.total}>
        <Money amountMinor={bill.totalMinor} currency={bill.currency} />
      </p>
      <Payers bill={bill} />
      <ShareStrip
        height={14}
        parts={bill.shares.map(({ memberId, amountMinor }) => ({
          id: memberId,
          place: placeOf(memberId),
          amountMinor,
        }))}
      />
      <p className={styles.soft}>{say('bills.splitBy', { method: say(`method.${bill.split.method}`) })}</p>
      <ul className={styles.rows}>
        {bill.shares.map((share) => (
          <ShareRow key={share.memberId} share={share} currency={bill.currency} />
        ))}
      </ul>
      <Items bill={bill} />
    </Card>
  );
}

function Payers({ bill }: { readonly bill: Bill }) {
  const { say, money, list } = useSpeech();
  const { nameOf } = useGroup();
  const isOne = bill.payers.length === 1;
  const names = bill.payers.map(({ memberId, amountMinor }) =>
    isOne ? nameOf(memberId) : `${nameOf(memberId)} (${money(amountMinor, bill.currency)})`,
  );
  return <p>{say('bills.paidBy', { names: list(names) })}</p>;
}

function ShareRow({ share, currency }: { readonly share: BillShare; readonly currency: string }) {
  const { say, locale } = useSpeech();
  const { nameOf, placeOf, me } = useGroup();
  const { memberId, amountMinor, exact, roundingMinor } = share;
  const isCut = exact.denominator !== '1';
  return (
    <li className={styles.row}>
      <PersonMark name={nameOf(memberId)} place={placeOf(memberId)} />
      <span className={styles.words}>
        {memberId === me.id ? say('groups.nameAndYou', { name: nameOf(memberId) }) : nameOf(memberId)}
        {isCut ? (
          <span className={styles.soft}>
            {say(roundingMinor > 0 ? 'bills.exactUp' : 'bills.exactDown', {
              exact: exactAmount(exact, currency, locale),
            })}
          </span>
        ) : null}
      </span>
      <span className={styles.share}>
        <Money amountMinor={amountMinor} currency={currency} />
      </span>
    </li>
  );
}

function Items({ bill }: { readonly bill: Bill }) {
  const { say, list } = useSpeech();
  const { nameOf } = useGroup();
  const { split, currency } = bill;
  if (split.method !== 'itemised') return null;
  const extras = (['tax', 'tip', 'discount'] as const)
    .map((name) => [name, name === 'discount' ? -(split.discountMinor ?? 0) : split[`${name}Minor`]] as const)
    .filter(([, amountMinor]) => amountMinor !== 0);
  return (
    <ul className={styles.rows}>
      {split.items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a receipt never move.
        <li key={index} className={styles.item}>
          <span>{item.label}</span>
          <Money amountMinor={item.amountMinor} currency={currency} />
          <span className={styles.soft}>
            {list(
              item.weights.map(({ memberId, weight }) =>
                weight === 1 ? nameOf(memberId) : `${nameOf(memberId)} ×${weight}`,
              ),
            )}
          </span>
        </li>
      ))}
      {extras.map(([name, amountMinor]) => (
        <li key={name} className={styles.item}>
          <span>{say(`bills.${name}`)}</span>
          <Money amountMinor={amountMinor} currency={currency} />
        </li>
      ))}
    </ul>
  );
}
