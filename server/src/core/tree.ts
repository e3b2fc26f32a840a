// The neutral tree that both syntaxes are read into: what was written, and exactly where.
// It knows no schema: keys are the author's own words, nothing is claimed or judged yet.
import type { Span } from './text.js';

export type Node = MapNode | SeqNode | ScalarNode | BodyNode;

export interface MapNode {
  readonly type: 'map';
  readonly span: Span;
  readonly entries: readonly Entry[];
}

export interface SeqNode {
  readonly type: 'seq';
  readonly span: Span;
  readonly items: readonly Node[];
  /** A table's rows are maps whose keys are the column headings. */
  readonly table?: boolean;
  /** Steps rather than choices: an ordered list. */
  readonly ordered?: boolean;
}

/** A piece of prose or a plain value. `text` is what it means, `pieces` where each part of it stands. */
export interface ScalarNode {
  readonly type: 'scalar';
  readonly span: Span;
  readonly text: string;
  readonly pieces: readonly Piece[];
  /** `Label: the rest` or `**Label** – the rest`: another way to read the same text. */
  readonly label?: Entry;
  /** Parts that are not the author's own words: inline code, links' addresses. Offsets in `text`. */
  readonly masked?: readonly Span[];
  /** A fenced block, or a quotation of somebody else. */
  readonly verbatim?: 'code' | 'quote';
  /** A checklist item and whether it is ticked. */
  readonly checked?: boolean;
  /** What hangs below a list item. */
  readonly below?: BodyNode;
}

/** What Markdown has and YAML has not: several blocks under one heading. Sub-headings are a map at its end. */
export interface BodyNode {
  readonly type: 'body';
  readonly span: Span;
  readonly blocks: readonly Node[];
}

/** How a key was written; `inspect` reports it. */
export type Carrier = 'key' | 'front-matter' | 'heading' | 'label' | 'table' | 'list';

export interface Entry {
  readonly key: string;
  readonly keySpan: Span;
  /** Key and value together. */
  readonly span: Span;
  readonly value: Node;
  readonly from: Carrier;
  /** 1 to 6, for headings only; a bold line that serves as one has 7. */
  readonly level?: number;
  /** A label in code type: a name in the program, not the author's word for something. */
  readonly coded?: boolean;
}

/** text[at .. at+length) stands at source[start .. start+size); `size` differs where the source is escaped. */
export interface Piece {
  readonly at: number;
  readonly length: number;
  readonly start: number;
  readonly size: number;
}

/** Raw trouble from syntax or schema; it becomes a finding in check.ts. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly at: Span;
}

/** A heading before it is known what stands below it. */
export interface Heading {
  readonly type: 'heading';
  readonly level: number;
  readonly text: ScalarNode;
  readonly start: number;
}
export type Block = Node | Heading;

/** A piece of the text that is read by itself, and where it began. */
export interface Part {
  readonly at: number;
  readonly blocks: readonly Block[];
  readonly problems: readonly Problem[];
  /** How many of its blocks stand above its last rule; absent where it has none. */
  readonly lastRule?: number;
}

/** By their text. */
export type Parts = ReadonlyMap<string, Part>;

export interface Tree {
  readonly syntax: Syntax;
  readonly text: string;
  readonly root: Node;
  readonly problems: readonly Problem[];
  /** Too large to be read: only its first names are here, and nothing of it may be judged. */
  readonly outline?: true;
  /** What of it can be taken over when a changed text is read; absent where a text is read as a whole. */
  readonly parts?: Parts;
}

export type Syntax = 'yaml' | 'markdown';

/** From the first to the last character of several; what was gathered need not stand in the order of the text. */
export const spanAround = (parts: readonly { readonly span: Span }[]): Span =>
  parts.reduce<Span>(([start, end], { span }) => [Math.min(start, span[0]), Math.max(end, span[1])], parts[0]?.span ?? [0, 0]);

/** Where text[from, to) of a scalar stands in the source; an empty part is a point. Falls back to the whole scalar. */
export function spanWithin(node: ScalarNode, from: number, to: number): Span {
  if (from >= to) return pointAt(node, from);
  let start: number | undefined;
  let end: number | undefined;
  for (const piece of node.pieces) {
    if (piece.at + piece.length <= from) continue;
    if (piece.at >= to) break;
    const exact = piece.size === piece.length;
    start ??= exact ? piece.start + Math.max(0, from - piece.at) : piece.start;
    end = exact ? piece.start + Math.min(piece.length, to - piece.at) : piece.start + piece.size;
  }
  return start === undefined || end === undefined || end < start ? node.span : [start, end];
}

/** Behind what comes before the offset, so that an insertion at the end goes to the end. */
function pointAt(node: ScalarNode, offset: number): Span {
  let at = node.pieces[0]?.start ?? node.span[0];
  for (const piece of node.pieces) {
    if (piece.at > offset) break;
    const exact = piece.size === piece.length;
    at = exact ? piece.start + Math.min(offset - piece.at, piece.length) : piece.start + (offset > piece.at ? piece.size : 0);
  }
  return [at, at];
}

/** A part of a scalar as a scalar of its own, with exact places. */
export function slice(node: ScalarNode, from: number, to: number): ScalarNode {
  const pieces: Piece[] = [];
  for (const piece of node.pieces) {
    const begin = Math.max(from, piece.at);
    const end = Math.min(to, piece.at + piece.length);
    if (begin >= end) continue;
    const exact = piece.size === piece.length;
    pieces.push(
      exact
        ? { at: begin - from, length: end - begin, start: piece.start + (begin - piece.at), size: end - begin }
        : { at: begin - from, length: end - begin, start: piece.start, size: piece.size },
    );
  }
  const masked = node.masked?.flatMap(([a, b]): Span[] => (b > from && a < to ? [[Math.max(a, from) - from, Math.min(b, to) - from]] : []));
  return {
    type: 'scalar',
    span: spanWithin(node, from, to),
    text: node.text.slice(from, to),
    pieces,
    ...(masked && masked.length > 0 ? { masked } : {}),
    ...(node.verbatim ? { verbatim: node.verbatim } : {}),
  };
}

/** The same without the white space around it. */
export function trim(node: ScalarNode): ScalarNode {
  const from = node.text.length - node.text.trimStart().length;
  const to = node.text.trimEnd().length;
  return from === 0 && to === node.text.length ? node : slice(node, Math.min(from, to), to);
}
