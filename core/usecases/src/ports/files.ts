/** Where attachments lie. Keys are ours, never a person's file name: letters, digits, `-`, `_`, `/`; at most 200 characters. */
export interface Files {
  /** Durable when it resolves. Writing the same key again with the same bytes is harmless. */
  write(key: string, bytes: Uint8Array): Promise<void>;
  /** Errors: `not_found`. */
  read(key: string): Promise<Uint8Array>;
  /** Removing what is not there is no error. */
  remove(key: string): Promise<void>;
  /** Keys that begin with `prefix`, in order, after `after`; at most `limit`. */
  list(prefix: string, after: string, limit: number): Promise<readonly string[]>;
}
