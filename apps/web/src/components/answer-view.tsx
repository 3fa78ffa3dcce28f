import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ProblemNotice } from './problem-notice.tsx';
import { Skeleton } from './skeleton.tsx';

export interface AnswerViewProps<Data> {
  readonly query: UseQueryResult<Data>;
  readonly skeleton?: ReactNode;
  readonly children: (data: Data) => ReactNode;
}

/** What a query answers: its data, a problem with a way out, or the place it will take. Old data stays while it is renewed. */
export function AnswerView<Data>({ query, skeleton, children }: AnswerViewProps<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  return skeleton ?? <Skeleton />;
}
