import { useGroup } from '../../groups/use-group.tsx';
import { useSpeech } from '../../language/speech-context.tsx';
import type { BillShare } from '../bill-queries.ts';
import styles from './bill-editor.module.css';

/** Who takes the cents that cannot be cut, and why them. Says nothing where everything could be cut. */
export function RoundingNote({
  shares,
  currency,
}: {
  readonly shares: readonly BillShare[];
  readonly currency: string;
}) {
  const { say, list, money } = useSpeech();
  const { nameOf } = useGroup();
  const takers = shares.filter(({ roundingMinor }) => roundingMinor > 0);
  if (takers.length === 0) return null;
  const names = list(takers.map(({ memberId }) => nameOf(memberId)));
  return (
    <p className={styles.rounding}>
      {say('bills.rounding', { amount: money(1, currency), names, count: takers.length })}
    </p>
  );
}
