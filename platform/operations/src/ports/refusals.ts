import { OperationsError } from '../errors.ts';
import type { Colour } from './driver-state.ts';

/** The refusals every driver and store shares, worded once. */

export function fencedOff(fence: number, newest: number): OperationsError {
  return new OperationsError({
    code: 'fenced_off',
    message: `Another command took over: it holds token ${newest}, this one ${fence}.`,
    remedy: 'Look at `./ops status` and start again if it is still wanted.',
    data: { fence, newest },
  });
}

export function colourEmpty(colour: Colour): OperationsError {
  return new OperationsError({
    code: 'colour_empty',
    message: `No ready release runs in ${colour}.`,
    remedy: 'Start one and wait until it is ready.',
    data: { colour },
  });
}

/** `because` completes "green …": `has users`, `runs sha256:12ab`. */
export function colourBusy(colour: Colour, because: string): OperationsError {
  return new OperationsError({
    code: 'colour_busy',
    message: `${colour} ${because}.`,
    remedy: 'Send its users to the other colour first, then drain it.',
    data: { colour },
  });
}

export function outOfRange(what: string, remedy: string): OperationsError {
  return new OperationsError({ code: 'out_of_range', message: `Out of range: ${what}.`, remedy });
}

/** `kept` names what there is instead. */
export function releaseUnknown(name: string, kept?: string): OperationsError {
  return new OperationsError({
    code: 'release_unknown',
    message: `There is no release ${name} here${kept === undefined || kept === '' ? '' : `, only ${kept}`}.`,
    remedy: 'See what is kept with `./ops status`, or deploy its git revision again.',
    data: { release: name },
  });
}

export function ledgerConflict(wanted: number, last: number): OperationsError {
  return new OperationsError({
    code: 'ledger_conflict',
    message: `The ledger ends at ${last}, so record ${wanted} cannot follow.`,
    remedy: 'Read its end again and append after it.',
    data: { wanted, last },
  });
}

export function journalConflict(wanted: number, stored: number): OperationsError {
  return new OperationsError({
    code: 'journal_conflict',
    message: `The journal is at revision ${stored}, so ${wanted} cannot follow.`,
    remedy: 'Another command works on this environment: look at `./ops status`.',
    data: { wanted, stored },
  });
}
