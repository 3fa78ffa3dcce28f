import type { ReminderRulesWire, WireOf } from '@shared-payments/contract';
import { queryOptions } from '@tanstack/react-query';
import { apiPath } from '../api/request.ts';
import { readAnswer } from '../api/send-request.ts';
import { groupKey } from '../groups/group-queries.ts';

export type ReminderRules = WireOf<typeof ReminderRulesWire>;

export const reminderRulesQuery = (groupId: string) =>
  queryOptions({
    queryKey: [...groupKey(groupId), 'reminder-rules'],
    queryFn: ({ signal }) => readAnswer<ReminderRules>(apiPath`/v1/groups/${groupId}/reminder-rules`, signal),
  });
