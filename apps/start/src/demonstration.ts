import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Demonstration {
  readonly email: string;
  readonly password: string;
}

/** Makes the demonstration group in a process of its own; without it the product works all the same. */
export async function makeDemonstration(
  entry: string,
  environment: NodeJS.ProcessEnv,
): Promise<Demonstration | undefined> {
  try {
    const { stdout } = await run(process.execPath, [entry], { env: environment });
    return JSON.parse(stdout) as Demonstration;
  } catch (error) {
    console.error(`The demonstration group could not be made: ${(error as Error).message}`);
    return undefined;
  }
}
