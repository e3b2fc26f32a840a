// An offset → where am I: a marker word is put in, the text is read again, and where the marker lands is the answer.
// The tree is never edited, and no second grammar is needed.
import { type Artifact, type Pointer, parent } from '../model/artifact.js';
import { lower } from '../model/lower.js';
import type { Kind } from '../schema/kinds.js';
import type { Span } from '../text.js';
import type { Syntax } from '../tree.js';
import { frontMatter, readMarkdown } from './markdown.js';
import { readYaml } from './yaml.js';

export interface Cursor {
  /**
   * key: a field name of the object at `pointer` stands or may stand here; value: inside the value at `pointer`;
   * section: a Markdown section may begin here, `pointer` is the field that this line is in ('' for none).
   */
  readonly role: 'key' | 'value' | 'section';
  readonly pointer: Pointer;
  /** What the author has typed of it. */
  readonly prefix: string;
  /** The text to replace. */
  readonly span: Span;
  /** YAML, also in front matter. */
  readonly yaml: boolean;
  /** The key is followed by a colon already. */
  readonly closed: boolean;
}

const marker = 'shipworthyCursor';

export function cursorAt(text: string, offset: number, syntax: Syntax, kind: Kind): Cursor | undefined {
  const front = syntax === 'markdown' ? frontMatter(text) : undefined;
  if (syntax === 'yaml' || (front && offset >= front.yaml[0] && offset <= front.yaml[1])) return yamlCursor(text, offset, syntax, kind);
  return markdownCursor(text, offset, kind);
}

function yamlCursor(text: string, offset: number, syntax: Syntax, kind: Kind): Cursor | undefined {
  const start = lineStart(text, offset);
  const before = text.slice(start, offset);
  const after = /^[^\r\n]*/.exec(text.slice(offset))?.[0] ?? '';
  if (/^\s*#/.test(before) || /\s#/.test(before)) return undefined;
  const typed = /^(\s*(?:-\s+)*)([^:#'"[\]{},]*)$/.exec(before);
  if (typed) {
    const prefix = typed[2] as string;
    const word = /^(?:\w[\w &/()-]*)?/.exec(after)?.[0] ?? '';
    const rest = after.slice(word.length);
    const closed = rest.startsWith(':');
    // In front of something else that stands on the line, a field name would swallow it.
    if (!closed && rest.trim() !== '') return undefined;
    const insert = `${marker}${closed ? '' : ': '}`;
    const from = offset - prefix.length;
    const reread = read(text.slice(0, from) + insert + text.slice(offset + (closed ? word.length : after.length)), syntax, kind);
    const under = holderOf(reread);
    if (under !== undefined)
      return { role: 'key', pointer: under, prefix, span: [from, offset + word.trimEnd().length], yaml: true, closed };
  }
  const reread = read(`${text.slice(0, offset)}${/[:-]$/.test(before) ? ' ' : ''}${marker}${text.slice(offset)}`, syntax, kind);
  const pointer = leafOf(reread);
  if (pointer === undefined) return undefined;
  const prefix = /[^\s:,[\]{}'"-][^:,[\]{}'"]*$/.exec(before)?.[0] ?? '';
  const word = /^[\w@.-]*/.exec(after)?.[0] ?? '';
  // In the middle of a sentence a ready-made value has no place.
  const quote = (/["']/.exec(before.slice(before.search(/[:-]\s/) + 1))?.[0] ?? '') as '"' | "'" | '';
  const quoted = quote !== '' && before.split(quote).length % 2 === 0;
  const ends = quoted ? /^["']/ : /[[{]/.test(before) ? /^\s*(?:$|[,\]}#])/ : /^\s*(?:$|#)/;
  if (!ends.test(after.slice(word.length))) return undefined;
  return { role: 'value', pointer, prefix, span: [offset - prefix.length, offset + word.length], yaml: true, closed: false };
}

function markdownCursor(text: string, offset: number, kind: Kind): Cursor | undefined {
  const start = lineStart(text, offset);
  const before = text.slice(start, offset);
  const heading = /^\s{0,3}#{1,6}\s*(.*)$/.exec(before);
  if (heading)
    return {
      role: 'section',
      pointer: sectionAbove(text, start, kind),
      prefix: heading[1] ?? '',
      span: [start, offset],
      yaml: false,
      closed: false,
    };
  const reread = read(text.slice(0, offset) + marker + text.slice(offset), 'markdown', kind);
  const pointer = leafOf(reread);
  const word = /[\p{L}\p{N}@_][\p{L}\p{N}@_ -]*$/u.exec(before)?.[0] ?? '';
  if (/^\s*[\p{L} ]*$/u.test(before) && before.length <= 30) {
    return { role: 'section', pointer: pointer ?? '', prefix: before.trim(), span: [start, offset], yaml: false, closed: false };
  }
  if (pointer !== undefined)
    return {
      role: 'value',
      pointer,
      prefix: word.trimStart(),
      span: [offset - word.trimStart().length, offset],
      yaml: false,
      closed: false,
    };
  const label = holderOf(reread);
  return label === undefined
    ? undefined
    : {
        role: 'key',
        pointer: label,
        prefix: word.trimStart(),
        span: [offset - word.trimStart().length, offset],
        yaml: false,
        closed: false,
      };
}

const read = (text: string, syntax: Syntax, kind: Kind): Artifact => lower(syntax === 'yaml' ? readYaml(text) : readMarkdown(text), kind);

/** The deepest leaf whose text holds the marker. */
function leafOf(artifact: Artifact): Pointer | undefined {
  let best: Pointer | undefined;
  for (const [pointer, place] of artifact.places)
    if (place.text?.text.includes(marker) && (best === undefined || pointer.length >= best.length)) best = pointer;
  return best;
}

/** The object that the marker is a key of. */
function holderOf(artifact: Artifact): Pointer | undefined {
  const unclaimed = artifact.unclaimed.find(({ words }) => words.includes(marker));
  if (unclaimed) return unclaimed.under;
  const leaf = leafOf(artifact);
  // A lone unknown key under a list names an item: the item is the holder.
  return leaf === undefined ? undefined : /\/\d+$/.test(leaf) ? leaf : parent(leaf);
}

function sectionAbove(text: string, start: number, kind: Kind): Pointer {
  const artifact = read(`${text.slice(0, start)}\n${marker}\n`, 'markdown', kind);
  const leaf = leafOf(artifact) ?? '';
  return leaf === '' ? '' : `/${leaf.split('/')[1]}`;
}

function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}
