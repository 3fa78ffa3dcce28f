import type { IconName } from '../components/icon.tsx';
import type { MessageKey } from '../language/languages.ts';

export interface Place {
  readonly to:
    | '/groups/$groupId'
    | '/groups/$groupId/bills'
    | '/groups/$groupId/settle'
    | '/groups/$groupId/invite'
    | '/groups/$groupId/meters'
    | '/groups/$groupId/recurring'
    | '/groups/$groupId/statements'
    | '/groups/$groupId/closings'
    | '/groups/$groupId/activity'
    | '/groups/$groupId/exchange'
    | '/groups/$groupId/settings'
    | '/groups/$groupId/menu';
  readonly icon: IconName;
  readonly label: MessageKey;
  /** Where it is shown: with the thumb's four on a phone, behind its menu, or as that menu itself. */
  readonly onPhone: 'always' | 'in-menu' | 'is-menu';
}

/** What a group's navigation offers, in this order; a phone has room for four and a menu of the others. */
export const PLACES: readonly Place[] = [
  { to: '/groups/$groupId', icon: 'home', label: 'groups.overview', onPhone: 'always' },
  { to: '/groups/$groupId/bills', icon: 'bills', label: 'bills.title', onPhone: 'always' },
  { to: '/groups/$groupId/settle', icon: 'settle', label: 'settlement.title', onPhone: 'always' },
  { to: '/groups/$groupId/invite', icon: 'group', label: 'groups.people', onPhone: 'always' },
  { to: '/groups/$groupId/meters', icon: 'meter', label: 'meters.title', onPhone: 'in-menu' },
  { to: '/groups/$groupId/recurring', icon: 'repeat', label: 'series.title', onPhone: 'in-menu' },
  { to: '/groups/$groupId/statements', icon: 'calendar', label: 'statements.title', onPhone: 'in-menu' },
  { to: '/groups/$groupId/closings', icon: 'lock', label: 'closings.title', onPhone: 'in-menu' },
  { to: '/groups/$groupId/activity', icon: 'clock', label: 'activity.title', onPhone: 'in-menu' },
  { to: '/groups/$groupId/exchange', icon: 'transfer', label: 'exchange.title', onPhone: 'in-menu' },
  { to: '/groups/$groupId/settings', icon: 'settings', label: 'groups.settings', onPhone: 'in-menu' },
  { to: '/groups/$groupId/menu', icon: 'menu', label: 'app.menu', onPhone: 'is-menu' },
];
