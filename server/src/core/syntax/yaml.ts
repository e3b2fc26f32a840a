// YAML text → Tree. Knows the `yaml` package and how to survive what people leave half-typed; knows no schema.
// The file is read top-level block by block, so that an unclosed quote costs one field and not the rest.
import { isAlias, isMap, isScalar, isSeq, type Node as LibraryNode, type Pair, parseDocument, type Scalar, type YAMLError } from 'yaml';
import type { Span } from '../text.js';
import type { Carrier, Entry, MapNode, Node, Piece, Problem, ScalarNode, Tree } from '../tree.js';
import { type PartReader, partReader } from './parts.js';

const depthLimit = 100;
/** What is wrong after that many problems in one block is a consequence of them. */
const problemLimit = 8;
/** How many nodes aliases may stand for in one file, so that a few bytes cannot become millions. */
const aliasBudget = 10_000;

/** `before` is what the text was when it was read last: what is written as it was is taken over. */
export function readYaml(text: string, before?: Tree): Tree {
  const problems: Problem[] = [];
  const reader = partReader(before?.parts);
  const root = readYamlPart(text, 0, 'key', problems, reader);
  return { syntax: 'yaml', text, root, problems, parts: reader.parts };
}

/** Reads a piece of a larger text, such as front matter; `offset` is where it starts there. */
export function readYamlPart(given: string, offset: number, from: Carrier, problems: Problem[], reader = partReader(undefined)): Node {
  // A lone CR ends a line for the protocol and for Markdown; to the library it would be a character of a value.
  const text = given.replace(/\r(?!\n)/g, '\n');
  const whole: Span = [offset, offset + text.length];
  const shared = mayShareAcrossBlocks(text);
  const entries: Entry[] = [];
  for (const [start, end] of shared ? [[0, text.length] as Span] : topLevelBlocks(text)) {
    const { node: root, problems: own } = readBlock(text.slice(start, end), offset + start, from, reader);
    problems.push(...own);
    if (root.type === 'map') entries.push(...root.entries);
    else if (root.type === 'seq' || (root.type === 'scalar' && shared && root.text !== '')) return root;
    else if (root.type === 'scalar' && root.text !== '') {
      problems.push({ code: 'stray-text', message: 'This line is neither a field nor part of one.', at: root.span });
    }
  }
  findRepeated(entries, problems);
  return { type: 'map', span: whole, entries };
}

/** The library would compare every key with every other; here each is looked up once. */
function findRepeated(entries: readonly Entry[], problems: Problem[]): void {
  const seen = new Set<string>();
  for (const { key, keySpan } of entries) {
    if (seen.has(key) && key !== '' && key !== '<<')
      problems.push({
        code: 'key-repeated',
        message: 'This key stands here twice: other tools read one of the two, or stop.',
        at: keySpan,
      });
    seen.add(key);
  }
}

interface Read {
  readonly node: Node;
  readonly problems: readonly Problem[];
}

/** A long list or map item by item, as far as lines tell its items apart; anything else at once. */
function readBlock(text: string, offset: number, from: Carrier, reader: PartReader): Read {
  const read = (part: string, at: number): Read => {
    const { blocks, problems } = reader.read(part, at, (own) => {
      const found: Problem[] = [];
      const node = readDocument(own, 0, from, found);
      return { blocks: [node], problems: found };
    });
    return { node: blocks[0] as Node, problems };
  };
  const cuts = cutsIn(text);
  return (cuts && readInParts(text, offset, cuts, read, (part, at) => readBlock(part, at, from, reader))) ?? read(text, offset);
}

function readInParts(
  text: string,
  offset: number,
  { at, listed }: Cuts,
  read: (part: string, at: number) => Read,
  readField: (part: string, at: number) => Read,
): Read | undefined {
  const head = read(text.slice(0, at[0]), offset);
  const [entry] = head.node.type === 'map' ? head.node.entries : [];
  if (
    !entry ||
    (head.node as MapNode).entries.length > 1 ||
    entry.value.type !== 'scalar' ||
    entry.value.text !== '' ||
    head.problems.length > 0
  )
    return undefined;
  const problems: Problem[] = [];
  const items: Node[] = [];
  const entries: Entry[] = [];
  let [first, last] = [0, 0];
  for (let part = 0; part < at.length; part++) {
    const begin = at[part] as number;
    const { node, problems: own } = (listed ? read : readField)(text.slice(begin, at[part + 1]), offset + begin);
    if (node.type !== (listed ? 'seq' : 'map')) return undefined;
    if (node.type === 'seq') items.push(...node.items);
    else if (node.type === 'map') entries.push(...node.entries);
    problems.push(...own);
    if (part === 0) first = node.span[0];
    last = node.span[1];
  }
  if (!listed) findRepeated(entries, problems);
  const value: Node = listed ? { type: 'seq', span: [first, last], items } : { type: 'map', span: [first, last], entries };
  const whole: Entry = { ...entry, span: [entry.keySpan[0], Math.max(entry.keySpan[1], last)], value };
  return { node: { type: 'map', span: [head.node.span[0], last], entries: [whole] }, problems };
}

