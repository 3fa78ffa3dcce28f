import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type ProcessRole, readDeclaration } from './declaration.ts';

// Young garbage is collected in small steps: measured, half the memory of a process at the same requests a second.
const NODE_ARGUMENTS = ['--max-semi-space-size=8', '--disable-warning=ExperimentalWarning'];

export interface ReleaseCommand {
  readonly file: string;
  readonly arguments: readonly string[];
}

/** What starts a process of the release in `directory`. Throws `build_failed` when the release does not declare it. */
export function releaseCommand(directory: string, role: ProcessRole): ReleaseCommand {
  const { declaration } = readDeclaration(directory);
  return { file: releaseNode(directory), arguments: [...NODE_ARGUMENTS, join(directory, declaration.processes[role])] };
}

/** The Node that a release brings along; this process's own when it brings none. */
export function releaseNode(directory: string): string {
  const own = join(directory, 'node_modules/node/bin/node');
  return existsSync(own) ? own : process.execPath;
}
