import type { Partition } from '@shared-payments/usecases';
import type { AnswerForm } from './answer-forms.ts';

/** An answer as bytes-to-be, valid as long as the head of the group's partition is `seq`. */
export interface CachedAnswer {
  readonly partition: Partition;
  readonly seq: number;
  /** The route's pattern, for metrics. */
  readonly route: string;
  readonly plain: AnswerForm;
  /** Made when somebody asks first who takes it. */
  packed?: AnswerForm;
  /** Users the use case has let see exactly this answer. */
  readonly allowed: Set<string>;
}

export interface GroupCache {
  get(key: string): CachedAnswer | undefined;
  set(key: string, answer: CachedAnswer): void;
  readonly counts: { hits: number; misses: number };
}

const ENTRIES_MAX = 2_000;
const CHARACTERS_MAX = 16 * 1024 * 1024;
const CHARACTERS_MAX_EACH = 512 * 1024;

/** Answers to reads of a group, in memory. The key of the log (the partition's seq) is what makes them never stale. */
export function createGroupCache(): GroupCache {
  const entries = new Map<string, CachedAnswer>();
  let characters = 0;
  const drop = (key: string) => {
    const entry = entries.get(key);
    if (!entry) return;
    characters -= entry.plain.body.length;
    entries.delete(key);
  };
  return {
    counts: { hits: 0, misses: 0 },
    get: (key) => entries.get(key),
    set(key, answer) {
      drop(key);
      if (answer.plain.body.length > CHARACTERS_MAX_EACH) return;
      entries.set(key, answer);
      characters += answer.plain.body.length;
      while (entries.size > ENTRIES_MAX || characters > CHARACTERS_MAX) {
        const oldest = entries.keys().next();
        if (oldest.done) break;
        drop(oldest.value);
      }
    },
  };
}
