import { DatabaseSync } from 'node:sqlite';
import { OperationsError } from '@shared-payments/operations';

export interface DirectoryLock {
  release(): void;
}

const SQLITE_BUSY = 5;

/** One process at a time, for as long as it lives: the system lets go of the lock whatever way it ends. Throws `operation_under_way`. */
export function lockDirectory(path: string): DirectoryLock {
  const file = new DatabaseSync(path, { timeout: 0 });
  try {
    file.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    file.close();
    if ((error as { errcode?: number }).errcode !== SQLITE_BUSY) throw error;
    throw new OperationsError({
      code: 'operation_under_way',
      message: `Another door already runs this machine's folder (${path}).`,
      remedy: 'Use that one: every command finds it by its folder.',
      cause: error,
    });
  }
  return {
    release: () => {
      if (file.isOpen) file.close();
    },
  };
}
