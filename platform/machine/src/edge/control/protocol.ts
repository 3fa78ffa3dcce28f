import type {
  Colour,
  ColourMetrics,
  DriverState,
  Fence,
  OperationsErrorCode,
  SmokeReport,
  TrafficRequest,
} from '@shared-payments/operations';
import type { Launch } from '../door/messages.ts';

/** What can be asked of an edge, and what it answers. One request a connection: a line of JSON each way. */
export interface Requests {
  inspect: { readonly ask: object; readonly answer: DriverState };
  edge: { readonly ask: object; readonly answer: EdgeFacts };
  start: { readonly ask: StartOrder; readonly answer: null };
  traffic: { readonly ask: TrafficRequest; readonly answer: null };
  scale: { readonly ask: { colour: Colour; workers: number; fence: Fence }; readonly answer: null };
  drain: { readonly ask: { colour: Colour; timeoutMs: number; fence: Fence }; readonly answer: null };
  stop: { readonly ask: { colour: Colour; fence: Fence }; readonly answer: null };
  jobs: { readonly ask: { jobs: { release: string; launch: Launch } | null; fence: Fence }; readonly answer: null };
  smoke: { readonly ask: { colour: Colour; warmUpRequests: number }; readonly answer: SmokeReport };
  synthetic: { readonly ask: { requests: number }; readonly answer: null };
  metrics: { readonly ask: { colour: Colour; atAgeMs: number | null }; readonly answer: ColourMetrics | null };
  upgrade: { readonly ask: { entry: string | null }; readonly answer: null };
  'shut-down': { readonly ask: object; readonly answer: null };
}

export interface StartOrder {
  readonly colour: Colour;
  readonly release: string;
  readonly workers: number;
  readonly launch: Launch;
  readonly fence: Fence;
}

export interface EdgeFacts {
  readonly url: string;
  readonly pid: number;
  /** Edges that ended without being asked to. */
  readonly restarts: number;
  readonly startedAtMs: number;
}

export type RequestKind = keyof Requests;

export interface ControlRequest {
  readonly kind: RequestKind;
  readonly ask: unknown;
}

export type ControlAnswer =
  | { readonly isDone: true; readonly answer: unknown }
  | {
      readonly isDone: false;
      readonly code: OperationsErrorCode;
      readonly message: string;
      readonly remedy: string;
      readonly data: Readonly<Record<string, unknown>>;
    };

/** How each request is answered. */
export type Handlers = {
  readonly [Kind in RequestKind]: (ask: Requests[Kind]['ask']) => Promise<Requests[Kind]['answer']>;
};
