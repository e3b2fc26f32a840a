// An offset → where am I: a marker word is put in, the text is read again, and where the marker lands is the answer.
// The tree is never edited, and no second grammar is needed.
import { type Artifact, type Pointer, parent } from '../model/artifact.js';
import { type LowerOptions, lower } from '../model/lower.js';
import type { Kind } from '../schema/kinds.js';
import { shapeOf } from '../schema/look.js';
import type { Span } from '../text.js';
import type { Syntax, Tree } from '../tree.js';
import { frontMatter, readMarkdown } from './markdown.js';
import { readYaml } from './yaml.js';

export interface Cursor {
  /**
   * key: a field name of the object at `pointer` stands or may stand here; value: inside the value at `pointer`;
   * line: a Markdown line of its own, where a section, a label or a value may begin, in the field `pointer` ('' for none).
   */
  readonly role: 'key' | 'value' | 'line';
  readonly pointer: Pointer;
  /** What the author has typed of it. */
  readonly prefix: string;
  /** The text to replace. */
  readonly span: Span;
  /** YAML, also in front matter. */
  readonly yaml: boolean;
  /** The key is followed by a colon already. */
  readonly closed: boolean;
  /** Nothing but the prefix is in the value: any of its values may stand here. Otherwise only a person, or one choice for another. */
  readonly empty: boolean;
  /** The quotes that the value stands in. */
  readonly quote: '"' | "'" | '';
  /** In [brackets] or {braces}, where a comma ends the value. */
  readonly flow: boolean;
  /** The level of the heading below, 0 for none; undefined where something else comes first, which a new section would take over. */
  readonly below: number | undefined;
  /** One word of a longer text: nothing but a name can stand there. */
  readonly word: boolean;
}

const marker = 'shipworthyCursor';
const plainCursor = {
  prefix: '',
  yaml: false,
  closed: false,
  empty: false,
  quote: '',
  flow: false,
  below: undefined,
  word: false,
} as const;

/** `options`: how the document itself was read, so that a team's own headings lead to the same fields here. */
export function cursorAt(
  text: string,
  offset: number,
  syntax: Syntax,
  kind: Kind,
  options: LowerOptions,
  before?: Tree,
): Cursor | undefined {
  const read = (words: string): Reread => {
    const tree = readTree(words, syntax, before);
    return { artifact: lower(tree, kind, options), problems: tree.problems.length };
  };
  const front = syntax === 'markdown' ? frontMatter(text) : undefined;
  const inFront = front && offset >= front.yaml[0] && offset <= front.yaml[1];
  if (syntax === 'yaml' || inFront) return yamlCursor(text, offset, syntax, kind, read);
  return front && offset < front.end ? undefined : markdownCursor(text, offset, read);
}

interface Reread {
  readonly artifact: Artifact;
  readonly problems: number;
}
type Read = (text: string) => Reread;

