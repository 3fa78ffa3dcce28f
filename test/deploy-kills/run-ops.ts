import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

const OPS = resolve(import.meta.dirname, '../../ops');

/** Of what `./ops --json` prints, what is looked at here. */
export interface OpsDocument {
  readonly ok: boolean;
  readonly result: unknown;
  readonly error: { readonly code: string; readonly message: string; readonly data: Readonly<Record<string, unknown>> };
}

export interface OpsEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Undefined when it was killed before it printed it. */
  readonly document: OpsDocument | undefined;
  readonly said: string;
}

/** An `./ops` process of its own. */
export interface OpsRun {
  readonly words: readonly string[];
  readonly ended: Promise<OpsEnd>;
  isOver(): boolean;
  /** SIGKILL. */
  kill(): void;
}

export function startOps(words: readonly string[], surroundings: Readonly<Record<string, string>>): OpsRun {
  const { promise: ended, resolve: end } = Promise.withResolvers<OpsEnd>();
  // The script replaces itself by its Node, so that its process id is the command's.
  const child = spawn(OPS, [...words, '--json'], {
    env: { ...process.env, ...surroundings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  let said = '';
  let isOver = false;
  child.stdout.on('data', (piece: Buffer) => {
    printed += piece;
  });
  child.stderr.on('data', (piece: Buffer) => {
    said += piece;
  });
  child.once('exit', () => {
    isOver = true;
  });
  child.once('close', (code, signal) => end({ code, signal, said, document: documentIn(printed) }));
  return { words, ended, isOver: () => isOver, kill: () => child.kill('SIGKILL') };
}

function documentIn(printed: string): OpsDocument | undefined {
  return printed.endsWith('\n') ? (JSON.parse(printed) as OpsDocument) : undefined;
}
