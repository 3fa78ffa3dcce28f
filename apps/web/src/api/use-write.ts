import { type QueryKey, type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createKeyring } from './idempotency-key.ts';
import type { WriteRequest } from './request.ts';
import { isProblem } from './request-problem.ts';
import { sendWrite } from './send-request.ts';

export interface WriteOptions<Input, Answer> {
  /** Queries that show something else now; awaited, so that the next screen shows it. */
  readonly changes?: readonly QueryKey[];
  readonly onDone?: (answer: Answer, input: Input) => unknown;
}

export type Write<Input, Answer> = UseMutationResult<Answer, Error, Input>;

/** A write that a screen makes: sent with a key of its own, which a repeated attempt keeps. */
export function useWrite<Input, Answer>(
  requestOf: (input: Input) => WriteRequest<Answer>,
  { changes = [], onDone }: WriteOptions<Input, Answer> = {},
): Write<Input, Answer> {
  const queryClient = useQueryClient();
  const [keyring] = useState(() => createKeyring());
  return useMutation<Answer, Error, Input>({
    mutationFn: async (input) => {
      const request = requestOf(input);
      try {
        const answer = await sendWrite(request, keyring.keyFor(request));
        keyring.done();
        return answer;
      } catch (error) {
        // Refused for good: the same words again are a new wish. Without an answer, they are the same one.
        if (!isProblem(error, 'unreachable', 'unavailable', 'internal')) keyring.done();
        throw error;
      }
    },
    onSuccess: async (answer, input) => {
      await Promise.all(changes.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
      await onDone?.(answer, input);
    },
  });
}
