import { execFile, fork } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { clientsFor, deployedTemplate, readChangeSet, refusals, whereIs } from '@shared-payments/aws';
import { type EnvironmentName, OperationsError, releaseUnknown } from '@shared-payments/operations';
import type { EstateDesk, StackDifference, Synthesis, SynthesisedStack, SynthRequest } from '../estate/estate-desk.ts';

const PROGRAM_TIMEOUT_MS = 300_000;
const WORDS_KEPT = 2_000;

/** The estate of a checkout, by the programs of platform/infra, each in a process of its own. */
export function estateOf(repository: string): EstateDesk {
  const run = <Answer>(program: string, request: object) => runProgram<Answer>(repository, program, request);
  return {
    synth: ({ revision, ...request }) => synth(repository, run, request, revision),
    check: (environments) => run('check', { environments }),
    compare: (before, after) => run<readonly StackDifference[]>('compare', { before, after }),
    fetchDeployed,
    refusals: async (environment, stack, changeSet) => {
      const { region } = whereIs(environment as EnvironmentName);
      return refusals(await readChangeSet(clientsFor({ region }), stack, changeSet));
    },
    openScratch: async () => scratchFolder(),
  };
}

type Run = <Answer>(program: string, request: object) => Promise<Answer>;

async function synth(repository: string, run: Run, request: SynthRequest, revision?: string): Promise<Synthesis> {
  if (revision === undefined) return run('synth', request);
  const source = await checkOut(repository, revision);
  return run('synth', { ...request, source: join(source, 'platform/infra') });
}

/** The files of a revision, with the packages of this checkout. */
async function checkOut(repository: string, revision: string): Promise<string> {
  const folder = scratchFolder();
  const [archive, files] = [join(folder, 'files.tar'), join(folder, 'files')];
  await mkdir(files);
  const git = ['archive', '--format=tar', `--output=${archive}`, revision, '--', 'platform/infra', 'package.json'];
  try {
    await promisify(execFile)('git', git, { cwd: repository });
  } catch {
    throw releaseUnknown(revision);
  }
  await promisify(execFile)('tar', ['-xf', archive, '-C', files]);
  symlinkSync(join(repository, 'node_modules'), join(files, 'node_modules'));
  return files;
}

async function fetchDeployed(stacks: readonly SynthesisedStack[], folder: string): Promise<number> {
  const clients = new Map(
    [...new Set(stacks.map(({ region }) => region))].map((region) => [region, clientsFor({ region })]),
  );
  let found = 0;
  for (const { region, stack, file } of stacks) {
    const of = clients.get(region);
    const template = of === undefined ? undefined : await deployedTemplate(of, stack);
    if (template === undefined) continue;
    found += 1;
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), template);
  }
  return found;
}

function runProgram<Answer>(repository: string, program: string, request: object): Promise<Answer> {
  const path = join(repository, `platform/infra/src/programs/${program}.ts`);
  return new Promise((done, refuse) => {
    const child = fork(path, [JSON.stringify(request)], {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      timeout: PROGRAM_TIMEOUT_MS,
    });
    let [words, answer]: [string, Answer | undefined] = ['', undefined];
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        words = `${words}${chunk}`.slice(-WORDS_KEPT);
      });
    }
    child.on('message', (message) => {
      answer = message as Answer;
    });
    child.on('error', (cause) => refuse(failed(program, cause.message)));
    child.on('close', (code) => {
      if (code === 0 && answer !== undefined) done(answer);
      else refuse(failed(program, words.trim()));
    });
  });
}

function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'shared-payments-estate-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function failed(program: string, words: string): OperationsError {
  return new OperationsError({
    code: 'synthesis_failed',
    message: `The templates could not be made (${program}): ${words.split('\n').slice(-5).join(' ').trim()}`,
    remedy: 'Run `npx tsc -p platform/infra`; for another revision, install the packages it names.',
    data: { program },
  });
}
