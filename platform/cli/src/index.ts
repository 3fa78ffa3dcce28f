export * from './command-line/command.ts';
export { runCommandLine } from './command-line/run.ts';
export { allCommands } from './commands/all-commands.ts';
