import LineBreaker from 'linebreak';

/**
 * The lines of a paragraph in reading order, broken where UAX #14 allows it (between ideographs too, and never before what
 * closes a quotation); a piece that is wider than a line is cut.
 */
export function brokenLines(text: string, width: number, widthOf: (line: string) => number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text).flatMap((one) => fitting(one, width, widthOf))) {
    if (line !== '' && widthOf((line + piece).trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = piece;
    } else line += piece;
  }
  return [...lines, line.trimEnd()];
}

function piecesOf(text: string): readonly string[] {
  const breaker = new LineBreaker(text);
  const pieces: string[] = [];
  let from = 0;
  for (let found = breaker.nextBreak(); found; found = breaker.nextBreak()) {
    pieces.push(text.slice(from, found.position));
    from = found.position;
  }
  return pieces;
}

function fitting(piece: string, width: number, widthOf: (line: string) => number): readonly string[] {
  if (widthOf(piece.trimEnd()) <= width) return [piece];
  const parts: string[] = [];
  for (const character of piece) {
    const longer = (parts.at(-1) ?? '') + character;
    if (parts.length === 0 || widthOf(longer) > width) parts.push(character);
    else parts[parts.length - 1] = longer;
  }
  return parts;
}
