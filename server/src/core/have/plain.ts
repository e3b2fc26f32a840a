// YAML and JSON of others, as nodes with places: asked for by path, and silent where something is not there or is not what it should be.
import { readYamlPart } from '../syntax/yaml.js';
import type { Span } from '../text.js';
import type { Node } from '../tree.js';

/** The documents of a text, each read as far as it can be; a list of them counts as so many. */
export function documentsIn(text: string): readonly Node[] {
  const marks = [...text.matchAll(/^---[ \t]*(?:#.*)?\r?$/gm)].slice(0, mostDocuments);
  const starts = [0, ...marks.map(({ index, 0: line }) => index + line.length)];
  const roots = starts.map((start, at) => readYamlPart(text.slice(start, marks[at]?.index ?? text.length), start, 'key', []));
  return roots.flatMap((root) => (root.type === 'seq' ? root.items : [root]));
}

const mostDocuments = 200;

/** The node below these keys. */
export function nodeAt(node: Node | undefined, ...keys: readonly string[]): Node | undefined {
  let at = node;
  for (const key of keys) at = at?.type === 'map' ? at.entries.find((entry) => entry.key === key)?.value : undefined;
  return at;
}

/** The words below these keys; '' where there are none. */
export function wordsAt(node: Node | undefined, ...keys: readonly string[]): string {
  const found = nodeAt(node, ...keys);
  const text = found?.type === 'scalar' ? found.text.trim() : '';
  // In quotes these are words like any other.
  const bare = found !== undefined && found.span[1] - found.span[0] === text.length;
  return bare && (text === 'null' || text === '~') ? '' : text;
}

/** The first of several keys that says something. */
export const firstOf = (node: Node | undefined, keys: readonly string[]): string =>
  keys.map((key) => wordsAt(node, key)).find((words) => words !== '') ?? '';

export function itemsAt(node: Node | undefined, ...keys: readonly string[]): readonly Node[] {
  const found = nodeAt(node, ...keys);
  return found?.type === 'seq' ? found.items : [];
}

export function entriesAt(
  node: Node | undefined,
  ...keys: readonly string[]
): readonly { readonly key: string; readonly keySpan: Span; readonly value: Node }[] {
  const found = nodeAt(node, ...keys);
  return found?.type === 'map' ? found.entries : [];
}

export const spanAt = (node: Node, ...keys: readonly string[]): Span => (nodeAt(node, ...keys) ?? node).span;

/** A number, or a text that is one. */
export function numberIn(text: string): number | undefined {
  return /^[+-]?\d{1,15}(?:\.\d{1,15})?(?:e-?\d{1,2})?$/i.test(text.trim()) ? Number(text) : undefined;
}
