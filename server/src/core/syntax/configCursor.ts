// An offset in shipworthy.yaml → where am I: a marker word is put in, the text is read again, and where the marker lands is the answer.
import { lineIndex, type Span } from '../text.js';
import type { Node } from '../tree.js';
import { readYaml } from './yaml.js';

export interface ConfigCursor {
  /** key: a key of the map at `path` stands or may stand here; value: inside the value at `path`. */
  readonly role: 'key' | 'value';
  /** Keys and list indexes. */
  readonly path: readonly string[];
  /** The text to replace. */
  readonly span: Span;
  /** A key that its colon follows already. */
  readonly closed: boolean;
  /** Inside `{ … }` or `[ … ]`, where everything stays on one line. */
  readonly flow: boolean;
  /** Of the line, for keys that go below. */
  readonly indent: number;
}

const marker = 'shipworthyCursor';

/** The ways in which the place may be read, the likelier first: a lone word is the beginning of a key or a value. */
export function configCursors(text: string, offset: number): readonly ConfigCursor[] {
  const lines = lineIndex(text);
  const [start, end] = lines.lineSpan(lines.positionAt(offset).line);
  const before = text.slice(start, offset);
  const after = text.slice(offset, end);
  if (/(?:^|\s)#/.test(before)) return [];
  const typed = /[^\s:,[\]{}'"#]*$/.exec(before)?.[0] ?? '';
  const rest = /^[\w.@/-]*/.exec(after)?.[0] ?? '';
  const span: Span = [offset - typed.length, offset + rest.length];
  const closed = /^\s*:/.test(after.slice(rest.length));
  const lead = /^\s*(?:-\s+)*/.exec(before)?.[0] ?? '';
  const alone = lead.length === before.length - typed.length;
  const open = (before.match(/[[{]/g) ?? []).length > (before.match(/[\]}]/g) ?? []).length;
  const common = { span, closed, flow: open, indent: lead.length };
  const put = (inserted: string, until: number) => text.slice(0, span[0]) + inserted + text.slice(until);
  const found: ConfigCursor[] = [];
  if (alone || open) {
    // What stands behind a new key on the line would become its value.
    const reread = readYaml(put(closed ? marker : `${marker}: `, closed || open ? span[1] : end));
    const path = pathOf(reread.root, 'key');
    if (path) found.push({ role: 'key', path: path.slice(0, -1), ...common });
  }
  if (!closed) {
    const gap = /[:-]$/.test(text.slice(start, span[0])) ? ' ' : '';
    const path = pathOf(readYaml(put(gap + marker, span[1])).root, 'value');
    if (path) found.push({ role: 'value', path, ...common });
  }
  return found;
}

/** The key or value at an offset: what hover speaks of. */
export function configPlaceAt(
  text: string,
  offset: number,
): { readonly path: readonly string[]; readonly span: Span; readonly onKey: boolean } | undefined {
  let best: { readonly path: readonly string[]; readonly span: Span; readonly onKey: boolean } | undefined;
  const consider = (path: readonly string[], span: Span, onKey: boolean): void => {
    if (offset < span[0] || offset > span[1]) return;
    if (!best || span[1] - span[0] <= best.span[1] - best.span[0]) best = { path, span, onKey };
  };
  const walk = (node: Node, path: readonly string[]): void => {
    if (node.type === 'map')
      for (const entry of node.entries) {
        consider([...path, entry.key], entry.keySpan, true);
        walk(entry.value, [...path, entry.key]);
      }
    else if (node.type === 'seq') for (const [at, item] of node.items.entries()) walk(item, [...path, String(at)]);
    else if (node.type === 'scalar' && node.text !== '') consider(path, node.span, false);
  };
  walk(readYaml(text).root, []);
  return best;
}

function pathOf(node: Node, wanted: 'key' | 'value', path: readonly string[] = []): readonly string[] | undefined {
  if (node.type === 'map') {
    for (const entry of node.entries) {
      if (wanted === 'key' && entry.key.includes(marker)) return [...path, marker];
      const below = pathOf(entry.value, wanted, [...path, entry.key]);
      if (below) return below;
    }
    return undefined;
  }
  if (node.type === 'seq') {
    for (const [at, item] of node.items.entries()) {
      const below = pathOf(item, wanted, [...path, String(at)]);
      if (below) return below;
    }
    return undefined;
  }
  return wanted === 'value' && node.type === 'scalar' && node.text.includes(marker) ? path : undefined;
}
