import { readFileSync } from 'node:fs';
import { type ChangeSet, refusals } from './change-set.ts';

/** `aws cloudformation describe-change-set … --output json | npm run -s infra:change-set`, before it is executed. */
function check(): number {
  const found = refusals(readChangeSet());
  for (const refusal of found) console.error(refusal);
  if (found.length === 0) console.log('The change set leaves the listener rules alone.');
  return found.length === 0 ? 0 : 1;
}

function readChangeSet(): ChangeSet {
  try {
    return JSON.parse(readFileSync(process.stdin.fd, 'utf8')) as ChangeSet;
  } catch {
    console.error('What came in is no JSON: pipe the answer of `aws cloudformation describe-change-set` into this.');
    process.exit(1);
  }
}

process.exitCode = check();
