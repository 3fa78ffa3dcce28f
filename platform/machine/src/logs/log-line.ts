import type { LogLine } from '@shared-payments/operations';

/** A longer line is cut: no process may fill the disk, or a reader's memory, with one line. */
export const LINE_CHARACTERS_MAX = 16_384;
const MOMENT_CHARACTERS = new Date(0).toISOString().length;

/** One line of a log file: moment in UTC, a space, the text. Line breaks within the text become `\n`. */
export function encodeLine(atMs: number, text: string): string {
  const cut = text.length > LINE_CHARACTERS_MAX ? `${text.slice(0, LINE_CHARACTERS_MAX)}…` : text;
  return `${new Date(atMs).toISOString()} ${cut.replaceAll('\r', '').replaceAll('\n', '\\n')}\n`;
}

/** Undefined for what is no whole line of ours: one whose writer was killed while it wrote. */
export function decodeLine(source: string, line: string): LogLine | undefined {
  const atMs = Date.parse(line.slice(0, MOMENT_CHARACTERS));
  if (Number.isNaN(atMs) || line[MOMENT_CHARACTERS] !== ' ') return undefined;
  return { atMs, source, text: line.slice(MOMENT_CHARACTERS + 1) };
}
