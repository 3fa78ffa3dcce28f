import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as lambda from 'aws-cdk-lib/aws-lambda';

const prepared = new Map<string, string>();

/**
 * The code of a function whose source is in `folder` with `main.ts` as its entry: types removed, nothing bundled. It may import
 * its own folder, Node and the AWS SDK that the runtime brings. Its handler is `main.handler`.
 */
export function handlerCode(folder: string): lambda.Code {
  const directory = prepared.get(folder) ?? withoutTypes(folder);
  prepared.set(folder, directory);
  return lambda.Code.fromAsset(directory);
}

function withoutTypes(folder: string): string {
  const target = mkdtempSync(join(tmpdir(), 'handler-'));
  // The assembly has its own copy by then.
  process.once('exit', () => rmSync(target, { recursive: true, force: true }));
  for (const file of readdirSync(folder)) {
    if (!file.endsWith('.ts') || file.endsWith('.test.ts')) continue;
    const code = stripTypeScriptTypes(readFileSync(join(folder, file), 'utf8'));
    const rewritten = code.replace(/(from\s+'\.\/[^']+)\.ts'/g, "$1.mjs'");
    writeFileSync(join(target, file.replace(/\.ts$/, '.mjs')), rewritten);
  }
  return target;
}
