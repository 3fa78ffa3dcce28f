import { useSpeech } from '../../language/speech-context.tsx';
import type { Meter } from '../meter-queries.ts';
import { writePrice } from './tariff-draft.ts';

type TariffVersion = NonNullable<Meter['tariff']>['versions'][number];

export interface PriceWords {
  readonly what: string;
  readonly price: string;
}

/** A version of a tariff as lines that people read: each block of each register, the standing charge, the tax. */
export function useTariffWords(meter: Meter): (version: TariffVersion) => readonly PriceWords[] {
  const { say, number, locale } = useSpeech();
  const currency = meter.tariff?.currency ?? '';
  const perUnit = (price: string) =>
    say('tariff.perUnit', { price: `${writePrice(price, currency, locale)} ${currency}`, unit: meter.unit });
  return ({ prices, standing, vatPercent }) => {
    const blocks = prices.flatMap(({ register, blocks: steps }) => {
      const name = meter.registers.find(({ id }) => id === register)?.name ?? register;
      return steps.map(({ uptoMilliPerMonth, price }) => ({
        what:
          uptoMilliPerMonth === null
            ? steps.length > 1
              ? say('tariff.blockBeyond', { register: name })
              : name
            : say('tariff.blockUpto', { register: name, limit: number(uptoMilliPerMonth / 1000), unit: meter.unit }),
        price: perUnit(price),
      }));
    });
    const fixed = standing
      ? [
          {
            what: say('tariff.standing'),
            price: say(standing.per === 'day' ? 'tariff.perDay' : 'tariff.perMonth', {
              price: `${writePrice(standing.price, currency, locale)} ${currency}`,
            }),
          },
        ]
      : [];
    const tax = Number(vatPercent) === 0 ? [] : [{ what: say('tariff.vat'), price: `${number(Number(vatPercent))} %` }];
    return [...blocks, ...fixed, ...tax];
  };
}
