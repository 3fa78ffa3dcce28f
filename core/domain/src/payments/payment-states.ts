import { AppError } from '../errors.ts';

/** Where a payment stands. `reversed` is only for payments written down by mistake: settled ones are refunded. */
export type PaymentState =
  | 'pending'
  | 'approved'
  | 'processing'
  | 'posted'
  | 'failed'
  | 'expired'
  | 'voided'
  | 'reversed';

/** What may follow each state. No state can be come back to, so each is entered at most once. */
export const NEXT_STATES: Readonly<Record<PaymentState, readonly PaymentState[]>> = {
  pending: ['approved', 'expired', 'voided'],
  approved: ['processing', 'expired', 'voided'],
  processing: ['posted', 'failed', 'expired', 'voided'],
  posted: ['reversed'],
  failed: [],
  expired: [],
  voided: [],
  reversed: [],
};

/** One step of a payment's life: `by` is a member, or the job or gateway that found it out. */
export interface Transition {
  readonly state: PaymentState;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly by: string;
  /** Why, where it is not plain: the rule that approved, what the gateway said. */
  readonly reason: string | null;
}

export type TransitionCause = Omit<Transition, 'state'>;

export function stateOf(transitions: readonly Transition[]): PaymentState {
  return transitions.at(-1)?.state ?? 'pending';
}

/** The transitions with one more. Errors: `state_not_allowed` when it may not follow the last one. */
export function advance(
  transitions: readonly Transition[],
  state: PaymentState,
  cause: TransitionCause,
): readonly Transition[] {
  const current = stateOf(transitions);
  if (!NEXT_STATES[current].includes(state)) {
    throw new AppError('state_not_allowed', `A payment that is ${current} cannot become ${state}.`, { state: current });
  }
  return [...transitions, { state, ...cause }];
}

/** Whether a list of transitions is one the rules allow, from `pending` on: for `doctor` and simulations. */
export function isLegalLife(transitions: readonly Transition[]): boolean {
  return transitions.every(({ state }, index) => {
    const before = transitions[index - 1]?.state;
    return before === undefined ? state === 'pending' : NEXT_STATES[before].includes(state);
  });
}
