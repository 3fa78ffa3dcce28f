import type { ReminderRulesWire, SetReminderRulesBody, WireOf } from '@shared-payments/contract';
import { apiPath, type WriteRequest } from '../api/request.ts';

/** Version 0 is what holds before anybody set some: there is nothing to be late for. */
export const setReminderRules =
  (groupId: string, version: number) =>
  (body: WireOf<typeof SetReminderRulesBody>): WriteRequest<WireOf<typeof ReminderRulesWire>> => ({
    method: 'PUT',
    path: apiPath`/v1/groups/${groupId}/reminder-rules`,
    body,
    ...(version > 0 && { ifVersion: version }),
  });
