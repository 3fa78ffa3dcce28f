import { version } from '../../package.json';

// The file that names all others, as build/code-groups.ts calls it.
const FIRST = /\/start-([\w-]+)\.js$/;

/** What this page runs: the version, and of which build. The digest in its script's name changes with any part of the app. */
export function runningVersion(): string {
  const build = [...document.scripts].map(({ src }) => FIRST.exec(src)?.[1]).find((digest) => digest !== undefined);
  return build === undefined ? version : `${version} (${build})`;
}
