import { type QueryKey, type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createKeyring } from '../api/idempotency-key.ts';
import type { WriteRequest } from '../api/request.ts';
import { sendWrite } from '../api/send-request.ts';
import { accountQuery } from '../session/session-queries.ts';
import { KEPT, keepWrite } from './keep-write.ts';
import type { EntryWords } from './outbox-entry.ts';
import { isForLater } from './send-outbox.ts';

export interface KeptWriteOptions<Input, Answer> {
  /** What the entry is called in the outbox. */
  readonly words: (input: Input) => EntryWords;
  /** Queries that show something else now; awaited, so that the next screen shows it. */
  readonly changes?: readonly QueryKey[];
  readonly onDone?: (answer: Answer, input: Input) => unknown;
  /** There was no answer: it waits in the outbox, and the form is done with it. */
  readonly onKept: (input: Input) => unknown;
}

/** A write that may wait: without a network it is kept, shown in the outbox, and sent later. */
export function useKeptWrite<Input, Answer>(
  requestOf: (input: Input) => WriteRequest<Answer>,
  { words, changes = [], onDone, onKept }: KeptWriteOptions<Input, Answer>,
): UseMutationResult<Answer | typeof KEPT, Error, Input> {
  const queryClient = useQueryClient();
  const [keyring] = useState(() => createKeyring());
  return useMutation<Answer | typeof KEPT, Error, Input>({
    mutationFn: async (input) => {
      const request = requestOf(input);
      const idempotencyKey = keyring.keyFor(request);
      const accountId = queryClient.getQueryData(accountQuery.queryKey)?.id;
      try {
        const answer = accountId
          ? await keepWrite({ accountId, words: words(input), request, idempotencyKey })
          : await sendWrite(request, idempotencyKey);
        keyring.done();
        return answer;
      } catch (error) {
        // Refused for good: the same words again are a new wish. Without an answer, they are the same one.
        if (!isForLater(error)) keyring.done();
        throw error;
      }
    },
    onSuccess: async (answer, input) => {
      if (answer === KEPT) return onKept(input);
      await Promise.all(changes.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
      await onDone?.(answer, input);
    },
  });
}
