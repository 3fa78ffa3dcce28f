import { type Figure, type Goal, isMet } from '../measurement.ts';
import type { Machine } from './machine.ts';

export interface Measured {
  readonly name: string;
  readonly title: string;
  readonly figures: readonly Figure[];
}

export function machineLine({ cpu, cores, memoryGb, system, node, sqlite, fileSystem }: Machine): string {
  return `${cpu}, ${cores} cores, ${memoryGb} GB, ${system}, Node ${node}, SQLite ${sqlite}, ${fileSystem}`;
}

/** The lines of one measurement: figure, spread, goal, and whether it was met. */
export function tableOf({ title, figures }: Measured): readonly string[] {
  const rows = figures.map((figure) => [
    figure.what,
    valueText(figure.value, figure.unit),
    figure.spread ? `${numberText(figure.spread.lowest)} to ${numberText(figure.spread.highest)}` : '',
    figure.goal ? goalText(figure.goal, figure.unit) : '',
    verdict(figure),
  ]);
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.flatMap((row, index) => {
    const line = `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd();
    const note = figures[index]?.note;
    return note ? [line, `      ${note}`] : [line];
  });
  return [title, ...lines];
}

/** What every goal that was missed is about. */
export function missedGoals(measured: readonly Measured[]): readonly string[] {
  return figuresOf(measured)
    .filter((figure) => isMet(figure) === false)
    .map(({ what }) => what);
}

/** The last line: how many goals there were, and which of them were missed. */
export function closingLine(measured: readonly Measured[], seconds: number): string {
  const goalCount = figuresOf(measured).filter(({ goal }) => goal !== undefined).length;
  const missed = missedGoals(measured);
  const names = missed.length === 0 ? '' : `; missed: ${missed.join(', ')}`;
  return `${goalCount - missed.length} of ${goalCount} goals met${names} (${Math.round(seconds)} s)`;
}

function figuresOf(measured: readonly Measured[]): readonly Figure[] {
  return measured.flatMap(({ figures }) => figures);
}

function verdict(figure: Figure): string {
  const met = isMet(figure);
  return met === undefined ? '' : met ? 'met' : 'MISSED';
}

function goalText(goal: Goal, unit: string): string {
  return 'atLeast' in goal ? `goal ≥ ${valueText(goal.atLeast, unit)}` : `goal ≤ ${valueText(goal.atMost, unit)}`;
}

function valueText(value: number, unit: string): string {
  return unit === '' ? numberText(value) : `${numberText(value)} ${unit}`;
}

/** Three digits that count are all that a measurement on a shared machine can mean. */
function numberText(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 1 ? 2 : 3;
  return value.toLocaleString('en-GB', { minimumFractionDigits: 0, maximumFractionDigits: digits });
}
