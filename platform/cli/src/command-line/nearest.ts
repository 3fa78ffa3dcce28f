const SHORTENED_LEAST = 3;

/** The candidate a word is the beginning of, or that differs least from it; undefined when none is near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const begun = candidates.filter((candidate) => candidate.startsWith(word));
  if (word.length >= SHORTENED_LEAST && begun.length === 1) return begun[0];
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: editDistance(word, candidate) }))
    .sort((one, other) => one.distance - other.distance);
  const best = ranked[0];
  return best !== undefined && best.distance <= Math.max(1, Math.floor(best.candidate.length / 2))
    ? best.candidate
    : undefined;
}

/** Insertions, deletions, replacements and swaps of neighbours (Damerau and Levenshtein, restricted). */
function editDistance(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1)
      current.push(cost(rows, current, one, other, row, column));
    rows.push(current);
  }
  return rows.at(-1)?.at(-1) ?? 0;
}

function cost(
  rows: readonly number[][],
  current: readonly number[],
  one: string,
  other: string,
  row: number,
  column: number,
) {
  const at = (r: number, c: number) => rows[r]?.[c] ?? Number.POSITIVE_INFINITY;
  const isSame = one[row - 1] === other[column - 1];
  const isSwap = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
  return Math.min(
    at(row - 1, column) + 1,
    (current[column - 1] ?? 0) + 1,
    at(row - 1, column - 1) + (isSame ? 0 : 1),
    isSwap ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
  );
}
