import { useSpeech } from '../language/speech-context.tsx';
import type { Meter, Reading } from './meter-queries.ts';

const REASONS = [
  'meter_retired',
  'verification_expired',
  'unknown_register',
  'too_many_digits',
  'in_the_future',
  'day_has_another_value',
  'lower_than_previous',
  'higher_than_next',
  'unusually_high',
] as const;

/** Why a reading is doubted, in words, with every number the check used. */
export function useReasonWords(meter: Meter): (reason: Reading['reasons'][number]) => string {
  const { say, number, date } = useSpeech();
  return (reason) => {
    const known = REASONS.find((one) => one === reason.reason);
    if (known === undefined) return say('readingReason.other');
    const values = Object.entries(reason).map(([name, value]) => [name, inWords(name, value)] as const);
    return say(`readingReason.${known}`, { ...Object.fromEntries(values), unit: meter.unit });
  };

  function inWords(name: string, value: unknown): string | number {
    if (typeof value === 'number' && name.endsWith('Milli')) return number(value / 1000);
    if (typeof value === 'number') return value;
    const text = String(value ?? '');
    return /^\d{4}-\d{2}-\d{2}$/.test(text) ? date(text) : text;
  }
}
