import { resolve } from 'node:path';
import { runProcess } from './command-line/run-process.ts';
import { allCommands } from './commands/all-commands.ts';
import { deskOpener } from './wiring/open-desk.ts';

const repository = resolve(import.meta.dirname, '../../..');
process.exitCode = await runProcess(process.argv.slice(2), allCommands, (output) =>
  deskOpener(process.env, repository, output),
);
