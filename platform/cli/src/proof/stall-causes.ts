import type { Operation } from '@shared-payments/operations';
import type { Stall } from './stalls.ts';

const SHOWN = 5;

/** What the operator's command was at while users waited. */
export function stallLines(stalls: readonly Stall[], operations: readonly Operation[]): readonly string[] {
  if (stalls.length === 0) return [];
  const line = (stall: Stall) =>
    `  ${Math.round(stall.tookMs)} ms, ${Math.round(stall.servedMs)} ms without the clients’ own  ${causesOf(stall, operations).join(', ')}`;
  return ['longest stalls and what ran meanwhile', ...stalls.slice(0, SHOWN).map(line)];
}

export function causesOf({ beganAtMs, tookMs }: Stall, operations: readonly Operation[]): readonly string[] {
  const endedAtMs = beganAtMs + tookMs;
  const isMeanwhile = (from: number, to: number) => from < endedAtMs && to > beganAtMs;
  const causes = operations.flatMap(({ startedAtMs, steps, plan }) => {
    const ran = steps
      .filter((step) => isMeanwhile(step.beganAtMs, step.endedAtMs ?? step.beganAtMs))
      .map(({ direction, index }) => (direction === 'forward' ? plan.steps : plan.revertSteps)[index]?.kind ?? '');
    const firstAtMs = steps[0]?.beganAtMs ?? startedAtMs;
    return isMeanwhile(startedAtMs, firstAtMs) ? ['build and plan', ...ran] : ran;
  });
  return causes.length === 0 ? ['no operation'] : causes;
}
