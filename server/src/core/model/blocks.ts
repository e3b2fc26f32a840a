// Small questions about tree nodes: the text of a body, its items, its labelled parts.
// Knows both syntaxes' nodes and no schema.
import type { Span } from '../text.js';
import { type Entry, type Node, type Piece, type ScalarNode, slice, spanAround, trim } from '../tree.js';

/** All prose below a node as one text, a line per block; code is left out. Pieces keep their exact places. */
export function proseOf(node: Node): ScalarNode {
  const parts: ScalarNode[] = [];
  collectProse(node, parts);
  if (parts.length === 1) return unwrap(parts[0] as ScalarNode);
  return join(parts, node.span);
}

/** The code below a node, block by block: what a runbook says where it says nothing else. It is nobody's prose. */
export function codeOf(node: Node): ScalarNode[] {
  if (node.type === 'scalar') {
    const own: ScalarNode[] = [];
    // Guidance that was indented by four looks like code.
    if (node.verbatim === 'code' && !/^\s*(?:<!--|$)/.test(node.text)) {
      const { verbatim: _verbatim, ...rest } = node;
      own.push({ ...rest, masked: [[0, node.text.length]] });
    }
    return node.below ? [...own, ...codeOf(node.below)] : own;
  }
  if (node.type === 'map') return node.entries.flatMap((entry) => codeOf(entry.value));
  return (node.type === 'seq' ? node.items : node.blocks).flatMap(codeOf);
}

export function join(parts: readonly ScalarNode[], fallback: Span): ScalarNode {
  const pieces: Piece[] = [];
  const masked: Span[] = [];
  let text = '';
  for (const part of parts) {
    if (text !== '') text += '\n';
    const shift = text.length;
    const flat = unwrap(part);
    for (const piece of flat.pieces) pieces.push({ ...piece, at: piece.at + shift });
    for (const [from, to] of flat.masked ?? []) masked.push([from + shift, to + shift]);
    if (part.verbatim === 'quote') masked.push([shift, shift + flat.text.length]);
    text += flat.text;
  }
  const first = parts[0];
  const last = parts[parts.length - 1];
  const span: Span = first && last ? [first.span[0], Math.max(last.span[1], first.span[1])] : [fallback[0], fallback[0]];
  return { type: 'scalar', span, text, pieces, ...(masked.length > 0 ? { masked } : {}) };
}

/** Soft line breaks are spaces: wrapping a paragraph changes nothing. */
function unwrap(node: ScalarNode): ScalarNode {
  const text = node.text.replace(/[\n\r\t]/g, ' ');
  const { label: _label, below: _below, checked: _checked, ...rest } = node;
  return { ...rest, text };
}

function collectProse(node: Node, into: ScalarNode[]): void {
  if (node.type === 'scalar') {
    if (node.text !== '' && node.verbatim !== 'code') into.push(node);
    if (node.below) collectProse(node.below, into);
  } else if (node.type === 'seq') for (const item of node.items) collectProse(item, into);
  else if (node.type === 'body') for (const block of node.blocks) collectProse(block, into);
  else for (const entry of node.entries) collectEntry(entry, into);
}

/** A map written where prose is expected reads as its lines: "metric: CTR". */
function collectEntry(entry: Entry, into: ScalarNode[]): void {
  if (entry.from === 'heading' || entry.from === 'table') return collectProse(entry.value, into);
  const key: ScalarNode = {
    type: 'scalar',
    span: entry.keySpan,
    text: `${entry.key}: `,
    pieces: [{ at: 0, length: entry.key.length, start: entry.keySpan[0], size: entry.keySpan[1] - entry.keySpan[0] }],
  };
  const value = proseOf(entry.value);
  const pieces = [...key.pieces, ...value.pieces.map((piece) => ({ ...piece, at: piece.at + key.text.length }))];
  into.push({ type: 'scalar', span: [entry.keySpan[0], Math.max(entry.keySpan[1], value.span[1])], text: key.text + value.text, pieces });
}

export function isEmpty(node: Node): boolean {
  if (node.type === 'scalar') return (node.text === '' || /^(?:null|~|[-–—]+)$/.test(node.text)) && (!node.below || isEmpty(node.below));
  if (node.type === 'seq') return node.items.every(isEmpty);
  if (node.type === 'body') return node.blocks.every(isEmpty);
  return node.entries.every((entry) => entry.from === 'heading' && isEmpty(entry.value)) || node.entries.length === 0;
}

/** The blocks of whatever was written, one level down. */
export const blocksOf = (node: Node): readonly Node[] => (node.type === 'body' ? node.blocks : [node]);

/** The node without some of its sections, at any depth. */
export function without(node: Node, sections: ReadonlySet<Entry>): Node {
  if (node.type === 'body') return { ...node, blocks: node.blocks.map((block) => without(block, sections)) };
  if (node.type !== 'map') return node;
  const entries = node.entries.flatMap((entry) =>
    sections.has(entry) ? [] : [entry.from === 'heading' ? { ...entry, value: without(entry.value, sections) } : entry],
  );
  return { ...node, entries };
}

