import { fromWire } from '@shared-payments/domain';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { writeAmount } from '../bills/editor/write-amount.ts';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { sumOfShares } from './bill-parts.ts';
import { type OpenShare, openSharesQuery, type Payment, waysToPayQuery } from './payment-queries.ts';
import { readAmount } from './read-amount.ts';

export type Way = Exclude<Payment['method'], 'other'>;

export interface PayBeginning {
  readonly amountMinor?: number;
  readonly currency?: string;
  readonly bill?: string;
}

/** A payment while it is written. Choosing bills sets the amount to what they come to; it can be changed afterwards. */
export function usePayDraft(from: string, to: string, beginning: PayBeginning) {
  const { locale } = useSpeech();
  const { group } = useGroup();
  const [currency, setCurrency] = useState(beginning.currency ?? group.currency);
  const written = (amountMinor: number) => writeAmount(fromWire(amountMinor), currency, locale);
  const [typed, setTyped] = useState(beginning.amountMinor === undefined ? undefined : written(beginning.amountMinor));
  const [chosenIds, setChosenIds] = useState<readonly string[]>(beginning.bill === undefined ? [] : [beginning.bill]);
  const [chosenWay, setWay] = useState<Way>();
  const { data: ways } = useQuery(waysToPayQuery(group.id, to));
  // What costs nothing and needs nobody to meet, unless another one is chosen.
  const way = chosenWay ?? (ways?.bankAccount ? 'bank' : undefined);
  const { data = [] } = useQuery(openSharesQuery(group.id, from, to));
  const shares = data.filter((share) => share.currency === currency);
  const chosen = shares.filter(({ billId }) => chosenIds.includes(billId));
  const amountText = typed ?? (chosen.length > 0 ? written(sumOfShares(chosen)) : '');
  const amountMinor = readAmount(amountText, currency, locale);
  return {
    ...{ currency, amountText, amountMinor, way, shares, chosen, setWay },
    problem: amountText !== '' && amountMinor === undefined,
    setAmountText: (text: string) => setTyped(text),
    setCurrency: (one: string) => {
      setCurrency(one);
      setChosenIds([]);
    },
    choose: (next: readonly OpenShare[]) => {
      setChosenIds(next.map(({ billId }) => billId));
      setTyped(next.length > 0 ? undefined : typed);
    },
  };
}
