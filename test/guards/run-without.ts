import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { type Guard, SIMULATION_FILE } from './guard.ts';

export interface Found {
  readonly isFound: boolean;
  /** The first words of what was found, or the end of what the run wrote. */
  readonly how: string;
}

const ROOT = join(import.meta.dirname, '../..');
const RUN_MAX_MS = 15 * 60_000;
const KEPT_CHARACTERS = 200_000;

/** Runs the guard's finder on code without the guard. `seedsMax` overrides how many seeds the simulation takes. */
export async function runWithout(guard: Guard, seedsMax?: number): Promise<Found> {
  const { foundBy } = guard;
  const isSimulation = 'simulation' in foundBy;
  const file = isSimulation ? SIMULATION_FILE : foundBy.testFile;
  const words = isSimulation ? [] : ['--test-name-pattern', foundBy.title];
  const seeds = isSimulation ? { PAYMENT_SEEDS: String(seedsMax ?? foundBy.seedsMax) } : {};
  const child = spawn(process.execPath, ['--import', join(import.meta.dirname, 'remove-guard.ts'), ...words, file], {
    cwd: ROOT,
    env: { ...process.env, ...seeds, REMOVED_GUARD: JSON.stringify(guard), NODE_TEST_CONTEXT: undefined },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: RUN_MAX_MS,
  });
  let written = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => {
      written = `${written}${part}`.slice(-KEPT_CHARACTERS);
    });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  // A run that never reached a test has found nothing: its message counts for no finding.
  const told = /PAYMENT_SEED=\d+ replays this: .*|(?:AssertionError|AppError|error:).*/.exec(written)?.[0];
  const isFound = code === 1 && told !== undefined && !/SyntaxError|ERR_MODULE/.test(written);
  return { isFound, how: told ?? written.slice(-300) };
}
