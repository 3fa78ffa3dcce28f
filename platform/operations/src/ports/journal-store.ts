import type { Journal } from '../run/journal.ts';

/** The operation under way, if any: what an interrupted command is resumed or reverted from. */
export interface JournalStore {
  read(): Promise<Journal | undefined>;
  /** Replaces the journal whole, durable before it returns. `journal_conflict` unless `journal.revision` is one above the stored. */
  write(journal: Journal): Promise<void>;
}