/** Where the items or fields below a name begin. */
interface Cuts {
  readonly at: readonly number[];
  /** Items of a list; else fields of a map. */
  readonly listed: boolean;
}

/** Undefined where the lines below do not all begin an item, or a field, or stand deeper. */
function cutsIn(text: string): Cuts | undefined {
  const at: number[] = [];
  let head: number | undefined;
  let depth = -1;
  let listed = false;
  for (let line = 0; line < text.length; ) {
    const next = text.indexOf('\n', line);
    const end = next === -1 ? text.length : next + 1;
    let start = line;
    while (text[start] === ' ') start++;
    const begin = line;
    line = end;
    const first = text[start];
    if (first === undefined || first === '#' || first === '\n' || first === '\r') continue;
    if (head === undefined) {
      if (!isBareField(text, start, end)) return undefined;
      head = start - begin;
      continue;
    }
    const dash = first === '-' && (start + 1 >= end || ' \r\n'.includes(text[start + 1] as string));
    if (depth === -1) {
      depth = start - begin;
      listed = dash;
      if (depth < head || (depth === head && !dash)) return undefined;
    }
    if (start - begin < depth) return undefined;
    if (start - begin > depth) continue;
    if (listed ? !dash : !opensField(text, start, end)) return undefined;
    at.push(begin);
  }
  return at.length > 1 ? { at, listed } : undefined;
}

/** `name:` and nothing behind it but a comment. */
function isBareField(text: string, start: number, end: number): boolean {
  const line = text.slice(start, end);
  return opensField(text, start, end) && /^(?:"[^"\\]{0,200}"|'[^']{0,200}'|[^"'#:]{1,200}):\s*(?:\s#.*)?$/.test(line.trimEnd());
}

/** One problem for a value that starts with `@`: people write `owner: @ana`, YAML reserves the sign. */
export const unquotedHandle = 'handle-unquoted';

function readDocument(text: string, offset: number, from: Carrier, problems: Problem[]): Node {
  if (nestsDeeper(text, depthLimit)) {
    // The library goes down by recursion; an abyss is not for it to look into.
    problems.push({
      code: 'too-deep',
      message: `Nested more than ${depthLimit} levels deep; this part is not read.`,
      at: [offset, offset + Math.min(text.length, 1)],
    });
    return emptyScalar(offset);
  }
  const bom = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const shift = offset + bom;
  const source = withoutVersion(text.slice(bom), shift, problems);
  const document = parseDocument(source, { uniqueKeys: false, logLevel: 'silent', prettyErrors: false, strict: false, stringKeys: false });
  for (const error of document.errors.slice(0, problemLimit)) problems.push(problemOf(error, source, shift));
  const anchors = new Map<string, LibraryNode>();
  const open = new Set<LibraryNode>();
  let budget = aliasBudget;
  let insideAlias = 0;

  const convert = (node: LibraryNode | null | undefined, at: number, depth: number): Node => {
    if (!node) return emptyScalar(shift + at);
    if (insideAlias > 0 && --budget < 0) return emptyScalar(shift + at);
    if (isAlias(node)) return resolveAlias(node, at, depth);
    const range = node.range ?? [at, at, at];
    if (node.anchor) anchors.set(node.anchor, node);
    if (isScalar(node)) return scalar(node as Scalar, source, shift);
    if (depth > depthLimit) {
      problems.push({
        code: 'too-deep',
        message: `Nested more than ${depthLimit} levels deep; what is below is not read.`,
        at: spanOf(range, shift),
      });
      return emptyScalar(shift + range[0]);
    }
    open.add(node);
    const converted = isSeq(node) ? sequence(node.items as LibraryNode[], range, depth) : map(node, range, depth);
    open.delete(node);
    return converted;
  };

  const resolveAlias = (node: LibraryNode & { source: string }, at: number, depth: number): Node => {
    const target = anchors.get(node.source);
    const span = spanOf(node.range ?? [at, at, at], shift);
    if (!target || open.has(target)) {
      const why = target ? 'refers to itself' : 'has no anchor before it';
      problems.push({ code: 'alias', message: `The alias *${node.source} ${why}.`, at: span });
      return emptyScalar(span[0]);
    }
    insideAlias++;
    const converted = convert(target, at, depth);
    insideAlias--;
    return converted;
  };

  const sequence = (items: readonly LibraryNode[], range: readonly number[], depth: number): Node => ({
    type: 'seq',
    span: trimEnd(source, spanOf(range, shift), shift),
    items: items.map((item) => convert(item, range[0] ?? 0, depth + 1)),
  });

  const map = (node: LibraryNode, range: readonly number[], depth: number): MapNode => {
    const entries: Entry[] = [];
    for (const pair of isMap(node) ? (node.items as Pair<LibraryNode, LibraryNode | null>[]) : []) {
      const keyRange = pair.key?.range ?? [range[0] as number, range[0] as number];
      const key = isScalar(pair.key)
        ? String((pair.key as Scalar).source ?? (pair.key as Scalar).value ?? '')
        : source.slice(keyRange[0], keyRange[1]);
      const value = convert(pair.value, afterColon(source, keyRange[1] as number), depth + 1);
      const keySpan = spanOf(keyRange, shift);
      entries.push({ key, keySpan, span: [keySpan[0], Math.max(keySpan[1], value.span[1])], value, from });
    }
    if (depth > 0 && insideAlias === 0) findRepeated(entries, problems);
    return { type: 'map', span: trimEnd(source, spanOf(range, shift), shift), entries };
  };

  const root = document.contents as LibraryNode | null;
  return convert(root, 0, 0);
}

