import type { Command } from './command.ts';
import { openInterruption } from './interruption.ts';
import type { Output } from './output.ts';
import { progressTo } from './progress.ts';
import { type OpenDesk, runCommandLine } from './run.ts';

/** What a shell expects of a program that a signal ended. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
const CLEAR_LINE = '\u001b[2K';

/** Runs one command line as this process: its streams, its terminal, and the signals that stop it. Gives the exit code. */
export async function runProcess(
  words: readonly string[],
  commands: readonly Command[],
  openerTo: (output: Output) => OpenDesk,
): Promise<number> {
  const { stdout, stderr } = process;
  const interruption = openInterruption();
  let isStopped = false;
  const complain = (line: string) => stderr.write(`${stderr.isTTY ? CLEAR_LINE : ''}${line}\n`);
  const unlessStopped = (write: (text: string) => unknown) => (text: string) => void (isStopped || write(text));
  const print = unlessStopped((line) => stdout.write(`${line}\n`));
  const say = unlessStopped(complain);
  const columns = () => (stderr.isTTY ? stderr.columns : undefined);
  const report = progressTo(
    unlessStopped((text) => stderr.write(text)),
    columns,
  );
  const stop = async (code: number) => {
    if (isStopped) process.exit(code);
    if (interruption.endEarly()) return complain(ENDING);
    isStopped = true;
    complain(interruption.isIdle() ? 'Stopped.' : STOPPING);
    await interruption.now();
    process.exit(code);
  };
  for (const [signal, code] of Object.entries(EXIT_CODES)) process.on(signal, () => void stop(code));
  const openDesk = openerTo({ print, say, report, interruption });
  return runCommandLine(words, commands, { print, say, nowMs: Date.now }, openDesk);
}

const ENDING = 'Ends after what is under way and tells what was measured until then (again to stop at once).';
const STOPPING =
  'Stopped; gives back what it holds (again to leave it). What was begun is resumed by the same command and reverted by `./ops abort`.';
