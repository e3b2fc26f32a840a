// Outline and folding, for an editor that has neither for YAML or Markdown (`standalone`). From the tree of the artifact, so that a
// heading and a key are the same thing here.
import { type DocumentSymbol, type FoldingRange, FoldingRangeKind, SymbolKind } from 'vscode-languageserver-types';
import type { Check } from '../core/check.js';
import { frontMatter } from '../core/syntax/markdown.js';
import { type LineIndex, lineIndex, type Span } from '../core/text.js';
import type { Entry, Node } from '../core/tree.js';
import { toRange } from './ranges.js';

/** Headings and keys as they lie in each other; items of a list by their name. */
export function documentSymbols({ tree }: Check): DocumentSymbol[] {
  return symbolsIn(tree.root, lineIndex(tree.text));
}

export function foldingRanges({ tree, source }: Check): FoldingRange[] {
  const lines = lineIndex(tree.text);
  const front = frontMatter(source.text);
  const folds = new Map<number, FoldingRange>();
  const add = ([start, end]: Span, kind?: FoldingRangeKind) => {
    const startLine = lines.positionAt(start).line;
    const endLine = lastLine(tree.text, lines, start, end);
    // Of two that begin in one line the outer one folds.
    if (endLine > startLine && (folds.get(startLine)?.endLine ?? -1) < endLine)
      folds.set(startLine, { startLine, endLine, ...(kind ? { kind } : {}) });
  };
  if (front) add([0, front.end], FoldingRangeKind.Region);
  const visit = (node: Node): void => {
    for (const entry of entriesOf(node)) add(entry.span);
    if (node.type === 'seq') for (const item of node.items) if (item.type !== 'scalar') add(item.span);
    if (node.type === 'scalar' && node.verbatim === 'code') add(node.span);
    for (const inner of insideOf(node)) visit(inner);
  };
  visit(tree.root);
  return [...folds.values()].sort((a, b) => a.startLine - b.startLine);
}

function symbolsIn(node: Node, lines: LineIndex): DocumentSymbol[] {
  const named = entriesOf(node)
    .filter(({ from, key }) => outlined.has(from) && key.trim() !== '')
    .map((entry) =>
      symbol(entry.key, entry.span, entry.keySpan, entry.from === 'heading' ? SymbolKind.String : kindOf(entry.value), {
        children: symbolsIn(entry.value, lines),
        lines,
      }),
    );
  if (node.type === 'body') return [...named, ...node.blocks.flatMap((block) => symbolsIn(block, lines))];
  if (node.type !== 'seq' || node.table) return named;
  return node.items.flatMap((item) => {
    const name = item.type === 'map' ? item.entries.find(({ key }) => /^(?:name|id|metric|what|title)$/i.test(key)) : undefined;
    if (name?.value.type !== 'scalar' || name.value.text.trim() === '') return [];
    return [symbol(name.value.text, item.span, name.value.span, SymbolKind.Object, { children: symbolsIn(item, lines), lines })];
  });
}

const outlined = new Set(['key', 'front-matter', 'heading']);
const kindOf = ({ type }: Node): SymbolKind =>
  type === 'map' ? SymbolKind.Object : type === 'seq' ? SymbolKind.Array : SymbolKind.Property;

function symbol(
  words: string,
  whole: Span,
  at: Span,
  kind: SymbolKind,
  { children, lines }: { readonly children: DocumentSymbol[]; readonly lines: LineIndex },
): DocumentSymbol {
  const name = words.replace(/\s+/g, ' ').trim().slice(0, 120);
  return { name, kind, range: toRange(lines, whole), selectionRange: toRange(lines, at), children };
}

const entriesOf = (node: Node): readonly Entry[] => (node.type === 'map' ? node.entries : []);

function insideOf(node: Node): readonly Node[] {
  if (node.type === 'map') return node.entries.map(({ value }) => value);
  if (node.type === 'seq') return node.items;
  if (node.type === 'body') return node.blocks;
  return node.below ? [node.below] : [];
}

/** Without the empty lines at its end. */
function lastLine(text: string, lines: LineIndex, start: number, end: number): number {
  let last = end;
  while (last > start && /\s/.test(text[last - 1] ?? '')) last--;
  return lines.positionAt(last).line;
}
