import { execFile } from 'node:child_process';
import { buildFailed } from './build-failed.ts';

const OUTPUT_BYTES_MAX = 64 * 1_024 * 1_024;

export interface ProgramOptions {
  readonly directory: string;
  readonly timeoutMs: number;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs a program to its end and gives what it wrote to stdout. Throws `build_failed` with its last lines. */
export async function runProgram(file: string, words: readonly string[], options: ProgramOptions): Promise<string> {
  const { directory: cwd, timeoutMs: timeout, environment: env } = options;
  return new Promise((resolve, reject) => {
    execFile(
      file,
      words,
      { cwd, timeout, maxBuffer: OUTPUT_BYTES_MAX, killSignal: 'SIGKILL', ...(env === undefined ? {} : { env }) },
      (error, stdout, stderr) => {
        if (error === null) return resolve(stdout);
        const why = error.killed ? `took longer than ${timeout / 1_000} s` : `failed`;
        reject(
          buildFailed(
            `\`${[file, ...words].join(' ')}\` ${why}.`,
            [...stdout.split('\n'), ...stderr.split('\n')],
            error,
          ),
        );
      },
    );
  });
}
