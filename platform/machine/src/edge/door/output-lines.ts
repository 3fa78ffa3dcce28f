import type { Readable } from 'node:stream';

const LINE_CHARACTERS_MAX = 8_000;

/** Calls `take` with every line a process writes; a line without end is cut. */
export function readLines(stream: Readable, take: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    const lines = `${rest}${text}`.split('\n');
    rest = (lines.pop() ?? '').slice(0, LINE_CHARACTERS_MAX);
    for (const line of lines) if (line !== '') take(line.slice(0, LINE_CHARACTERS_MAX));
  });
  stream.on('end', () => {
    if (rest !== '') take(rest);
    rest = '';
  });
  stream.on('error', () => {});
}
