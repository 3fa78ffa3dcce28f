import { execFileSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The commit that `test/previous-release/revision` names, or why it cannot be had here. */
export function previousRevision(root: string): { readonly commit: string } | { readonly missing: string } {
  const path = join(root, 'test/previous-release/revision');
  if (!existsSync(path)) return { missing: 'there is no release before this one' };
  const commit = readFileSync(path, 'utf8').trim();
  try {
    execFileSync('git', ['cat-file', '-e', `${commit}^{commit}`], { cwd: root, stdio: 'ignore' });
    return { commit };
  } catch {
    return { missing: `this clone does not hold ${commit.slice(0, 12)}: fetch it, or clone with its history` };
  }
}

/** Writes the files of `commit` into `directory`, with the libraries installed in `root` and workspaces of its own. */
export function checkOutPrevious(root: string, commit: string, directory: string): void {
  mkdirSync(directory, { recursive: true });
  const environment = { ...process.env, GIT_INDEX_FILE: join(directory, '..', 'previous.index') };
  const git = (...words: readonly string[]) => execFileSync('git', words, { cwd: root, env: environment });
  git('read-tree', commit);
  git('checkout-index', '--all', `--prefix=${directory}/`);
  for (const modules of ['node_modules', ...globSync('{adapters,apps,core,platform}/*/node_modules', { cwd: root })]) {
    if (existsSync(join(directory, dirname(modules)))) linkModules(join(root, modules), join(directory, modules));
  }
}

/** Links of workspaces are relative, and so lead to the previous release's own; everything else is shared. */
function linkModules(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (entry.name.startsWith('.')) continue;
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.name.startsWith('@') && entry.isDirectory()) linkModules(source, target);
    else symlinkSync(entry.isSymbolicLink() ? readlinkSync(source) : source, target);
  }
}
