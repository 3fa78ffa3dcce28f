import type { Colour, ColourFailure, ColourPhase, TrafficSplit } from '@shared-payments/operations';
import type { Launch } from '../door/messages.ts';

export interface SplitLease {
  readonly expiresAtMs: number;
  readonly fallback: TrafficSplit;
}

/** A colour as it must be found again by the edge after this one. */
export interface Placement {
  readonly colour: Colour;
  readonly release: string;
  readonly launch: Launch;
  readonly phase: ColourPhase;
  readonly failure?: ColourFailure;
  readonly wantedWorkers: number;
  readonly startedAtMs: number;
  readonly restarts: number;
  /** Set while draining: when what is left is ended by force. */
  readonly leaveByMs?: number;
}

export interface JobsPlacement {
  readonly release: string;
  readonly launch: Launch;
}

export interface MachineState {
  readonly split: TrafficSplit;
  readonly lease?: SplitLease;
  readonly fence: number;
  readonly blue?: Placement;
  readonly green?: Placement;
  readonly jobs?: JobsPlacement;
}

export const EMPTY_MACHINE: MachineState = { split: { blue: 0, green: 0 }, fence: 0 };
