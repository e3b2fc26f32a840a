// A text with its findings under it: lines of plain and marked pieces, for the layer behind the editor. Where findings overlap, the
// gravest shows.
import type { Span } from './edits.js';

export interface Mark {
  readonly span: Span;
  /** As the protocol counts: 1 is an error, 4 a hint. */
  readonly severity: number;
  /** Which finding it is. */
  readonly at: number;
}

export interface Piece {
  readonly text: string;
  readonly mark?: Mark;
}

export function markedLines(text: string, marks: readonly Mark[]): readonly (readonly Piece[])[] {
  const shown = marks.map((mark) => ({ ...mark, span: seen(text, mark.span) })).sort((a, b) => a.severity - b.severity);
  let start = 0;
  return text.split('\n').map((line) => {
    const end = start + line.length;
    const mine = shown.filter(({ span }) => span[0] < end && span[1] > start);
    const cuts = [...new Set([start, end, ...mine.flatMap(({ span }) => span.filter((at) => at > start && at < end))])].sort(
      (a, b) => a - b,
    );
    const pieces = cuts.slice(0, -1).map((from, at): Piece => {
      const to = cuts[at + 1] as number;
      const mark = mine.find(({ span }) => span[0] <= from && span[1] >= to);
      return { text: text.slice(from, to), ...(mark ? { mark } : {}) };
    });
    start = end + 1;
    return pieces;
  });
}

/** A place without any width is shown by the character beside it. */
function seen(text: string, [start, end]: Span): Span {
  if (end > start) return [start, end];
  return start < text.length && text[start] !== '\n' ? [start, start + 1] : [Math.max(0, start - 1), start];
}