/** `%YAML 1.1` would make true of `yes` and 10 of `012`: it is said, and everything is read as YAML 1.2. */
function withoutVersion(source: string, shift: number, problems: Problem[]): string {
  const found = /^%YAML[ \t]+(\d{1,3}\.\d{1,3})[^\r\n]{0,80}/m.exec(source);
  if (!found || found[1] === '1.2') return source;
  const end = found.index + found[0].length;
  const message = `This asks for YAML ${found[1]}, where yes is true and 012 is 10; it is read as YAML 1.2, as it is written.`;
  problems.push({ code: 'old-yaml', message, at: [found.index + shift, end + shift] });
  return `${source.slice(0, found.index)}#${source.slice(found.index + 1)}`;
}

/** Lines that begin a field at column 0 open a block; everything else belongs to the block before. */
function topLevelBlocks(text: string): Span[] {
  const blocks: Span[] = [];
  let start = 0;
  let seenKey = false;
  for (let line = 0; line < text.length; ) {
    const next = text.indexOf('\n', line);
    const end = next === -1 ? text.length : next + 1;
    if (opensField(text, line, end)) {
      if (seenKey) {
        blocks.push([start, line]);
        start = line;
      }
      seenKey = true;
    }
    line = end;
  }
  blocks.push([start, text.length]);
  return blocks;
}

function opensField(text: string, start: number, end: number): boolean {
  const first = text[start] as string;
  if (' \t\r\n#-&*!|>%@`[]{},:?\ufeff'.includes(first)) return first === '\ufeff' && opensField(text, start + 1, end);
  if (first === '"' || first === "'") {
    const close = text.indexOf(first, start + 1);
    return close !== -1 && close < end && /^\s*:(\s|$)/.test(text.slice(close + 1, end));
  }
  for (let at = start; at < end; at++) {
    if (text[at] !== ':') continue;
    const after = text[at + 1];
    if (after === undefined || after === ' ' || after === '\t' || after === '\n' || after === '\r') return true;
  }
  return false;
}

/** Brackets, dashes on a line and steps of indentation, counted without reading: an upper bound on the depth. */
function nestsDeeper(text: string, limit: number): boolean {
  let brackets = 0;
  const indents: number[] = [];
  for (const line of text.split('\n')) {
    const lead = /^[ ]*/.exec(line)?.[0].length ?? 0;
    if (lead === line.length) continue;
    while (indents.length > 0 && (indents[indents.length - 1] as number) >= lead) indents.pop();
    indents.push(lead);
    let dashes = 0;
    while (line.startsWith('- ', lead + dashes * 2)) dashes++;
    for (let at = lead; at < line.length; at++) {
      const character = line[at];
      if (character === '[' || character === '{') brackets++;
      else if ((character === ']' || character === '}') && brackets > 0) brackets--;
      if (brackets > limit) return true;
    }
    if (indents.length + dashes > limit) return true;
  }
  return false;
}