function yamlCursor(text: string, offset: number, syntax: Syntax, kind: Kind, read: Read): Cursor | undefined {
  const start = lineStart(text, offset);
  const before = text.slice(start, offset);
  const after = text.slice(offset, lineEnd(text, offset));
  if (/^\s*#/.test(before) || /\s#/.test(before) || (syntax === 'markdown' && /^(?:---|\.\.\.)\s*$/.test(before + after))) return undefined;
  const typed = /^(\s*(?:-\s+)*)([^:#'"[\]{},]*)$/.exec(before);
  if (typed) {
    const prefix = typed[2] as string;
    const word = /^(?:\w[\w &/()-]*)?/.exec(after)?.[0] ?? '';
    const rest = after.slice(word.length);
    const closed = rest.startsWith(':');
    // A name that is right as it stands has nothing to be completed; in front of what is indented below, one would take it over.
    if (closed ? isKnown(kind, prefix + word) : rest.trim() === '' && indentBelow(text, offset).by > (typed[1] as string).length)
      return undefined;
    if (closed || rest.trim() === '') {
      const from = offset - prefix.length;
      const insert = `${marker}${closed ? '' : ': '}`;
      const marked = read(text.slice(0, from) + insert + text.slice(offset + (closed ? word.length : after.length)));
      const under = holderOf(marked.artifact);
      if (under !== undefined)
        return marked.problems <= read(text).problems
          ? { ...plainCursor, role: 'key', pointer: under, prefix, span: [from, offset + word.trimEnd().length], yaml: true, closed }
          : undefined;
    }
  }
  if (isInMiddle(before, after) || isAboveItsParts(text, offset, before)) return undefined;
  const gap = /[:-]$/.test(before) ? ' ' : '';
  const leaf = leafOf(read(`${text.slice(0, offset)}${gap}${marker}${text.slice(offset)}`).artifact);
  if (!leaf) return undefined;
  const from = valueStart(before);
  const quote = (/^["']/.exec(before.slice(from))?.[0] ?? '') as '"' | "'" | '';
  return valueCursor({ text, offset, leaf, yaml: true, quote, flow: /[[{]/.test(before), gap });
}

/** In a long run of words that goes on behind the cursor nothing can be offered but a person: no need to read anything again. */
function isInMiddle(before: string, after: string): boolean {
  if (/@[\w.-]*$/.test(before)) return false;
  const tail = /^[^|]*/.exec(after)?.[0].trim() ?? '';
  const head =
    /[^|]*$/
      .exec(before)?.[0]
      .replace(/^[^:]{0,40}:\s/, '')
      .trimStart() ?? '';
  return tail !== '' && head.length + tail.length > limit;
}
/** A value that may be replaced as a whole is no longer than that. */
const limit = 40;

/** `labels:` above its parts has a value already. */
function isAboveItsParts(text: string, offset: number, before: string): boolean {
  const indent = before.length - before.trimStart().length;
  const { by, item } = indentBelow(text, offset);
  return /:\s*$/.test(before) && (by > indent || (item && by === indent && !/^\s*-/.test(before)));
}

/** Where the value begins that the end of `before` is in: behind the last colon, dash, comma or bracket that is not in quotes. */
function valueStart(before: string): number {
  let from = 0;
  let quote = '';
  for (let at = 0; at < before.length; at++) {
    const letter = before[at] as string;
    if (quote !== '') quote = letter === quote ? '' : quote;
    else if ((letter === '"' || letter === "'") && /[\s[{,:-]/.test(before[at - 1] ?? ' ')) quote = letter;
    else if (letter === '[' || letter === '{' || letter === ',' || (/[:-]/.test(letter) && /\s|^$/.test(before[at + 1] ?? '')))
      from = at + 1;
  }
  return from + (/^\s*/.exec(before.slice(from))?.[0].length ?? 0);
}

function markdownCursor(text: string, offset: number, read: Read): Cursor | undefined {
  const start = lineStart(text, offset);
  const end = lineEnd(text, offset);
  const before = text.slice(start, offset);
  const atEnd = text.slice(offset, end).trim() === '';
  const heading = /^\s{0,3}#{1,6}\s*(.*)$/.exec(before);
  const below = headingBelow(text, end);
  if (heading)
    return atEnd
      ? { ...plainCursor, role: 'line', pointer: sectionAbove(text, start, read), prefix: heading[1] ?? '', span: [start, end], below }
      : undefined;
  if (isInMiddle(before, text.slice(offset, end))) return undefined;
  const reread = read(text.slice(0, offset) + marker + text.slice(offset)).artifact;
  const leaf = leafOf(reread);
  if (atEnd && /^\s*[\p{L} ]*$/u.test(before) && before.length <= 30) {
    const empty = leaf !== undefined && leaf.head.trim() === before.trim() && leaf.tail.trim() === '';
    const pointer = leaf?.pointer ?? '';
    return { ...plainCursor, role: 'line', pointer, prefix: before.trim(), span: [start, offset], empty, below };
  }
  if (leaf) return valueCursor({ text, offset, leaf, yaml: false, quote: '', flow: false, gap: '' });
  const label = holderOf(reread);
  const prefix = /^\s*(?:[-*+]\s+|\d{1,3}[.)]\s+)?([\p{L} ]*)$/u.exec(before)?.[1];
  return label === undefined || prefix === undefined || !atEnd
    ? undefined
    : { ...plainCursor, role: 'key', pointer: label, prefix, span: [offset - prefix.length, offset] };
}

interface Leaf {
  readonly pointer: Pointer;
  /** The author's text on either side of the cursor. */
  readonly head: string;
  readonly tail: string;
}

interface InValue extends Pick<Cursor, 'yaml' | 'quote' | 'flow'> {
  readonly text: string;
  readonly offset: number;
  readonly leaf: Leaf;
  /** What had to be put in before the marker. */
  readonly gap: string;
}

function valueCursor({ text, offset, leaf, yaml, quote, flow, gap }: InValue): Cursor | undefined {
  const cursor = { ...plainCursor, role: 'value', pointer: leaf.pointer, yaml, quote, flow } as const;
  const handle = /@[\w.-]*$/.exec(leaf.head)?.[0];
  const rest = /^[\w.-]*/.exec(leaf.tail)?.[0].length ?? 0;
  // Only what stands in the text as it was read can be replaced.
  const isThere = (from: number, words: string) => text.slice(from, from + words.length) === words;
  const { head } = leaf;
  const tail = leaf.tail.trimEnd();
  const from = offset - head.length;
  const whole = gap === '' && isThere(from, head + tail);
  if (head.trim() === '' && tail === '') return { ...cursor, span: [offset, offset], empty: true };
  if (whole && tail === '') return { ...cursor, prefix: head, span: [from, offset], empty: true };
  if (handle !== undefined && isThere(offset - handle.length, handle + leaf.tail.slice(0, rest)))
    return { ...cursor, prefix: handle, span: [offset - handle.length, offset + rest] };
  const word = /[\p{L}\p{N}][\p{L}\p{N}_.-]{1,60}$/u.exec(head)?.[0];
  if (
    word !== undefined &&
    !/^[\p{L}\p{N}_]/u.test(tail) &&
    isThere(offset - word.length, word) &&
    (!whole || (head + tail).length > limit)
  )
    return { ...cursor, prefix: word, span: [offset - word.length, offset], word: true };
  return whole && (head + tail).length <= limit ? { ...cursor, prefix: head, span: [from, offset + tail.length] } : undefined;
}

const readTree = (text: string, syntax: Syntax, before?: Tree): Tree =>
  syntax === 'yaml' ? readYaml(text, before) : readMarkdown(text, before);

/** The deepest leaf whose text holds the marker. */
function leafOf(artifact: Artifact): Leaf | undefined {
  let best: Leaf | undefined;
  for (const [pointer, place] of artifact.places) {
    const at = place.text?.text.indexOf(marker) ?? -1;
    if (at === -1 || (best && pointer.length < best.pointer.length)) continue;
    const text = place.text?.text ?? '';
    best = { pointer, head: text.slice(0, at), tail: text.slice(at + marker.length) };
  }
  return best;
}

/** The object that the marker is a key of. */
function holderOf(artifact: Artifact): Pointer | undefined {
  const unclaimed = artifact.unclaimed.find(({ words }) => words.includes(marker));
  if (unclaimed) return unclaimed.under;
  const leaf = leafOf(artifact)?.pointer;
  // A lone unknown key under a list names an item: the item is the holder.
  return leaf === undefined ? undefined : /\/\d+$/.test(leaf) ? leaf : parent(leaf);
}

/** A name that is right as it stands has nothing to be completed. */
const isKnown = (kind: Kind, words: string): boolean => anywhere(kind).has(words.trim());
const namesByKind = new Map<Kind, ReadonlySet<string>>();
function anywhere(kind: Kind): ReadonlySet<string> {
  let names = namesByKind.get(kind);
  if (!names) {
    const all = new Set<string>();
    const collect = (shape: ReturnType<typeof shapeOf>): void => {
      for (const [key, part] of shape.properties) {
        all.add(key);
        collect(part);
      }
      if (shape.items) collect(shape.items);
    };
    collect(shapeOf(kind));
    namesByKind.set(kind, all);
    names = all;
  }
  return names;
}

function sectionAbove(text: string, start: number, read: Read): Pointer {
  const leaf = leafOf(read(`${text.slice(0, start)}\n${marker}\n`).artifact)?.pointer ?? '';
  return leaf === '' ? '' : `/${leaf.split('/')[1]}`;
}

/** The next line that is not empty: its heading's level, 0 at the end; undefined for anything else. */
function headingBelow(text: string, end: number): number | undefined {
  const next = /^\s*\n[ \t]*(?:\n[ \t]*)*(\S[^\n]*)/.exec(text.slice(end).replace(/\r\n?/g, '\n'))?.[1];
  return next === undefined ? 0 : /^#{1,6}(?=\s|$)/.exec(next)?.[0].length;
}

/** How far the next line of YAML that says something is indented, 0 at the end; and whether it begins with a dash. */
function indentBelow(text: string, offset: number): { readonly by: number; readonly item: boolean } {
  const lines = text.slice(lineEnd(text, offset)).split(/\r\n|\r|\n/);
  for (const line of lines.slice(1)) {
    if (/^(?:---|\.\.\.)\s*$/.test(line)) break;
    if (line.trim() !== '' && !/^\s*#/.test(line)) return { by: line.length - line.trimStart().length, item: /^\s*-(?:\s|$)/.test(line) };
  }
  return { by: 0, item: false };
}

function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}
function lineEnd(text: string, offset: number): number {
  const found = text.slice(offset).search(/[\r\n]/);
  return found === -1 ? text.length : offset + found;
}
