import { resolve } from 'node:path';
import { progressTo } from './command-line/progress.ts';
import { runCommandLine } from './command-line/run.ts';
import { allCommands } from './commands/all-commands.ts';
import { deskOpener } from './wiring/open-desk.ts';

const repository = resolve(import.meta.dirname, '../../..');
const print = (line: string) => process.stdout.write(`${line}\n`);
const say = (line: string) => process.stderr.write(`${line}\n`);
const report = progressTo((text) => process.stderr.write(text), process.stderr.isTTY);

process.on('SIGINT', () => {
  say('\nInterrupted. What was begun is resumed by the same command and reverted by `./ops abort`.');
  process.exit(130);
});

const openDesk = deskOpener(process.env, repository, { print, say, report });
process.exitCode = await runCommandLine(process.argv.slice(2), allCommands, { print, say, nowMs: Date.now }, openDesk);
