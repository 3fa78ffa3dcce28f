import { availableParallelism } from 'node:os';
import { basename, relative, resolve } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { inOneProcess } from './runner/in-one-process.ts';
import { testFiles } from './runner/test-files.ts';

const root = resolve(fileURLToPath(import.meta.url), '../..');
const FILE_TIMEOUT_MS = 10 * 60_000;
const SLOWEST_TOLD = 20;
const TOLD_FROM_MS = 5_000;

/** Runs every test of the repository (or those whose path contains an argument) and ends on one line with the counts. */
async function main(): Promise<void> {
  // What each of the many processes would compile again.
  process.env.NODE_COMPILE_CACHE ??= resolve(root, 'node_modules/.cache/tests');
  const files = inOneProcess(root, testFiles(root, process.argv.slice(2)));
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
  const spentMs = new Map<string, number>();
  // What bears its file's path as its name is the file itself, the start of its process included.
  stream.on('test:complete', ({ name, file, details }) => {
    if (name === file) spentMs.set(name, details.duration_ms);
  });
  stream.on('test:fail', ({ details }) => {
    if (details.type !== 'suite') counts.failed += 1;
  });
  const report = stream.compose(spec());
  report.pipe(process.stdout, { end: false });
  await new Promise((done) => report.on('end', done));
  if (files.length > 1) tellSlowest(spentMs);
  finish(counts, skips, files.length);
}

/** The whole may take twelve minutes on two cores; here stands what to look at when it comes near. */
function tellSlowest(spentMs: ReadonlyMap<string, number>): void {
  const slowest = [...spentMs].sort(([, a], [, b]) => b - a).filter(([, ms]) => ms >= TOLD_FROM_MS);
  if (slowest.length > 0) console.log('The files that took longest, in seconds:');
  for (const [file, ms] of slowest.slice(0, SLOWEST_TOLD)) {
    console.log(
      `${(ms / 1_000).toFixed(1).padStart(7)}  ${file.startsWith(root) ? relative(root, file) : basename(file)}`,
    );
  }
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
