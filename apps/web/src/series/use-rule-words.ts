import { useSpeech } from '../language/speech-context.tsx';
import type { Rule } from './series-queries.ts';

export type Frequency = Rule['frequency'];
export const FREQUENCIES = ['daily', 'weekly', 'monthly', 'yearly'] as const satisfies readonly Frequency[];

/** How often, until when: 'every 2 months, until 1 May'. */
export function useRuleWords(): (rule: Rule) => string {
  const { say, date } = useSpeech();
  return ({ frequency, interval, lastDayOfMonth, until, count }) => {
    const facts = [
      say(`seriesEvery.${frequency}`, { count: interval }),
      lastDayOfMonth ? say('series.onLastDay') : null,
      until === undefined ? null : say('series.until', { date: date(until) }),
      count === undefined ? null : say('series.times', { count }),
    ];
    return facts.filter((fact) => fact !== null).join(', ');
  };
}