/** Everything in a body that reads as "name: value", and the blocks that do not. */
export function partsOf(node: Node): { readonly entries: readonly Entry[]; readonly rest: readonly Node[] } {
  const entries: Entry[] = [];
  const rest: Node[] = [];
  const blocks = blocksOf(node);
  for (let at = 0; at < blocks.length; at++) {
    const block = blocks[at] as Node;
    if (block.type === 'map') entries.push(...block.entries);
    else if (block.type === 'scalar' && block.label) {
      // Below "Risk: bias" stand its other parts; below "Risks:" stands its value.
      if (block.below && !isEmpty(block.label.value)) {
        const inner = partsOf(block.below);
        entries.push(block.label, ...inner.entries);
        rest.push(...inner.rest);
        continue;
      }
      const below: Node[] = block.below ? [block.below] : [];
      if (isEmpty(block.label.value))
        while (at + 1 < blocks.length && !startsPart(blocks[at + 1] as Node)) below.push(blocks[++at] as Node);
      else if (blocks[at + 1]?.type === 'seq' && /[:：]\s*$/.test(block.text)) below.push(blocks[++at] as Node);
      entries.push(withBelow(block.label, below));
    } else if (block.type === 'scalar' && block.below && block.text === '') rest.push(block.below);
    else if (block.type === 'seq' && !block.table && block.items.length > 0 && block.items.every(hasLabel)) {
      for (const item of block.items)
        entries.push(
          withBelow(
            (item as ScalarNode & { label: Entry }).label,
            (item as ScalarNode).below ? [(item as ScalarNode & { below: Node }).below] : [],
            'list',
          ),
        );
    } else if (block.type === 'seq' && block.table && isPairTable(block.items)) entries.push(...block.items.map(pairOf));
    else rest.push(block);
  }
  return { entries, rest };
}

const startsPart = (block: Node): boolean => block.type === 'map' || (block.type === 'scalar' && block.label !== undefined);
export const hasLabel = (node: Node): boolean => node.type === 'scalar' && node.label !== undefined;

function withBelow(entry: Entry, below: readonly Node[], from = entry.from): Entry {
  const last = below[below.length - 1];
  if (!last) return from === entry.from ? entry : { ...entry, from };
  const blocks = isEmpty(entry.value) ? below : [entry.value, ...below];
  const first = blocks[0] as Node;
  return {
    ...entry,
    from,
    span: spanAround([entry, last]),
    value: blocks.length === 1 ? first : { type: 'body', span: spanAround(blocks), blocks },
  };
}

/** Two columns whose titles say nothing: "Field | Value", or empty. */
const pairTitles = new Set([
  '',
  'field',
  'item',
  'attribute',
  'property',
  'key',
  'name',
  'label',
  'section',
  'element',
  '项目',
  '字段',
  '항목',
  'value',
  'detail',
  'details',
  'description',
  'content',
  '内容',
  '내용',
  '值',
  'info',
  'information',
  'metadata',
]);

function isPairTable(rows: readonly Node[]): boolean {
  return (
    rows.length > 0 &&
    rows.every(
      (row) => row.type === 'map' && row.entries.length === 2 && row.entries.every((cell) => pairTitles.has(cell.key.toLowerCase().trim())),
    )
  );
}

export const isTitle = (words: string): boolean => pairTitles.has(words.toLowerCase().trim());

/** A key as text: the words of a heading, a label or a column. */
export const titleOf = (entry: Entry): ScalarNode => ({
  type: 'scalar',
  span: entry.keySpan,
  text: entry.key,
  pieces: [{ at: 0, length: entry.key.length, start: entry.keySpan[0], size: entry.keySpan[1] - entry.keySpan[0] }],
});

export function pairOf(row: Node): Entry {
  const [key, value] = (row as { readonly entries: readonly Entry[] }).entries as [Entry, Entry];
  const words = proseOf(key.value);
  return {
    key: words.text.replace(/[:：]\s*$/, ''),
    keySpan: words.span,
    span: [words.span[0], Math.max(words.span[1], value.value.span[1])],
    value: value.value,
    from: 'table',
    // A name in the program, not the author's word for something.
    ...(words.masked?.some(([from, to]) => from === 0 && to >= words.text.length) ? { coded: true } : {}),
  };
}

const cuts: Readonly<Record<'names' | 'clauses' | 'stages', RegExp>> = {
  names: /[,;\n、，；]|\s\band\b\s/g,
  clauses: /[;\n；]/g,
  stages: /[;\n；→⇒]|->|=>|,?\s*\b(?:and )?then\b/gi,
};

/** Cuts one run of prose into items, outside of parentheses. */
export function split(node: ScalarNode, how: 'names' | 'clauses' | 'stages' | undefined): ScalarNode[] {
  // "We use two years of tickets, after scrubbing. Refreshed nightly." is told, not listed.
  if (how === 'names' && /[.!?]\s+\p{Lu}/u.test(node.text) && !node.text.includes('\n')) return [trim(node)];
  const cut = cuts[how ?? 'clauses'];
  const parts: ScalarNode[] = [];
  let from = 0;
  let depth = 0;
  let scanned = 0;
  for (const found of node.text.matchAll(cut)) {
    for (; scanned < found.index; scanned++) depth += node.text[scanned] === '(' ? 1 : node.text[scanned] === ')' ? -1 : 0;
    if (depth > 0) continue;
    parts.push(trim(slice(node, from, found.index)));
    from = found.index + found[0].length;
  }
  parts.push(trim(slice(node, from, node.text.length)));
  return parts.filter((part) => part.text !== '');
}
