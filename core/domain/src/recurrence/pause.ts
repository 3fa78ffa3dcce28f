import type { LocalDate } from '../calendar/local-date.ts';
import { addDays, parseLocalDate } from '../calendar/local-date.ts';
import { AppError } from '../errors.ts';
import { requireAfter } from './edit-occurrence.ts';
import { MAX_OCCURRENCES, occurrences } from './occurrences.ts';
import type { Series } from './series.ts';
import { withinLimits } from './series.ts';

const LOOK_BACK_DAYS = 900;

/**
 * Nothing takes place from `from` on until `resume`. Paused dates are never caught up and use up nothing of `count`.
 * Throws `state_not_allowed` when paused already, when the day is not after `lastMaterialised` or the past would change, `too_large`.
 */
export function pause<T extends object>(
  series: Series<T>,
  from: LocalDate,
  lastMaterialised: LocalDate | undefined,
): Series<T> {
  requireAfter(parseLocalDate(from), lastMaterialised);
  const last = series.pauses.at(-1);
  if (last !== undefined && (last.resumeOn === undefined || last.resumeOn > from)) {
    throw new AppError('state_not_allowed', 'The series is paused then already.', { ...last });
  }
  const paused = withinLimits({ ...series, pauses: [...series.pauses, { from }] });
  requireSamePast(series, paused, lastMaterialised);
  return paused;
}

/**
 * Ends the latest pause: `on` is the first day on which things may take place again; up to its own first day, which
 * removes it. A planned end may be moved while it lies ahead. Throws `state_not_allowed`.
 */
export function resume<T extends object>(
  series: Series<T>,
  on: LocalDate,
  lastMaterialised: LocalDate | undefined,
): Series<T> {
  requireAfter(parseLocalDate(on), lastMaterialised);
  const last = series.pauses.at(-1);
  if (last === undefined || isOver(last.resumeOn, lastMaterialised)) {
    throw new AppError('state_not_allowed', 'The series is not paused.', { on });
  }
  const earlier = series.pauses.slice(0, -1);
  const pauses = on <= last.from ? earlier : [...earlier, { from: last.from, resumeOn: on }];
  const resumed = { ...series, pauses };
  requireSamePast(series, resumed, lastMaterialised);
  return resumed;
}

/**
 * A date that was moved into a pause is made up at the end of the rule, and that end may lie before the pause: beginning or
 * ending the pause would then add a day to the past, or take one from it that has happened.
 */
function requireSamePast<T extends object>(
  before: Series<T>,
  after: Series<T>,
  lastMaterialised: LocalDate | undefined,
): void {
  if (lastMaterialised === undefined) return;
  const pastOf = (series: Series<T>) =>
    occurrences(series, {
      after: addDays(lastMaterialised, -LOOK_BACK_DAYS),
      through: lastMaterialised,
      limit: MAX_OCCURRENCES,
    }).map(({ key }) => key);
  if (pastOf(before).join() === pastOf(after).join()) return;
  const message =
    'This would change what has happened already: put back the date that was moved, or choose another day.';
  throw new AppError('state_not_allowed', message, { lastMaterialised });
}

function isOver(resumeOn: LocalDate | undefined, lastMaterialised: LocalDate | undefined): boolean {
  return resumeOn !== undefined && lastMaterialised !== undefined && resumeOn <= lastMaterialised;
}
