// Markdown text → Tree. Knows headings, labels, lists, tables, front matter and their exact places;
// knows no schema: which heading means which field is decided in model.ts.
import { lineIndex, type Span } from '../text.js';
import {
  type Block,
  type BodyNode,
  type Entry,
  type Node,
  type Piece,
  type Problem,
  type ScalarNode,
  slice,
  spanWithin,
  type Tree,
  trim,
} from '../tree.js';
import { type Inline, isHtml, markdown, readInline } from './inline.js';
import { moved, type PartReader, partReader } from './parts.js';
import { readYamlPart } from './yaml.js';

/** `before` is what the text was when it was read last: a section that is written as it was is taken over. */
export function readMarkdown(text: string, before?: Tree): Tree {
  const problems: Problem[] = [];
  const front = frontMatter(text);
  const blocks: Node[] = [];
  if (front) {
    const part = readYamlPart(text.slice(front.yaml[0], front.yaml[1]), front.yaml[0], 'front-matter', problems);
    blocks.push(part);
  }
  const bodyStart = front ? front.end : text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const reader = partReader(before?.parts);
  const { blocks: flat, lastRule } = readSections(text, bodyStart, reader);
  const end = footAt(flat, lastRule);
  blocks.push(...nest(flat.slice(0, end), text.length), ...(flat.slice(end) as readonly Node[]));
  return { syntax: 'markdown', text, root: { type: 'body', span: [0, text.length], blocks }, problems, parts: reader.parts };
}

interface Sections {
  readonly blocks: readonly Block[];
  readonly lastRule: number;
}

/** Each section by itself; a text without headings at once. */
function readSections(text: string, start: number, reader: PartReader): Sections {
  const source = unescaped(text.slice(start));
  const cuts = sectionsIn(source);
  if (cuts.length === 1) {
    const { blocks, lastRule = 0 } = blockReader(source, true);
    return { blocks: moved({ at: 0, blocks, problems: [] }, start).blocks, lastRule };
  }
  const blocks: Block[] = [];
  let lastRule = 0;
  for (let at = 0; at < cuts.length; at++) {
    const [from, to] = [cuts[at] as number, cuts[at + 1] ?? source.length];
    const part = reader.read(source.slice(from, to), start + from, (own) => ({ ...blockReader(own, false), problems: [] }));
    if (part.lastRule !== undefined) lastRule = blocks.length + part.lastRule;
    for (const block of part.blocks) blocks.push(block);
  }
  return { blocks, lastRule };
}

