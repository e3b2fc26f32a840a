// A document is read part by part: an item or field of YAML, a section of Markdown. A part that is written as it was when the
// text was read last is not read again, it only moves. Reading is the same with and without the last time.
import { detached, type Span } from '../text.js';
import type { Block, Entry, Node, Part, Parts, Piece, Problem, ScalarNode } from '../tree.js';

/** Reads the text of a part as if it stood at the beginning of a document. */
type ReadPart = (text: string) => Omit<Part, 'at'>;

export interface PartReader {
  /** What stands at `at`; `read` is asked where nobody knows. */
  read(text: string, at: number, read: ReadPart): Part;
  /** What was read through this: for the next time. */
  readonly parts: Parts;
}

export function partReader(before: Parts | undefined): PartReader {
  const parts = new Map<string, Part>();
  return {
    parts,
    read(text, at, read) {
      const known = parts.get(text) ?? before?.get(text) ?? { at: 0, ...read(detached(text)) };
      const part = moved(known, at);
      parts.set(text, part);
      return part;
    },
  };
}

/** The same, beginning there. */
export function moved(part: Part, at: number): Part {
  const by = at - part.at;
  if (by === 0) return part;
  return {
    ...part,
    at,
    blocks: part.blocks.map((block) => movedBlock(block, by)),
    problems: part.problems.map((one) => movedProblem(one, by)),
  };
}

const movedSpan = ([start, end]: Span, by: number): Span => [start + by, end + by];
const movedProblem = (problem: Problem, by: number): Problem => ({ ...problem, at: movedSpan(problem.at, by) });
const movedPiece = ({ at, length, start, size }: Piece, by: number): Piece => ({ at, length, start: start + by, size });

const movedBlock = (block: Block, by: number): Block =>
  block.type === 'heading' ? { ...block, text: movedScalar(block.text, by), start: block.start + by } : movedNode(block, by);

function movedNode(node: Node, by: number): Node {
  const span = movedSpan(node.span, by);
  if (node.type === 'scalar') return movedScalar(node, by);
  if (node.type === 'seq') return { ...node, span, items: node.items.map((item) => movedNode(item, by)) };
  if (node.type === 'map') return { ...node, span, entries: node.entries.map((entry) => movedEntry(entry, by)) };
  return { ...node, span, blocks: node.blocks.map((block) => movedNode(block, by)) };
}

function movedScalar(node: ScalarNode, by: number): ScalarNode {
  const there: ScalarNode = { ...node, span: movedSpan(node.span, by), pieces: node.pieces.map((piece) => movedPiece(piece, by)) };
  if (!node.label && !node.below) return there;
  return {
    ...there,
    ...(node.label ? { label: movedEntry(node.label, by) } : {}),
    ...(node.below
      ? { below: { ...node.below, span: movedSpan(node.below.span, by), blocks: node.below.blocks.map((block) => movedNode(block, by)) } }
      : {}),
  };
}

const movedEntry = (entry: Entry, by: number): Entry => ({
  ...entry,
  keySpan: movedSpan(entry.keySpan, by),
  span: movedSpan(entry.span, by),
  value: movedNode(entry.value, by),
});
