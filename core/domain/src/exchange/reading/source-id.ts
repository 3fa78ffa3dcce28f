/** Gives a record its id from its content; the second of two identical records gets '-2', and so on. */
export type SourceIdOf = (parts: readonly string[]) => string;

export function createSourceIds(): SourceIdOf {
  const seen = new Map<string, number>();
  return (parts) => {
    const id = fingerprint(parts);
    const occurrence = (seen.get(id) ?? 0) + 1;
    seen.set(id, occurrence);
    return occurrence === 1 ? id : `${id}-${occurrence}`;
  };
}

const LANES: readonly { readonly seed: number; readonly multiplier: number }[] = [
  { seed: 0x811c9dc5, multiplier: 0x9e3779b1 },
  { seed: 0x2545f491, multiplier: 0x85ebca77 },
  { seed: 0x6c62272e, multiplier: 0xc2b2ae3d },
  { seed: 0x07bb0142, multiplier: 0x27d4eb2f },
];

/**
 * 128 bits as 32 hex digits: four independent 32-bit lanes, each closed by MurmurHash3's finaliser. It tells records of one
 * file apart; it is no protection against somebody who wants two records to look alike in his own file.
 */
export function fingerprint(parts: readonly string[]): string {
  const text = parts.map((part) => `${part.length}:${part}`).join('');
  return LANES.map((lane) => hashLane(text, lane.seed, lane.multiplier)).join('');
}

/** A number below `count`, always the same for the same fingerprint. */
export function rotationOf(id: string, count: number): number {
  return count === 0 ? 0 : Number.parseInt(id.slice(0, 8), 16) % count;
}

function hashLane(text: string, seed: number, multiplier: number): string {
  let hash = seed;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), multiplier);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0).toString(16).padStart(8, '0');
}
