/** Chapters of the strategy and the rows of each that AWS carries; of E not those of the browser and the application. */
const CHAPTERS: Readonly<Record<string, readonly [first: number, last: number]>> = {
  A: [1, 7],
  B: [1, 3],
  D: [1, 12],
  E: [4, 6],
  F: [1, 8],
  G: [1, 10],
  H: [1, 17],
  I: [1, 8],
  J: [1, 8],
  L: [1, 8],
};

export const AWS_ROWS: readonly string[] = Object.entries(CHAPTERS).flatMap(([chapter, [first, last]]) =>
  Array.from({ length: last - first + 1 }, (_, index) => `${chapter}${first + index}`),
);

/** Rows that the titles of tests in a text begin with: `it('A1, F2: …'`. */
export function rowsNamedIn(text: string): readonly string[] {
  return [...text.matchAll(/\bit\(\s*['"`]([A-N]\d+(?:, [A-N]\d+)*): /g)].flatMap(([, rows = '']) => rows.split(', '));
}
