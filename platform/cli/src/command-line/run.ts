import { type Json, OperationsError } from '@shared-payments/operations';
import type { Command, CommandResult, Desk, Invocation } from './command.ts';
import { helpText } from './help.ts';
import { commandNameIn, parseCommandLine } from './parse.ts';
import { lengthOf } from './time.ts';

/** Where words come from and where lines go: a process, or a test. */
export interface Terminal {
  readonly print: (line: string) => void;
  readonly say: (line: string) => void;
  readonly nowMs: () => number;
}

export type OpenDesk = (
  invocation: Invocation,
  command: Command,
) => Promise<{ readonly desk: Desk; readonly close: () => Promise<void> }>;

/** The document `--json` prints; described in platform/cli/json-output.md. */
export interface JsonDocument {
  readonly command: string;
  readonly ok: boolean;
  readonly tookMs: number;
  readonly result: Json;
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly remedy: string;
    readonly data: Json;
  } | null;
}

/** Runs one command line and gives the exit code. Never throws. */
export async function runCommandLine(
  words: readonly string[],
  commands: readonly Command[],
  terminal: Terminal,
  openDesk: OpenDesk,
): Promise<number> {
  const startedAtMs = terminal.nowMs();
  const isJson = words.includes('--json');
  try {
    const parsed = parseCommandLine(words, commands);
    if (parsed.kind === 'help') {
      terminal.print(helpText(commands, parsed.command));
      return 0;
    }
    const { desk, close } = await openDesk(parsed.invocation, parsed.command);
    try {
      const result = await parsed.command.run(desk, parsed.invocation);
      showResult(terminal, parsed.command, result, isJson, startedAtMs);
      return result.exitCode;
    } finally {
      await close();
    }
  } catch (error) {
    return showError(terminal, commandNameIn(words, commands), error, isJson, startedAtMs);
  }
}

function showResult(
  terminal: Terminal,
  command: Command,
  result: CommandResult,
  isJson: boolean,
  startedAtMs: number,
): void {
  const tookMs = terminal.nowMs() - startedAtMs;
  const ok = result.exitCode === 0;
  if (isJson) printJson(terminal, { command: command.name, ok, tookMs, result: result.json, error: null });
  else for (const line of result.lines) terminal.print(line);
  terminal.say(`${result.closing} (${lengthOf(tookMs)})`);
}

function showError(terminal: Terminal, command: string, error: unknown, isJson: boolean, startedAtMs: number): number {
  const tookMs = terminal.nowMs() - startedAtMs;
  const known = error instanceof OperationsError ? error : unexpected(error);
  const { code, message, remedy } = known;
  const data = JSON.parse(JSON.stringify(known.data)) as Json;
  if (isJson) printJson(terminal, { command, ok: false, tookMs, result: null, error: { code, message, remedy, data } });
  terminal.say(`Error: ${message} [${code}]`);
  terminal.say(`Try: ${remedy}`);
  return code === 'usage' ? 2 : 1;
}

function printJson(terminal: Terminal, document: JsonDocument): void {
  terminal.print(JSON.stringify(document));
}

function unexpected(error: unknown): OperationsError {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new OperationsError({
    code: 'driver_unavailable',
    message: `Something unforeseen: ${message}`,
    remedy: 'Look at `./ops doctor`; an operation that was begun is resumed or reverted by the next command.',
  });
}
