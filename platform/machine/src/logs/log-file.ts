import { closeSync, existsSync, fstatSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

export interface Rotation {
  /** A file is put aside before it would grow beyond this. */
  readonly fileBytesMax: number;
  /** Files of one source, the current one included. */
  readonly filesMax: number;
}

/** 50 MB for each source at most. */
export const ROTATION: Rotation = { fileBytesMax: 10_000_000, filesMax: 5 };

/** The paths of a log that may exist, the current one first: `blue.log`, `blue.log.1`, … */
export function rotatedPaths(path: string, filesMax: number): readonly string[] {
  return [path, ...Array.from({ length: filesMax - 1 }, (_, index) => `${path}.${index + 1}`)];
}

export interface LogFile {
  append(text: string): void;
  close(): void;
}

/** Appends to the file at `path` and rotates it. Two processes may write the same: an edge, and the one that takes over from it. */
export function openLogFile(path: string, { fileBytesMax, filesMax }: Rotation): LogFile {
  mkdirSync(dirname(path), { recursive: true });
  let file = openSync(path, 'a', 0o640);
  const reopen = () => {
    closeSync(file);
    file = openSync(path, 'a', 0o640);
  };
  const rotate = () => {
    const paths = rotatedPaths(path, filesMax);
    for (let index = paths.length - 1; index > 0; index -= 1) {
      const [from, to] = [paths[index - 1] ?? '', paths[index] ?? ''];
      if (existsSync(from)) renameSync(from, to);
    }
    reopen();
  };
  return {
    append(text) {
      // The other writer may have put the file aside, or an operator removed it.
      if (statSync(path, { throwIfNoEntry: false })?.ino !== fstatSync(file).ino) reopen();
      const { size } = fstatSync(file);
      if (size > 0 && size + Buffer.byteLength(text) > fileBytesMax) rotate();
      writeSync(file, text);
    },
    close: () => closeSync(file),
  };
}