/** Anchors, several documents and directives need the whole text at once. */
function mayShareAcrossBlocks(text: string): boolean {
  return /^(---|\.\.\.|%|\ufeff?[[{])/m.test(text) || /[:\-[,]\s+\*[\w-]/.test(text);
}

function scalar(node: Scalar, source: string, shift: number): ScalarNode {
  const [start, end] = node.range ?? [0, 0, 0];
  const raw = source.slice(start, end);
  const plain = node.type === 'PLAIN' || node.type === undefined;
  const text = (plain && !raw.includes('\n') ? raw : typeof node.value === 'string' ? node.value : (node.source ?? raw)).trimEnd();
  const simple = plain && text === raw;
  return {
    type: 'scalar',
    span: trimEnd(source, [start + shift, end + shift], shift),
    text,
    pieces: simple
      ? [{ at: 0, length: text.length, start: start + shift, size: text.length }]
      : alignScalar(text, raw, start + shift, node.type),
  };
}

/** Folding and quoting change white space and escapes only, so the other characters can be walked side by side. */
function alignScalar(text: string, raw: string, start: number, type: Scalar['type']): Piece[] {
  const pieces: Piece[] = [];
  let at = type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE' ? 1 : 0;
  if (type === 'BLOCK_FOLDED' || type === 'BLOCK_LITERAL') at = raw.indexOf('\n') + 1;
  for (let i = 0; i < text.length; i++) {
    const character = text[i] as string;
    let size = 1;
    if (/\s/.test(character)) {
      if (raw[at] === '\\' && type === 'QUOTE_DOUBLE') size = escapeSize(raw, at);
      else if (raw[at] !== character) continue;
    } else {
      while (at < raw.length && /\s/.test(raw[at] as string)) at++;
      while (type === 'QUOTE_DOUBLE' && raw[at] === '\\' && /[\r\n]/.test(raw[at + 1] ?? '')) {
        at++;
        while (at < raw.length && /\s/.test(raw[at] as string)) at++;
      }
      if (type === 'QUOTE_DOUBLE' && raw[at] === '\\') size = escapeSize(raw, at);
      else if (type === 'QUOTE_SINGLE' && character === "'") size = 2;
    }
    const last = pieces[pieces.length - 1];
    const exact = size === 1;
    if (exact && last && last.size === last.length && last.at + last.length === i && last.start + last.size === start + at) {
      pieces[pieces.length - 1] = { ...last, length: last.length + 1, size: last.size + 1 };
    } else {
      const length = size > 1 && isHighSurrogate(character) ? 2 : 1;
      pieces.push({ at: i, length, start: start + at, size });
      i += length - 1;
    }
    at += size;
  }
  return pieces;
}

function escapeSize(raw: string, at: number): number {
  const kind = raw[at + 1];
  return kind === 'x' ? 4 : kind === 'u' ? 6 : kind === 'U' ? 10 : 2;
}

function problemOf(error: YAMLError, source: string, shift: number): Problem {
  const start = Math.min(error.pos[0], source.length);
  let end = Math.min(Math.max(error.pos[1], start + 1), source.length);
  while (end > start + 1 && /[\r\n]/.test(source[end - 1] as string)) end--;
  let at: Span = [start + shift, end + shift];
  // What is never closed is noticed at the end and caused at the beginning.
  if (source.slice(start).trim() === '') at = [shift, shift + (source.search(/[\r\n]/) === -1 ? source.length : source.search(/[\r\n]/))];
  if (error.code === 'BAD_SCALAR_START' && source[error.pos[0]] === '@') {
    const length = source.slice(error.pos[0]).search(/[\s,\]}]|$/);
    return { code: unquotedHandle, message: 'A value may not begin with @ in YAML: put it in quotes.', at: [at[0], at[0] + length] };
  }
  return { code: 'syntax', message: words[error.code] ?? 'YAML cannot be read here.', at };
}

// Our own sentences: the library's messages quote the document.
const words: Partial<Record<YAMLError['code'], string>> = {
  BAD_INDENT: 'The indentation fits no field above.',
  BLOCK_AS_IMPLICIT_KEY: 'A list or a map stands where a field name belongs.',
  BLOCK_IN_FLOW: 'Brackets are still open above this line.',
  MISSING_CHAR: 'A character is missing here: a colon, a quote or a closing bracket.',
  MULTILINE_IMPLICIT_KEY: 'A field name runs over several lines: is a colon missing?',
  TAB_AS_INDENT: 'A tab is used as indentation: YAML takes spaces only.',
  UNEXPECTED_TOKEN: 'This is not expected here: is a quote, a colon or a dash missing?',
  RESOURCE_EXHAUSTION: 'Nested too deep to be read.',
  MULTIPLE_DOCS: 'A second document starts here; only the first is read.',
};

const spanOf = (range: readonly number[], shift: number): Span => [(range[0] as number) + shift, (range[1] as number) + shift];
const emptyScalar = (at: number): ScalarNode => ({ type: 'scalar', span: [at, at], text: '', pieces: [] });
const isHighSurrogate = (character: string) => character >= '\ud800' && character <= '\udbff';

function afterColon(source: string, keyEnd: number): number {
  const colon = source.indexOf(':', keyEnd);
  return colon === -1 ? keyEnd : colon + 1;
}

/** Library ranges of blocks run on over line ends; ours stop at the last thing that was written. */
function trimEnd(source: string, [start, end]: Span, shift: number): Span {
  let at = Math.min(end - shift, source.length);
  while (at > start - shift && /\s/.test(source[at - 1] as string)) at--;
  return [start, at + shift];
}