/** Where sections begin that can be read by themselves: at headings that no fence and no HTML above them swallows. */
function sectionsIn(source: string): readonly number[] {
  const cuts = [0];
  let fence = '';
  let swallowed = 0;
  for (const { index, 0: mark } of source.matchAll(/(?<![^\r\n])(?:#{1,6}[ \t]| {0,3}(?:`{3}|~{3}))/g)) {
    const sign = mark.trimStart()[0] as string;
    if (sign !== '#') fence = fence === '' ? sign : fence === sign ? '' : fence;
    const from = cuts[cuts.length - 1] as number;
    // A comment in a block of code is no heading, and no reason to look closer.
    if (sign !== '#' || fence !== '' || index === from) continue;
    if (isClosed(source.slice(from, index))) cuts.push(index);
    // Whoever would look at ever longer beginnings never ends.
    else if (++swallowed > 8) break;
  }
  return cuts;
}

/** A heading that follows is one. */
function isClosed(section: string): boolean {
  if (!/^[ \t>*+\-\d.)]{0,40}(?:```|~~~|<[!?/a-z])/im.test(section)) return true;
  const tokens = markdown.parse(`${section}# x`, {});
  const last = tokens[tokens.length - 3];
  return last?.type === 'heading_open' && last.level === 0 && tokens[tokens.length - 2]?.content === 'x';
}

/** Where the lines below the last rule speak of the whole document: "Owner: Ana", "Last updated: May". */
function footAt(blocks: readonly Block[], lastRule: number): number {
  const last = blocks.slice(lastRule);
  const isFoot =
    last.length <= 12 && last.every(({ type }) => type === 'scalar') && last.some((block) => block.type === 'scalar' && block.label);
  return isFoot ? lastRule : blocks.length;
}

/** `---` on the first line up to the next `---` or `...`; without an end there is none. */
export function frontMatter(text: string): { readonly yaml: Span; readonly end: number } | undefined {
  const bom = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const open = /^---[ \t]*(\r\n|\r|\n)/.exec(text.slice(bom, bom + 64));
  if (!open) return undefined;
  const start = bom + open[0].length;
  const close = /^(---|\.\.\.)[ \t]*(\r\n|\r|\n|$)/gm;
  close.lastIndex = start;
  const end = close.exec(text);
  return end ? { yaml: [start, end.index], end: end.index + end[0].length } : undefined;
}

interface BlockToken {
  readonly type: string;
  readonly tag: string;
  readonly level: number;
  readonly map: readonly [number, number] | null;
  readonly content: string;
  readonly markup: string;
}

/** `whole`: it is not one section of several, so a heading may be missing. */
function blockReader(source: string, whole: boolean): { readonly blocks: readonly Block[]; readonly lastRule?: number } {
  const lines = lineIndex(source);
  const tokens = markdown.parse(source, {}) as unknown as readonly BlockToken[];
  const bare = whole && !tokens.some((token) => token.type === 'heading_open');
  let next = 0;
  let lastRule: number | undefined;

  const lineStart = (line: number) => (line < lines.lineCount ? lines.lineSpan(line)[0] : source.length);
  const lineEnd = (line: number) => lines.lineSpan(Math.max(0, line))[1];
  const spanOf = (map: readonly [number, number] | null): Span => {
    if (!map) return [0, 0];
    let last = map[1] - 1;
    while (last > map[0] && source.slice(...lines.lineSpan(last)).trim() === '') last--;
    return [lineStart(map[0]), lineEnd(last)];
  };

  const readUntil = (close: string, quoted: boolean): Block[] => {
    const blocks: Block[] = [];
    while (next < tokens.length && (tokens[next] as BlockToken).type !== close) {
      const token = tokens[next++] as BlockToken;
      if (token.type === 'heading_open') {
        const content = proseOf(tokens[next] as BlockToken);
        next += 2;
        blocks.push({ type: 'heading', level: Number(token.tag.slice(1)), text: content.node, start: spanOf(token.map)[0] });
      } else if (token.type === 'paragraph_open') {
        const prose = proseOf(tokens[next] as BlockToken);
        const below = tokens[next - 2]?.type === 'hr' ? 'rule' : blocks.length === 0 ? 'nothing' : 'text';
        next += 2;
        const level =
          bare && token.level === 0 ? levelOf(prose.node.text, below, tokens[next]?.type ?? '', tokens[next + 1]?.content ?? '') : 0;
        const lead = token.level === 0 && !quoted ? leadLine(prose.node.text, bare) : undefined;
        if (level > 0) blocks.push({ type: 'heading', level, text: prose.node, start: spanOf(token.map)[0] });
        else if (lead) {
          const { node, inline } = prose;
          blocks.push({ type: 'heading', level: 7, text: trim(slice(node, ...lead.words)), start: spanOf(token.map)[0] });
          const rest = { ...inline, text: inline.text.slice(lead.rest), bold: shifted(inline.bold, lead.rest) };
          blocks.push(...paragraph({ node: trim(slice(node, lead.rest, node.text.length)), inline: rest }, false));
        } else blocks.push(...paragraph(prose, quoted));
      } else if (token.type === 'bullet_list_open' || token.type === 'ordered_list_open') {
        blocks.push(...list(token));
      } else if (token.type === 'blockquote_open') {
        blocks.push(...readUntil('blockquote_close', true).map((block) => (block.type === 'heading' ? block.text : block)));
        next++;
      } else if (token.type === 'table_open') blocks.push(table(token));
      else if (token.type === 'hr' && token.level === 0) lastRule = blocks.length;
      else if (token.type === 'fence' || token.type === 'code_block') blocks.push(code(token));
      else if (token.type === 'html_block' && !isHtml(token.content.trimStart())) blocks.push(...paragraph(proseOf(token), quoted));
    }
    return blocks;
  };

  const list = (open: BlockToken): Block[] => {
    const before: Block[] = [];
    let items: Node[] = [];
    let begin = spanOf(open.map)[0];
    const asList = (end: number): Node => ({
      type: 'seq',
      span: [begin, end],
      items,
      ...(open.type.startsWith('ordered') ? { ordered: true } : {}),
    });
    let onlyAnchors = true;
    const closing = open.type.replace('_open', '_close');
    while (next < tokens.length && (tokens[next] as BlockToken).type !== closing) {
      const token = tokens[next++] as BlockToken;
      const first = tokens[next];
      let lead: ScalarNode | undefined;
      let checked: boolean | undefined;
      let unlisted: Prose | undefined;
      if (first?.type === 'paragraph_open') {
        const { item: prose, after } = endOfList(proseOf(tokens[next + 1] as BlockToken));
        next += 3;
        unlisted = after;
        const box = /^\[([ xX])\]\s+/.exec(prose.node.text);
        if (box) checked = box[1] !== ' ';
        const bold = shifted(prose.inline.bold, box?.[0].length ?? 0);
        lead = labelled(box ? slice(prose.node, box[0].length, prose.node.text.length) : prose.node, bold);
        if (!lead.label && tokens[next]?.type.endsWith('_list_open')) lead = boldLabel(lead, bold);
        onlyAnchors &&= prose.inline.onlyAnchors;
      }
      const below = readUntil('list_item_close', false).map((block) => (block.type === 'heading' ? block.text : block));
      if (below.length > 0 && lead === undefined) onlyAnchors = false;
      next++;
      const span = spanOf(token.map);
      const body: BodyNode | undefined = below.length > 0 ? { type: 'body', span, blocks: below } : undefined;
      items.push(listItem(lead, body, checked, span));
      if (!unlisted) continue;
      before.push(asList(lead?.span[1] ?? span[1]), ...paragraph(unlisted, false));
      items = [];
      begin = unlisted.node.span[1];
    }
    next++;
    // A table of contents repeats every heading and says nothing of its own.
    if (onlyAnchors && items.length > 1 && items.every((item) => item.type === 'scalar')) return before;
    return items.length > 0 ? [...before, asList(spanOf(open.map)[1])] : before;
  };

  /** "- a" and below it, not indented, "Metrics:": Markdown takes that for more of the item, its author did not. */
  const endOfList = ({ node, inline }: Prose): { readonly item: Prose; readonly after?: Prose } => {
    for (let at = node.text.indexOf('\n'); at !== -1; at = node.text.indexOf('\n', at + 1)) {
      const place = spanWithin(node, at + 1, at + 2)[0];
      if (place !== lineStart(lines.positionAt(place).line) || !findLabel(node.text, at + 1, inline.bold)) continue;
      return {
        item: { node: trim(slice(node, 0, at)), inline },
        after: {
          node: trim(slice(node, at + 1, node.text.length)),
          inline: { ...inline, text: inline.text.slice(at + 1), bold: shifted(inline.bold, at + 1) },
        },
      };
    }
    return { item: { node, inline } };
  };

  const table = (open: BlockToken): Node => {
    const span = spanOf(open.map);
    const first = (open.map as readonly [number, number])[0];
    const headers = cells(first);
    const rows: Node[] = [];
    for (let line = first + 2; line < (open.map as readonly [number, number])[1]; line++) {
      const entries = cells(line).flatMap((cell, column): Entry[] => {
        const header = headers[column];
        return header ? [{ key: header.text, keySpan: header.span, span: cell.span, value: cell, from: 'table' }] : [];
      });
      rows.push({
        type: 'map',
        span: [entries[0]?.span[0] ?? lineStart(line), entries[entries.length - 1]?.span[1] ?? lineEnd(line)],
        entries,
      });
    }
    while (next < tokens.length && (tokens[next] as BlockToken).type !== 'table_close') next++;
    next++;
    return { type: 'seq', span, items: rows, table: true };
  };

  /** Cells are cut at every pipe that is not escaped, as markdown-it does. */
  const cells = (line: number): ScalarNode[] => {
    const [from, to] = lines.lineSpan(line);
    const raw = source.slice(from, to);
    const cuts: Span[] = [];
    let begin = 0;
    for (let at = 0; at <= raw.length; at++) {
      if (at < raw.length && (raw[at] !== '|' || raw[at - 1] === '\\')) continue;
      cuts.push([begin, at]);
      begin = at + 1;
    }
    if (cuts.length > 0 && /^[\s>]*$/.test(raw.slice(...(cuts[0] as Span)))) cuts.shift();
    if (cuts.length > 1 && raw.slice(...(cuts[cuts.length - 1] as Span)).trim() === '') cuts.pop();
    return cuts.map(([a, b]) => {
      const words = raw.slice(a, b);
      const lead = words.length - words.trimStart().length;
      return place(readInline(words.trim()), (offset) => from + a + lead + offset, [from + a + Math.min(lead, words.length), from + b])
        .node;
    });
  };

  const code = (token: BlockToken): ScalarNode => {
    const [from, to] = token.map as readonly [number, number];
    const fenced = token.type === 'fence';
    const content = token.content.replace(/\n$/, '');
    const begin = lineStart(from + (fenced ? 1 : 0));
    const pieces: Piece[] = [];
    let at = 0;
    for (const [k, line] of content.split('\n').entries()) {
      const row = from + (fenced ? 1 : 0) + k;
      const raw = row < to ? source.slice(...lines.lineSpan(row)) : '';
      const column = raw.lastIndexOf(line);
      if (line !== '' && column !== -1) pieces.push({ at, length: line.length, start: lineStart(row) + column, size: line.length });
      at += line.length + 1;
    }
    return { type: 'scalar', span: [Math.min(begin, lineEnd(from)), spanOf(token.map)[1]], text: content, pieces, verbatim: 'code' };
  };

  /** Content lines are the source lines less their list and quote prefixes, so each is found at its line's end. */
  const proseOf = (token: BlockToken): Prose => {
    const map = token.map as readonly [number, number];
    const starts: { readonly at: number; readonly offset: number; readonly from: number }[] = [];
    let at = 0;
    for (const [k, line] of token.content.split('\n').entries()) {
      const row = Math.min(map[0] + k, lines.lineCount - 1);
      const [from, to] = lines.lineSpan(row);
      const raw = source.slice(from, to);
      const trimmed = line.trim();
      const column = trimmed === '' ? raw.length : raw.lastIndexOf(trimmed);
      const lead = line.length - line.trimStart().length;
      // A tab that an indentation cuts through becomes spaces, so that the content's lead can be longer than the line's.
      starts.push({ at, offset: from + Math.max(0, column) - lead, from: from });
      at += line.length + 1;
    }
    const where = (offset: number) => {
      let row = 0;
      for (let last = starts.length - 1; row < last; ) {
        const middle = (row + last + 1) >> 1;
        if ((starts[middle] as { at: number }).at <= offset) row = middle;
        else last = middle - 1;
      }
      const line = starts[row] as (typeof starts)[number];
      return Math.max(line.from, line.offset + (offset - line.at));
    };
    return place(readInline(token.content), where, spanOf(map));
  };

  const blocks = readUntil('', false);
  return { blocks, ...(lastRule === undefined ? {} : { lastRule }) };
}

interface Prose {
  readonly node: ScalarNode;
  readonly inline: Inline;
}

function place(inline: Inline, where: (offset: number) => number, fallback: Span): Prose {
  const pieces = inline.pieces
    .flatMap((piece) => splitAtLines(piece, inline.text))
    .map((piece) => ({ ...piece, start: where(piece.start) }));
  const first = pieces[0];
  const last = pieces[pieces.length - 1];
  const span: Span = first && last ? [first.start, last.start + last.size] : [fallback[0], fallback[0]];
  const masked = inline.masked.length > 0 ? { masked: inline.masked } : {};
  return { node: trim({ type: 'scalar', span, text: inline.text, pieces, ...masked }), inline };
}

/** A piece never crosses a line, because lines lose their prefixes separately. */
function splitAtLines(piece: Piece, text: string): Piece[] {
  if (piece.size !== piece.length) return [piece];
  const parts: Piece[] = [];
  let from = piece.at;
  const end = piece.at + piece.length;
  while (from < end) {
    const line = text.indexOf('\n', from);
    const to = line === -1 || line >= end ? end : line + 1;
    parts.push({ at: from, length: to - from, start: piece.start + (from - piece.at), size: to - from });
    from = to;
  }
  return parts;
}

function listItem(lead: ScalarNode | undefined, below: BodyNode | undefined, checked: boolean | undefined, span: Span): Node {
  const text: ScalarNode = lead ?? { type: 'scalar', span: [span[0], span[0]], text: '', pieces: [] };
  return { ...text, ...(below ? { below } : {}), ...(checked === undefined ? {} : { checked }) };
}

/** A paragraph whose lines are labels is several blocks; a bold line alone is a heading in all but name. */
function paragraph(prose: Prose, quoted: boolean): Block[] {
  const { node, inline } = prose;
  const lead = inline.text.length - inline.text.trimStart().length;
  const bold = shifted(inline.bold, lead);
  if (!quoted && bold.length === 1 && !node.text.includes('\n') && node.text.length <= 80) {
    const [from, to] = bold[0] as Span;
    // "**Guardrails** (none may fall)" as well.
    if (from === 0 && /^(?:[:：]?|\([^()]{1,60}\)[:：]?)$/.test(node.text.slice(to).trim())) {
      return [{ type: 'heading', level: 7, text: trim(slice(node, 0, to)), start: node.span[0] }];
    }
  }
  const blocks: ScalarNode[] = [];
  let begin = 0;
  const push = (end: number) => {
    const part = trim(slice(node, begin, end));
    if (part.text !== '') blocks.push(labelled(part, shifted(bold, begin)));
    begin = end;
  };
  for (let at = 0; at < node.text.length; at++) {
    const separator = node.text[at];
    // "**Author:** Dana  **Status:** Draft": where labels are bold, the next one needs no other mark.
    const beside = (separator === ' ' || separator === '\t') && isBoldLabel(node.text, at + 1, bold);
    if (separator !== '\n' && separator !== '|' && separator !== '·' && separator !== '•' && !beside) continue;
    if (!findLabel(node.text, skipBlank(node.text, at + 1), bold)) continue;
    if (separator !== '\n' && !findLabel(node.text, skipBlank(node.text, begin), bold)) continue;
    push(at);
    begin = at + 1;
  }
  push(node.text.length);
  return quoted ? blocks.map((block) => ({ ...block, verbatim: 'quote' as const })) : blocks;
}

/** Some exports escape their own marks, "\\## Goals", "\\#\\# Goals" and "\\- item"; where no line has the mark bare, they are read as meant. */
function unescaped(given: string): string {
  // A pasted no-break space behind the mark looks like a space to its author.
  const source = unwrapped(given.replace(/^(#{1,6})\u00a0/gm, '$1 '));
  if (!/^(?:\\#{1,6}|(?:\\#){2,6}) /m.test(source) || /^#{1,6} /m.test(source)) return source;
  return source
    .replace(/^(?:\\#){2,6}(?= )/gm, (marks) => '#'.repeat(marks.length / 2) + ' '.repeat(marks.length / 2))
    .replace(/^\\(?=#{1,6} |[-*+] )/gm, ' ');
}

/** `<context>` … `</context>` on lines of their own wrap a document for a program; to Markdown they would hide its first heading. */
function unwrapped(source: string): string {
  const lone = /^<(\/?)([A-Za-z][\w-]{0,40})>(?=[ \t]*$)/gm;
  const tags = new Set(Array.from(source.matchAll(lone), ([tag]) => tag));
  return source.replace(lone, (tag, close: string, name: string) =>
    isHtml(tag) || !tags.has(close ? `<${name}>` : `</${name}>`) ? tag : ' '.repeat(tag.length),
  );
}

/** In a text without any heading: a short line over a list or below a rule is one, and the first short line is the title. */
function levelOf(text: string, below: 'nothing' | 'rule' | 'text', following: string, words: string): number {
  if (
    text.includes('\n') ||
    text.length > 60 ||
    text.split(/\s+/).length > 7 ||
    /[.,;:!?：。，！？|]$/.test(text) ||
    findLabel(text, 0, [])
  )
    return 0;
  if (!/^\p{Lu}|^\P{ASCII}/u.test(text)) return 0;
  if (following.endsWith('_list_open') || following === 'table_open') return 7;
  if (following !== 'paragraph_open') return 0;
  // In text pasted from elsewhere a few words stand alone over sentences.
  return below === 'nothing' ? 1 : below === 'rule' || /[.!?。]["”)]?\s*$/.test(words) ? 7 : 0;
}

/** "Q: What is the goal?" over "A: …", and in a text without any heading a line in capitals over others: the heading of what follows. */
function leadLine(text: string, bare: boolean): { readonly words: Span; readonly rest: number } | undefined {
  const asked = /^(Q\d{0,2}[.:]\s+([^\n]{3,120}\?))\s*\nA\d{0,2}[.:]\s+/.exec(text);
  if (asked)
    return { words: [(asked[1] as string).length - (asked[2] as string).length, (asked[1] as string).length], rest: asked[0].length };
  const loud = bare ? /^([\p{Lu}][\p{Lu}\p{N} &/-]{3,48}):?\n(?=\S)/u.exec(text) : null;
  return loud ? { words: [0, (loud[1] as string).length], rest: loud[0].length } : undefined;
}

const isBoldLabel = (text: string, from: number, bold: readonly Span[]): boolean =>
  bold.some(([start, end]) => start === from && end - start <= 40 && /[:：]$/.test(text.slice(start, end).trimEnd()));

/** A list item that is one bold phrase with a list below it is that list's label. */
function boldLabel(node: ScalarNode, bold: readonly Span[]): ScalarNode {
  const whole = bold[0];
  if (bold.length !== 1 || !whole || whole[0] !== 0 || whole[1] < node.text.length || node.text.length > 80) return node;
  const value: ScalarNode = { type: 'scalar', span: [node.span[1], node.span[1]], text: '', pieces: [] };
  return { ...node, label: { key: node.text, keySpan: node.span, span: node.span, value, from: 'label' } };
}

function labelled(node: ScalarNode, bold: readonly Span[]): ScalarNode {
  const found = findLabel(node.text, 0, bold);
  if (!found) return node;
  const key = trim(slice(node, found.key[0], found.key[1]));
  const value = trim(slice(node, found.value, node.text.length));
  const coded = node.masked?.some(([from, to]) => from <= found.key[0] && to >= found.key[1]) ? { coded: true } : {};
  const label: Entry = { key: key.text, keySpan: key.span, span: node.span, value, from: 'label', ...coded };
  return { ...node, label };
}

/** `Label: rest`, `**Label:** rest`, `**Label** – rest`. Offsets in `text`; a plain label has at most 8 words. */
function findLabel(text: string, from: number, bold: readonly Span[]): { readonly key: Span; readonly value: number } | undefined {
  const strong = bold.find(([start]) => start === from);
  // A definition: the term alone on its line, what it means behind a colon on the next.
  const term = /^(\p{L}[^\n.:;?!|]{1,58})\n:\s+/u.exec(text.slice(from, from + 80));
  if (term) return { key: [from, from + (term[1] as string).length], value: from + term[0].length };
  const lineEnd = text.indexOf('\n', from) === -1 ? text.length : text.indexOf('\n', from);
  if (strong && strong[1] - strong[0] <= 80 && strong[1] <= lineEnd) {
    const inner = text.slice(strong[0], strong[1]).trimEnd();
    if (/[:：]$/.test(inner) || (/[^.]\.$/.test(inner) && inner.split(/\s+/).length <= 4 && strong[1] < lineEnd))
      return { key: [strong[0], strong[0] + inner.length - 1], value: strong[1] };
    const joint = /^\s*(?:[:：]|[–—]|-(?=\s))/.exec(text.slice(strong[1], strong[1] + 8));
    if (joint) return { key: [strong[0], strong[1]], value: strong[1] + joint[0].length };
    if (strong[1] === lineEnd) return lineEnd < text.length ? { key: [strong[0], strong[1]], value: strong[1] } : undefined;
  }
  const colon = text.slice(from, Math.min(lineEnd, from + 80)).search(/[:：]/);
  if (colon <= 0) return undefined;
  const key = text.slice(from, from + colon);
  const fullWidth = text[from + colon] === '：';
  const after = text[from + colon + 1];
  if (!fullWidth && after !== undefined && !/\s/.test(after)) return undefined;
  if (!/^[\p{L}@]/u.test(key) || /[.!?;|"]/.test(key) || key.split(/\s+/).length > 8) return undefined;
  return { key: [from, from + colon], value: from + colon + 1 };
}

const skipBlank = (text: string, from: number): number => {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at;
};

const shifted = (spans: readonly Span[], by: number): Span[] => spans.map(([start, end]): Span => [start - by, end - by]);

/** Flat blocks and headings → blocks with the sections below them as one map at the end. */
function nest(blocks: readonly Block[], end: number): Node[] {
  let next = 0;
  const readLevel = (level: number): Node[] => {
    const plain: Node[] = [];
    const sections: Entry[] = [];
    while (next < blocks.length) {
      const block = blocks[next] as Block;
      if (block.type !== 'heading') {
        if (sections.length > 0) break;
        plain.push(block);
        next++;
        continue;
      }
      if (block.level <= level) break;
      next++;
      const inner = readLevel(block.level);
      const stop = inner[inner.length - 1]?.span[1] ?? block.text.span[1];
      const begin = inner[0]?.span[0] ?? block.text.span[1];
      const value: BodyNode = { type: 'body', span: [Math.min(begin, stop), stop], blocks: inner };
      sections.push({
        key: block.text.text,
        keySpan: block.text.span,
        span: [block.start, Math.max(stop, block.text.span[1])],
        value,
        from: 'heading',
        level: block.level,
      });
    }
    const first = sections[0];
    const last = sections[sections.length - 1];
    return first && last ? [...plain, { type: 'map', span: [first.span[0], Math.min(last.span[1], end)], entries: sections }] : plain;
  };
  const all: Node[] = [];
  while (next < blocks.length) all.push(...readLevel(0));
  return all;
}
