import { guardsSoak } from './guards.ts';
import { identicalSoak } from './identical.ts';
import { killSoak } from './kill.ts';
import { killsSoak } from './kills.ts';
import type { Soak, SoakResult } from './soak.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const minutes = Number(process.env.MINUTES ?? 10);
const soaks: readonly Soak[] = [killSoak(seed), guardsSoak, identicalSoak(minutes), killsSoak(minutes, seed)];

const words = process.argv.slice(2);
const chosen = soaks.filter(({ name }) => words.length === 0 || words.includes(name));
if (chosen.length === 0) {
  console.error(`Error: no soak has that name.\nTry: ${soaks.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}
const results: { readonly title: string; readonly result: SoakResult; readonly seconds: number }[] = [];
for (const { name, title, run } of chosen) {
  console.log(title);
  const beganAt = performance.now();
  const result = await run((line) => console.log(`  ${name}: ${line}`));
  results.push({ title, result, seconds: (performance.now() - beganAt) / 1000 });
}
for (const { title, result, seconds } of results) {
  console.log(`\n${title}`);
  const width = Math.max(...result.figures.map(([what]) => what.length));
  for (const [what, value] of result.figures) console.log(`  ${what.padEnd(width)}  ${value.toLocaleString('en-GB')}`);
  for (const finding of result.findings) console.log(`  FOUND: ${finding}`);
  console.log(
    `  ${result.findings.length === 0 ? 'nothing found' : `${result.findings.length} FINDINGS`} in ${Math.round(seconds)} s`,
  );
}
process.exitCode = results.some(({ result }) => result.findings.length > 0) ? 1 : 0;
