import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { VisitBehaviour } from './visit.ts';

/** How a small release misbehaves. */
export interface ReleaseBehaviour {
  readonly boot?: 'crash' | 'hang' | 'lie' | 'never-ready' | 'setting' | 'schema' | 'port' | 'module';
  readonly bootMs?: number;
  readonly isSmoking?: boolean;
  /** Shows what belongs to somebody to anybody. */
  readonly isOpen?: boolean;
  readonly visits?: VisitBehaviour;
  /** A file that gets a line for each write. */
  readonly writesTo?: string;
}

/** Folders of releases by digest. */
export function writeReleases(
  directory: string,
  behaviours: Readonly<Record<string, ReleaseBehaviour>>,
): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(behaviours).map(([digest, behaviour]) => {
      const folder = join(directory, digest.replace(':', '-'));
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'behaviour.json'), JSON.stringify(behaviour));
      return [digest, folder] as const;
    }),
  );
}
