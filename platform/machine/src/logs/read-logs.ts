import { closeSync, existsSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { LogLine, LogsRequest } from '@shared-payments/operations';
import { ROTATION, type Rotation, rotatedPaths } from './log-file.ts';
import { decodeLine } from './log-line.ts';

export const LINES_MAX = 10_000;
const PIECE_BYTES = 65_536;
const NEWLINE = 10;

/** The newest lines of `directory`, oldest of them first, over all files a source was rotated into. */
export function readLogs(directory: string, request: LogsRequest, rotation: Rotation = ROTATION): readonly LogLine[] {
  const lines = Math.min(request.lines, LINES_MAX);
  const sources = request.source === undefined ? sourcesIn(directory) : [request.source];
  const found = sources.flatMap((source) =>
    newestOf(source, rotatedPaths(join(directory, `${source}.log`), rotation.filesMax), lines, request.sinceMs ?? 0),
  );
  return lines === 0 ? [] : found.toSorted((one, other) => one.atMs - other.atMs).slice(-lines);
}

function sourcesIn(directory: string): readonly string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((name) => name.endsWith('.log'))
    .map((name) => name.slice(0, -'.log'.length))
    .sort();
}

function newestOf(source: string, paths: readonly string[], most: number, sinceMs: number): readonly LogLine[] {
  const found: LogLine[] = [];
  for (const path of paths) {
    for (const text of linesBackwards(path)) {
      const line = decodeLine(source, text);
      if (line !== undefined && line.atMs < sinceMs) return found.reverse();
      if (line !== undefined) found.push(line);
      if (found.length >= most) return found.reverse();
    }
  }
  return found.reverse();
}

/** The lines of a file from its end, read in pieces, so that a large file costs only what is asked of it. */
function* linesBackwards(path: string): Generator<string> {
  if (!existsSync(path)) return;
  const file = openSync(path, 'r');
  try {
    let rest: Buffer = Buffer.alloc(0);
    for (let end = fstatSync(file).size; end > 0; ) {
      const start = Math.max(0, end - PIECE_BYTES);
      const piece = Buffer.alloc(end - start);
      readSync(file, piece, 0, piece.length, start);
      rest = Buffer.concat([piece, rest]);
      end = start;
      const first = start === 0 ? -1 : rest.indexOf(NEWLINE);
      if (start > 0 && first === -1) continue;
      yield* rest
        .subarray(first + 1)
        .toString('utf8')
        .split('\n')
        .reverse()
        .filter(Boolean);
      rest = rest.subarray(0, first + 1);
    }
  } finally {
    closeSync(file);
  }
}
