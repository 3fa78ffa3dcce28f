import { closeSync, fdatasyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { OperationsError } from '@shared-payments/operations';
import { EMPTY_MACHINE, type MachineState } from './machine-state.ts';

const FORMAT = 1;

export interface StateFile {
  read(): MachineState;
  /** Durable when it returns; a reader sees the state before or after, never a part. */
  write(state: MachineState): void;
}

/**
 * The edge's state in one file, replaced whole. It holds the settings of the workers, so only its owner may read it. Written
 * in the calling turn: a change is a few hundred bytes, and the order of changes is the order of the file. Throws `driver_unavailable`.
 */
export function stateFile(path: string): StateFile {
  return {
    read() {
      const text = textOf(path);
      if (text === undefined) return EMPTY_MACHINE;
      const { format, state } = parsed(path, text);
      if (format !== FORMAT) throw unreadable(path, `has format ${format}, this edge knows ${FORMAT}`);
      return state;
    },
    write(state) {
      const draft = `${path}.draft`;
      const file = openSync(draft, 'w', 0o600);
      try {
        writeSync(file, JSON.stringify({ format: FORMAT, state }));
        fdatasyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(draft, path);
    },
  };
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function parsed(path: string, text: string): { readonly format: number; readonly state: MachineState } {
  try {
    return JSON.parse(text) as { format: number; state: MachineState };
  } catch (error) {
    throw unreadable(path, error instanceof Error ? error.message : String(error));
  }
}

function unreadable(path: string, because: string): OperationsError {
  return new OperationsError({
    code: 'driver_unavailable',
    message: `The edge's state in ${path} cannot be read: ${because}.`,
    remedy: 'Move the file away to begin with an empty machine, then deploy.',
  });
}
