import type { ReaderPositions } from '../ports/lease.ts';
import type { Services } from '../ports/services.ts';
import type { LogPosition } from '../ports/store.ts';
import {
  activeIn,
  type BusinessCount,
  countCommit,
  type DayNumber,
  dayOf,
  NOTHING_COUNTED,
  WINDOW_DAYS_MAX,
} from './business-count.ts';

export const BUSINESS_READER = 'business';
export const BUSINESS_ACTIVE_READER = 'business-active';

export interface ActiveUsers {
  /** Accounts that changed something or signed in today (UTC), in the last 7 days, in the last 30. */
  readonly day: number;
  readonly week: number;
  readonly month: number;
}

/** What is kept between runs and read by whoever tells it; the position is in it, so both move together or not at all. */
export interface BusinessFigures {
  readonly position: LogPosition;
  readonly count: BusinessCount;
  readonly active: ActiveUsers;
}

const PAGE_COMMITS = 500;
/** So much in one run at most; the rest waits for the next, so that other jobs have their turn. */
const PAGES_MAX = 40;
const WEEK_DAYS = 7;

/** The last day on which each account was active, of those within the longest window; by digest, so that nobody is named. */
type ActiveDays = Map<string, DayNumber>;

/** Reads the log on from where it stopped. Answers how many commits were counted. */
export async function countBusiness(
  { store, now }: Pick<Services, 'store' | 'now'>,
  positions: ReaderPositions,
): Promise<number> {
  const known = await readBusiness(positions);
  const days: ActiveDays = new Map(parsed<[string, DayNumber][]>(await positions.load(BUSINESS_ACTIVE_READER)));
  let { position, count } = known ?? { position: '', count: NOTHING_COUNTED };
  let counted = 0;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const commits = await store.readLog(position, PAGE_COMMITS);
    for (const { commit } of commits) {
      count = countCommit(count, commit);
      noteActive(days, activeIn(commit), dayOf(commit.at));
    }
    counted += commits.length;
    position = commits.at(-1)?.position ?? position;
    if (commits.length < PAGE_COMMITS) break;
  }
  const today = dayOf(now());
  const active = [...days].filter(([, day]) => day > today - WINDOW_DAYS_MAX);
  const figures: BusinessFigures = { position, count, active: activeUsers(active, today) };
  // People first: after a crash between the two, the same commits name the same people once more.
  if (counted > 0) await positions.save(BUSINESS_ACTIVE_READER, JSON.stringify(active));
  const text = JSON.stringify(figures);
  if (text !== JSON.stringify(known)) await positions.save(BUSINESS_READER, text);
  return counted;
}

/** What was counted last; undefined before the first run. The same for every process, since it is of the data. */
export async function readBusiness(positions: Pick<ReaderPositions, 'load'>): Promise<BusinessFigures | undefined> {
  return parsed<BusinessFigures>(await positions.load(BUSINESS_READER));
}

function noteActive(days: ActiveDays, user: string | undefined, day: DayNumber): void {
  if (user !== undefined && (days.get(user) ?? Number.NEGATIVE_INFINITY) < day) days.set(user, day);
}

function activeUsers(days: readonly (readonly [string, DayNumber])[], today: DayNumber): ActiveUsers {
  const within = (length: number) => days.filter(([, day]) => day > today - length).length;
  return { day: within(1), week: within(WEEK_DAYS), month: within(WINDOW_DAYS_MAX) };
}

/** Only what `countBusiness` wrote is ever there. */
function parsed<T>(text: string): T | undefined {
  return text === '' ? undefined : (JSON.parse(text) as T);
}
