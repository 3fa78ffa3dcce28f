import { version } from '../../package.json';

const ENTRY = 'script[type="module"][src]';

/** What this page runs: the version, and of which build. The digest in its script's name changes with any part of the app. */
export function runningVersion(): string {
  const build = /-([\w-]+)\.js$/.exec(document.querySelector<HTMLScriptElement>(ENTRY)?.src ?? '')?.[1];
  return build === undefined ? version : `${version} (${build})`;
}
