import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { testFiles } from './runner/test-files.ts';

const root = resolve(fileURLToPath(import.meta.url), '../..');
const FILE_TIMEOUT_MS = 10 * 60_000;

/** Runs every test of the repository (or those whose path contains an argument) and ends on one line with the counts. */
async function main(): Promise<void> {
  const files = testFiles(root, process.argv.slice(2));
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const skips: string[] = [];
  const stream = run({ files, cwd: root, concurrency: Math.max(1, availableParallelism()), timeout: FILE_TIMEOUT_MS });
  stream.on('test:pass', ({ name, file, skip, details }) => {
    if (details.type === 'suite') return;
    if (skip === undefined || skip === false) counts.passed += 1;
    else {
      counts.skipped += 1;
      skips.push(`skipped: ${name} (${file ?? ''}): ${String(skip)}`);
    }
  });
  stream.on('test:fail', ({ details }) => {
    if (details.type !== 'suite') counts.failed += 1;
  });
  const report = stream.compose(spec());
  report.pipe(process.stdout, { end: false });
  await new Promise((done) => report.on('end', done));
  finish(counts, skips, files.length);
}

function finish(
  counts: { passed: number; failed: number; skipped: number },
  skips: readonly string[],
  fileCount: number,
): void {
  for (const skip of skips) console.log(skip);
  const isSkipRefused = process.env.REQUIRE_ALL === '1' && counts.skipped > 0;
  if (isSkipRefused) console.log('REQUIRE_ALL=1: a skipped test counts as a failure of this run.');
  if (fileCount === 0) console.log('No test file matches.');
  console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  process.exitCode = counts.failed > 0 || isSkipRefused || counts.passed === 0 ? 1 : 0;
}

await main();
