import type { LocalDate } from '../calendar/local-date.ts';
import { parseLocalDate } from '../calendar/local-date.ts';
import { AppError } from '../errors.ts';
import { requireAfter } from './edit-occurrence.ts';
import type { Series } from './series.ts';
import { withinLimits } from './series.ts';

/**
 * Nothing takes place from `from` on until `resume`. Paused dates are never caught up and use up nothing of `count`.
 * Throws `state_not_allowed` when paused already or when the day is not after `lastMaterialised`, `too_large`.
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
  return withinLimits({ ...series, pauses: [...series.pauses, { from }] });
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
  return { ...series, pauses: on <= last.from ? earlier : [...earlier, { from: last.from, resumeOn: on }] };
}

function isOver(resumeOn: LocalDate | undefined, lastMaterialised: LocalDate | undefined): boolean {
  return resumeOn !== undefined && lastMaterialised !== undefined && resumeOn <= lastMaterialised;
}
