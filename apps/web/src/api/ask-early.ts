import type { Preferences } from '../preferences/preferences.ts';

const GROUP_PAGE = /^\/groups\/([\w-]{20,})(\/|$)/;

/**
 * Asks for what the opened page needs before the code that needs it is there. The browser hands the answer to the first request for
 * the same address, which therefore has to be one that a query makes: a test holds them together.
 */
export function askEarly(location: Pick<Location, 'pathname' | 'search'>, preferences: Preferences): void {
  const groupId = openedGroup(location, preferences);
  preload('/v1/auth/account');
  if (groupId !== undefined) preload(`/v1/groups/${groupId}/overview`);
}

/** The group in the address, or the one that the installed app opens with. */
export function openedGroup(
  { pathname, search }: Pick<Location, 'pathname' | 'search'>,
  { lastGroupId }: Preferences,
): string | undefined {
  const isStart = pathname === '/' && search === '?start=last';
  return isStart ? lastGroupId : GROUP_PAGE.exec(pathname)?.[1];
}

function preload(path: string): void {
  const link = document.createElement('link');
  // As `fetch` does with credentials of the same origin: otherwise the browser takes the two for different requests.
  Object.assign(link, { rel: 'preload', as: 'fetch', crossOrigin: 'anonymous', href: path });
  document.head.append(link);
}
