import type { ScalingSettings } from '@shared-payments/operations';

/** What a process of a release is started with. */
export interface Launch {
  readonly file: string;
  readonly arguments: readonly string[];
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** What a worker tells of its connections; `taken` counts the sockets it ever took over. */
export interface WorkerLoad {
  readonly taken: number;
  readonly open: number;
  readonly active: number;
}

/** What the edge wrote onto a process, so that the edge after it knows the process again. */
export interface ProcessNote {
  readonly place: 'blue' | 'green' | 'jobs';
  readonly release: string;
  readonly isReady: boolean;
  readonly isLeaving: boolean;
}

export interface HeldProcess {
  readonly id: string;
  readonly pid: number;
  readonly startedAtMs: number;
  readonly note: ProcessNote;
  readonly load: WorkerLoad;
}

/** What every edge is told about its machine. */
export interface EdgeSettings {
  readonly directory: string;
  readonly controlPath: string;
  readonly url: string;
  readonly readyTimeoutMs: number;
  readonly drainMs: number;
  /** Undefined: the number of workers is changed by operators alone. */
  readonly scaling?: ScalingSettings | undefined;
}

export interface ProcessEnd {
  readonly id: string;
  readonly code: number | null;
  readonly signal: string | null;
  /** The last lines it wrote. */
  readonly lastWords: readonly string[];
}

/** From the door to the edge. `returned` carries a socket that no worker took. */
export type ToEdge =
  | {
      readonly kind: 'begin';
      readonly settings: EdgeSettings;
      readonly processes: readonly HeldProcess[];
      readonly kept: unknown;
      readonly restarts: number;
    }
  | ({ readonly kind: 'ended' } & ProcessEnd)
  | { readonly kind: 'said'; readonly id: string; readonly line: string }
  | { readonly kind: 'load'; readonly id: string; readonly load: WorkerLoad }
  | { readonly kind: 'returned' }
  | { readonly kind: 'leave' };

/** From the edge to the door. `hand` and `hold` carry a socket. */
export type ToDoor =
  | { readonly kind: 'loaded' }
  | { readonly kind: 'serving' }
  | {
      readonly kind: 'spawn';
      readonly id: string;
      readonly launch: Launch;
      readonly note: ProcessNote;
      readonly startedAtMs: number;
    }
  | { readonly kind: 'note'; readonly id: string; readonly note: ProcessNote }
  | { readonly kind: 'hand'; readonly id: string }
  | { readonly kind: 'hold' }
  /** Who takes connections that others give back, in turn, without the edge being asked; nobody while users are split. */
  | { readonly kind: 'heirs'; readonly ids: readonly string[] }
  | { readonly kind: 'tell'; readonly id: string; readonly message: WorkerOrder }
  | { readonly kind: 'signal'; readonly id: string; readonly signal: 'SIGTERM' | 'SIGKILL' }
  | { readonly kind: 'keep'; readonly value: unknown }
  | { readonly kind: 'replace'; readonly entry: string | undefined }
  | { readonly kind: 'shut-down' };

/** What a worker is told over its channel: `let-go` moves clients to other processes, `drain` also ends this one, `end` all of them. */
export interface WorkerOrder {
  readonly kind: 'let-go' | 'drain' | 'end';
}
