import type { RunEvent } from '@shared-payments/operations';
import { lengthOf } from './time.ts';

const CLEAR_LINE = '\u001b[2K';

/**
 * Writes what a run reports: one line per step, in the present tense, with its time once it is over. `columns` gives the width
 * of a terminal, undefined where a log reads.
 */
export function progressTo(
  write: (text: string) => void,
  columns: () => number | undefined,
): (event: RunEvent) => void {
  return (event) => {
    const width = columns();
    const clear = width === undefined ? '' : CLEAR_LINE;
    switch (event.type) {
      case 'step-began':
        // A person sees at once what is being waited for; a log gets one line per step. A line that wraps could not be cleared.
        if (width !== undefined) write(`${`  … ${event.sentence}`.slice(0, width - 1)}\r`);
        return;
      case 'step-done':
        return write(`${clear}  ✓ ${event.sentence}${figures(event.measured)} (${lengthOf(event.tookMs)})\n`);
      case 'step-failed':
        return write(`${clear}  ✗ ${event.sentence} (${lengthOf(event.tookMs)})\n    ${event.because}\n`);
      case 'note':
        return write(`${clear}  · ${event.sentence}\n`);
    }
  };
}

function figures(measured: Readonly<Record<string, unknown>>): string {
  return typeof measured.verdict === 'string' ? `: ${measured.verdict}, ${String(measured.because)}` : '';
}
