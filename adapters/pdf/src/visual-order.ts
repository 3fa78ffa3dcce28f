const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const DIRECTION_MARKS = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g;

/** Marks of direction are invisible and no font draws them. */
export const withoutMarks = (text: string): string => text.replace(DIRECTION_MARKS, '');

export const isRightToLeft = (text: string): boolean => RIGHT_TO_LEFT.test(text);

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const NO_BREAK = '\u00a0';

interface Run {
  readonly isRightToLeft: boolean;
  readonly words: string[];
}

/**
 * One line as pdfkit has to be given it. It shapes and turns round what stands between two spaces, the space after it
 * included: so words that read from right to left are held together by no-break spaces, and what follows brings its own.
 * Amounts, dates and Latin names keep their order. Not the whole of UAX #9: two directions and one level.
 */
export function visualLine(line: string, isMirrored: boolean): string {
  if (!isRightToLeft(line)) return line;
  const runs = runsOf(line, isMirrored);
  const ordered = isMirrored ? runs.toReversed() : runs;
  return ordered
    .map((run, index) => {
      const isAfterTurned = ordered[index - 1]?.isRightToLeft === true;
      if (run.isRightToLeft) return run.words.join(NO_BREAK);
      return `${isAfterTurned ? NO_BREAK : ''}${run.words.join(' ')}`;
    })
    .join(' ');
}

/** Dashes and dots go with the words around them where these agree, and with the page where they do not. */
function runsOf(line: string, isMirrored: boolean): readonly Run[] {
  const words = line.split(' ');
  const turned = words.map((word) => (LETTER_OR_DIGIT.test(word) ? isRightToLeft(word) : undefined));
  const runs: Run[] = [];
  for (const [index, word] of words.entries()) {
    const last = runs.at(-1);
    const next = turned.slice(index).find((turns) => turns !== undefined);
    const ofNeighbours = last?.isRightToLeft === next ? next : undefined;
    const turns = turned[index] ?? ofNeighbours ?? isMirrored;
    if (last?.isRightToLeft === turns) last.words.push(word);
    else runs.push({ isRightToLeft: turns, words: [word] });
  }
  return runs;
}
