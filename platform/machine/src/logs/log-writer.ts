import { join } from 'node:path';
import { type LogFile, openLogFile, ROTATION, type Rotation } from './log-file.ts';
import { encodeLine } from './log-line.ts';

/** Lines of one turn are written at once; more than this many characters are not held back. */
const HELD_CHARACTERS_MAX = 1_048_576;
const SOURCE = /^[a-z][a-z0-9-]{0,30}$/;

/** What processes say, one file for each source. */
export interface LogWriter {
  /** `source` is a short name such as `blue`. A disk that is full loses lines, never a process. */
  write(source: string, text: string): void;
  /** Writes what is held back and lets go of the files. */
  close(): void;
}

/** Writes log files into `directory`; see `ROTATION` for how much is kept. */
export function openLogWriter(directory: string, nowMs: () => number, rotation: Rotation = ROTATION): LogWriter {
  const files = new Map<string, LogFile>();
  const held = new Map<string, string>();
  let isFlushPlanned = false;
  const flush = () => {
    isFlushPlanned = false;
    for (const [source, text] of held) appendTo(source, text);
    held.clear();
  };
  const appendTo = (source: string, text: string) => {
    try {
      const file = files.get(source) ?? openLogFile(join(directory, `${source}.log`), rotation);
      files.set(source, file);
      file.append(text);
    } catch {
      // There is nowhere left to say it: what runs matters more than what it says.
    }
  };
  return {
    write(source, text) {
      if (!SOURCE.test(source)) throw new TypeError(`A log is not named \`${source}\`.`);
      const next = (held.get(source) ?? '') + encodeLine(nowMs(), text);
      held.set(source, next);
      if (next.length > HELD_CHARACTERS_MAX) flush();
      else if (!isFlushPlanned) {
        isFlushPlanned = true;
        setImmediate(flush);
      }
    },
    close() {
      flush();
      for (const file of files.values()) file.close();
      files.clear();
    },
  };
}
