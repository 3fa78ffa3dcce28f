import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { open, readFile, rename } from 'node:fs/promises';
import { OperationsError } from '@shared-payments/operations';
import { EMPTY_MACHINE, type MachineState } from './machine-state.ts';

const FORMAT = 1;

export interface StateFile {
  read(): MachineState;
  /** Outlives this process when it returns; a reader sees the state before or after, never a part. */
  write(state: MachineState): void;
  /** Resolves when what was written last has reached the disk, or could not. */
  settled(): Promise<void>;
}

/**
 * The edge's state in one file, replaced whole. It holds the settings of the workers, so only its owner may read it. A switch
 * does not wait for the disk: the file outlives the process at once, and a loss of power finds the last copy that reached the
 * disk. Throws `driver_unavailable`.
 */
export function stateFile(path: string): StateFile {
  const safe = safeCopier(path);
  return {
    read() {
      for (const one of [path, safePath(path)]) {
        const state = readState(one);
        if (state !== undefined) return state;
      }
      return EMPTY_MACHINE;
    },
    write(state) {
      const draft = `${path}.draft`;
      writeFileSync(draft, JSON.stringify({ format: FORMAT, state }), { mode: 0o600 });
      renameSync(draft, path);
      safe.refresh();
    },
    settled: safe.settled,
  };
}

const safePath = (path: string) => `${path}.safe`;

/** Brings the newest state to the disk beside the main flow, one copy at a time. */
function safeCopier(path: string) {
  let running: Promise<void> | undefined;
  let isStale = false;
  const copy = async () => {
    const draft = `${safePath(path)}.draft`;
    const file = await open(draft, 'w', 0o600);
    try {
      await file.writeFile(await readFile(path));
      await file.datasync();
    } finally {
      await file.close();
    }
    await rename(draft, safePath(path));
  };
  const run = async () => {
    while (isStale) {
      isStale = false;
      // A full disk shows at the next change, which is refused.
      await copy().catch(() => {});
    }
    running = undefined;
  };
  return {
    refresh() {
      isStale = true;
      running ??= run();
    },
    settled: async () => running,
  };
}

/** Undefined when there is none, or only the empty file a loss of power can leave. */
function readState(path: string): MachineState | undefined {
  const text = textOf(path);
  if (text === undefined || text.trim() === '') return undefined;
  const { format, state } = parsed(path, text);
  if (format !== FORMAT) throw unreadable(path, `has format ${format}, this edge knows ${FORMAT}`);
  return state;
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
