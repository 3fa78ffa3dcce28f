import { registerHooks } from 'node:module';
import type { Guard } from './guard.ts';

// Loaded before a test with --import: the guard in the environment is not in the code that runs, and no file changes.
const { file, guarded, unguarded } = JSON.parse(process.env.REMOVED_GUARD ?? '{}') as Guard;
registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (!url.endsWith(`/${file}`)) return loaded;
    return { ...loaded, source: String(loaded.source).replace(guarded, () => unguarded) };
  },
});
