import assert from 'node:assert/strict';
import { appendFileSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { encodeLine, LINE_CHARACTERS_MAX } from './log-line.ts';
import { openLogWriter } from './log-writer.ts';
import { readLogs } from './read-logs.ts';

const folder = mkdtempSync(join(tmpdir(), 'shared-payments-logs-'));
const SMALL = { fileBytesMax: 2_000, filesMax: 3 };
let logs = 0;

after(() => rmSync(folder, { recursive: true }));

function freshLog(rotation = SMALL) {
  logs += 1;
  const directory = join(folder, String(logs));
  const time = { ms: 1_000 };
  const open = () => openLogWriter(directory, () => time.ms, rotation);
  const read = (lines: number, more = {}) => readLogs(directory, { lines, ...more }, rotation);
  return { directory, time, open, read };
}

describe('logs', () => {
  it('give the newest lines of all sources in the order they were written', async () => {
    const { open, read, time } = freshLog();
    const writer = open();
    for (const [source, text] of [
      ['blue', 'one'],
      ['green', 'two'],
      ['blue', 'three → drei'],
    ] as const) {
      time.ms += 1;
      writer.write(source, text);
    }
    await nextTurn();
    assert.deepEqual(read(2), [
      { atMs: 1_002, source: 'green', text: 'two' },
      { atMs: 1_003, source: 'blue', text: 'three → drei' },
    ]);
    assert.deepEqual(
      read(10, { source: 'blue' }).map((line) => line.text),
      ['one', 'three → drei'],
    );
    assert.deepEqual(
      read(10, { sinceMs: 1_003 }).map((line) => line.text),
      ['three → drei'],
    );
    assert.deepEqual([read(0), read(5, { source: 'jobs' })], [[], []]);
    writer.close();
  });

  it('are put aside by size, kept up to a number of files, and read over all of them', () => {
    const { directory, open, read, time } = freshLog();
    const writer = open();
    for (let index = 1; index <= 500; index += 1) {
      time.ms += 1;
      writer.write('blue', `line ${index}`);
      if (index % 7 === 0) writer.close();
    }
    writer.close();
    assert.deepEqual(readdirSync(directory).toSorted(), ['blue.log', 'blue.log.1', 'blue.log.2']);
    for (const name of readdirSync(directory)) assert.ok(statSync(join(directory, name)).size <= SMALL.fileBytesMax);
    const lines = read(10_000).map((line) => Number(line.text.slice(5)));
    assert.ok(lines.length > 100, `${lines.length} lines`);
    assert.deepEqual(
      lines,
      Array.from({ length: lines.length }, (_, index) => 501 - lines.length + index),
    );
    assert.deepEqual(
      read(60).map((line) => line.text),
      read(10_000)
        .slice(-60)
        .map((line) => line.text),
    );
  });

  it('lose no line when two processes write the same one and either puts it aside', async () => {
    const { directory, open, read } = freshLog({ fileBytesMax: 2_000, filesMax: 30 });
    const writers = [open(), open()];
    for (let index = 1; index <= 400; index += 1) {
      writers[index % 2]?.write('blue', `line ${index}`);
      await nextTurn();
    }
    for (const writer of writers) writer.close();
    assert.ok(existsSync(join(directory, 'blue.log.5')));
    assert.deepEqual(
      read(10_000).map((line) => line.text),
      Array.from({ length: 400 }, (_, index) => `line ${index + 1}`),
    );
  });

  it('keep a line break within its line, cut a line without end, and pass over one that was torn', () => {
    const { directory, open, read } = freshLog({ fileBytesMax: 1_000_000, filesMax: 2 });
    const writer = open();
    writer.write('jobs', 'first\nsecond');
    writer.write('jobs', 'x'.repeat(1_000_000));
    writer.close();
    appendFileSync(join(directory, 'jobs.log'), encodeLine(2_000, 'torn').slice(0, 20));
    const [first, second, ...more] = read(10);
    assert.equal(first?.text, 'first\\nsecond');
    assert.equal(second?.text.length, LINE_CHARACTERS_MAX + 1);
    assert.deepEqual(more, []);
  });

  it('do not end the process that writes them when there is no place to write to', () => {
    const { directory, open } = freshLog();
    appendFileSync(directory, 'a file where the folder should be');
    const writer = open();
    writer.write('edge', 'into nothing');
    writer.close();
  });

  it('are not written to a file outside of their folder', () => {
    assert.throws(() => freshLog().open().write('../edge', 'x'), /not named/);
  });
});
