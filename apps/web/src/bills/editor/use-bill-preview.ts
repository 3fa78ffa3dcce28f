import { useDebouncedValue } from '@mantine/hooks';
import type { BillPreviewWire, WireOf } from '@shared-payments/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { apiPath } from '../../api/request.ts';
import { readAnswerTo } from '../../api/send-request.ts';
import { groupKey } from '../../groups/group-queries.ts';
import type { BillBody } from './read-draft.ts';

const TYPING_PAUSE_MS = 180;

/** Every share as the server would charge it now: the odd cents follow the group's rounding account, which only it has. */
export function useBillPreview(groupId: string, body: BillBody | undefined) {
  const [asked] = useDebouncedValue(body === undefined ? '' : JSON.stringify(body), TYPING_PAUSE_MS);
  return useQuery({
    queryKey: [...groupKey(groupId), 'preview', asked],
    queryFn: ({ signal }) =>
      readAnswerTo<WireOf<typeof BillPreviewWire>>(
        apiPath`/v1/groups/${groupId}/bills/preview`,
        JSON.parse(asked),
        signal,
      ),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
}
