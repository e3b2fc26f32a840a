// Positions in text: spans are UTF-16 offsets, everywhere inside the engine.
// Lines and characters exist only at the edge (features, command line); bytes and code points nowhere.

/** Half-open [start, end) in UTF-16 units. */
export type Span = readonly [start: number, end: number];

/** Replaces `span` by `text`; an empty span inserts. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/** 0-based, `character` in UTF-16 units, as in the Language Server Protocol. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface LineIndex {
  readonly lineCount: number;
  positionAt(offset: number): Position;
  offsetAt(position: Position): number;
  /** The line's content without its line break. */
  lineSpan(line: number): Span;
}

/** Line breaks are LF, CRLF and a lone CR, as in the protocol. Out-of-range input is clamped. */
export function lineIndex(text: string): LineIndex {
  const starts = lineStarts(text);
  const clampLine = (line: number) => Math.max(0, Math.min(line, starts.length - 1));
  const contentEnd = (line: number) => {
    let end = line + 1 < starts.length ? (starts[line + 1] as number) : text.length;
    if (line + 1 < starts.length) end -= text.startsWith('\r\n', end - 2) ? 2 : 1;
    return end;
  };
  return {
    lineCount: starts.length,
    positionAt(offset) {
      const at = Math.max(0, Math.min(offset, text.length));
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] as number) <= at) low = middle;
        else high = middle - 1;
      }
      return { line: low, character: Math.min(at, contentEnd(low)) - (starts[low] as number) };
    },
    offsetAt({ line, character }) {
      if (line < 0) return 0;
      if (line >= starts.length) return text.length;
      const start = starts[line] as number;
      return Math.max(start, Math.min(start + character, contentEnd(line)));
    },
    lineSpan(line) {
      const at = clampLine(line);
      return [starts[at] as number, contentEnd(at)];
    },
  };
}

export const contains = (outer: Span, offset: number): boolean => offset >= outer[0] && offset <= outer[1];

/** Applies edits that do not overlap; an insertion at another edit's border keeps the given order. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const sorted = edits.map((edit, order) => ({ ...edit, order })).sort((a, b) => a.span[0] - b.span[0] || a.order - b.order);
  let result = '';
  let at = 0;
  for (const { span, text: replacement } of sorted) {
    if (span[0] < at) continue;
    result += text.slice(at, span[0]) + replacement;
    at = span[1];
  }
  return result + text.slice(at);
}

/** The same text as a string of its own: engines keep a whole document for the sake of a word that was cut out of it. */
export const detached = (text: string): string => ` ${text}`.slice(1);

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return starts;
}
