// One run of Markdown prose → plain text and where each part of it stands.
// Knows emphasis, code, links and escapes (through markdown-it); knows nothing of blocks.

import type { StateBlock } from 'markdown-it';
import MarkdownIt from 'markdown-it';
import type { Span } from '../text.js';
import type { Piece } from '../tree.js';

export interface Inline {
  readonly text: string;
  /** Offsets in `text` to offsets in the content that was given. */
  readonly pieces: readonly Piece[];
  readonly bold: readonly Span[];
  /** Code and addresses: not the author's own words. */
  readonly masked: readonly Span[];
  /** Everything but white space is a link to a place in this document. */
  readonly onlyAnchors: boolean;
}

/** Shared by the block reader. `html` is recognised only to be left out; nothing is ever rendered. */
export const markdown = new MarkdownIt({ html: true, linkify: false, typographer: false });
markdown.core.ruler.enableOnly(['normalize', 'block']);
markdown.block.ruler.before('heading', 'tight heading', tightHeading, { alt: ['paragraph', 'reference', 'blockquote'] });

/** "##Goals": no heading to Markdown, but one to everybody who writes it. One mark alone is a heading only over a few words: "#todo" is a tag. */
function tightHeading(state: StateBlock, line: number, _end: number, silent: boolean): boolean {
  const from = (state.bMarks[line] as number) + (state.tShift[line] as number);
  if (state.src.charCodeAt(from) !== 0x23 || (state.sCount[line] as number) - state.blkIndent >= 4) return false;
  const text = state.src.slice(from, state.eMarks[line]);
  const marks = /^(#{1,6})[\p{L}\p{N}*_"“(\p{Extended_Pictographic}]/u.exec(text)?.[1];
  if (!marks || text.length > 120 || (marks === '#' && !/^#(?:\p{Lu}|[^\p{ASCII}])[^#.,;!?]{0,60}$/u.test(text))) return false;
  if (silent) return true;
  state.line = line + 1;
  const open = state.push('heading_open', `h${marks.length}`, 1);
  open.map = [line, state.line];
  const inline = state.push('inline', '', 0);
  inline.content = text.slice(marks.length).replace(/[\s#]{1,40}$/, '');
  inline.map = [line, state.line];
  state.push('heading_close', `h${marks.length}`, -1);
  return true;
}

export function readInline(content: string): Inline {
  if (!/[*_`[\]<&\\~!]/.test(content)) {
    return {
      text: content,
      pieces: content ? [{ at: 0, length: content.length, start: 0, size: content.length }] : [],
      bold: [],
      masked: [],
      onlyAnchors: false,
    };
  }
  const tokens: Token[] = [];
  markdown.inline.parse(content, markdown, {}, tokens as never);
  return align(content, tokens);
}

interface Token {
  readonly type: string;
  readonly content: string;
  readonly markup: string;
  attrGet(name: string): string | null;
}

/** `<metric>` is a prompt for the author and no markup: only HTML's own elements are. */
export function isHtml(text: string): boolean {
  const name = /^<[/]?([A-Za-z][A-Za-z0-9-]*)/.exec(text)?.[1];
  return name === undefined || elements.has(name.toLowerCase());
}

const elements: ReadonlySet<string> = new Set(
  'a abbr b blockquote br button caption center cite code col colgroup dd del details dfn div dl dt em figcaption figure font form h1 h2 h3 h4 h5 h6 hr i iframe img input ins kbd label li mark nav ol p picture pre q s samp script section small source span strike strong style sub summary sup svg table tbody td tfoot th thead tr tt u ul var video'.split(
    ' ',
  ),
);

/** The tokens come in source order, so each one's place follows from where the one before ended. */
function align(content: string, tokens: readonly Token[]): Inline {
  const pieces: Piece[] = [];
  const bold: Span[] = [];
  const masked: Span[] = [];
  const open: number[] = [];
  let text = '';
  let at = 0;
  let linkDepth = 0;
  let outsideAnchors = false;

  const add = (words: string, start: number, size: number) => {
    if (words === '') return;
    const last = pieces[pieces.length - 1];
    if (last && size === words.length && last.size === last.length && last.start + last.size === start) {
      pieces[pieces.length - 1] = { ...last, length: last.length + words.length, size: last.size + size };
    } else pieces.push({ at: text.length, length: words.length, start, size });
    if (linkDepth === 0 && words.trim() !== '') outsideAnchors = true;
    text += words;
  };
  const seek = (words: string) => {
    const found = words === '' ? at : content.indexOf(words, at);
    if (found !== -1) at = found;
  };
  /** Text keeps its characters; only white space at line ends may have been dropped. */
  const addText = (words: string) => {
    if (content.startsWith(words, at)) {
      add(words, at, words.length);
      at += words.length;
      return;
    }
    const found = content.indexOf(words, at);
    if (found === -1) return add(words, at, 0);
    add(words, found, words.length);
    at = found + words.length;
  };

  for (const token of tokens) {
    if (token.type === 'text') addText(token.content);
    else if (token.type === 'text_special') {
      seek(token.markup);
      add(token.content, at, token.markup.length);
      at += token.markup.length;
    } else if (token.type === 'code_inline') {
      seek(token.markup);
      at += token.markup.length;
      const start = text.length;
      seek(token.content);
      add(token.content, at, token.content.length);
      masked.push([start, text.length]);
      at += token.content.length;
      seek(token.markup);
      at += token.markup.length;
    } else if (token.type === 'softbreak' || token.type === 'hardbreak') {
      seek('\n');
      add('\n', at, 1);
      at++;
    } else if (token.type === 'link_open') {
      linkDepth++;
      if (!token.attrGet('href')?.startsWith('#')) outsideAnchors = true;
      seek(token.markup === 'autolink' ? '<' : '[');
      at++;
      open.push(token.markup === 'autolink' ? text.length : -1);
    } else if (token.type === 'link_close') {
      linkDepth--;
      const autolink = open.pop() ?? -1;
      if (autolink >= 0) masked.push([autolink, text.length]);
      at = autolink >= 0 ? content.indexOf('>', at) + 1 || at : afterLink(content, at);
    } else if (token.type === 'image') {
      seek('![');
      at = afterLink(content, at + 2);
    } else if (token.type === 'html_inline') {
      seek(token.content);
      if (/^<br\b/i.test(token.content)) add('\n', at, token.content.length);
      else if (!isHtml(token.content)) add(token.content, at, token.content.length);
      at += token.content.length;
    } else if (token.type.endsWith('_open')) {
      seek(token.markup);
      at += token.markup.length;
      if (token.type === 'strong_open') open.push(text.length);
    } else if (token.type.endsWith('_close')) {
      seek(token.markup);
      at += token.markup.length;
      if (token.type === 'strong_close') bold.push([open.pop() ?? text.length, text.length]);
    }
  }
  return { text, pieces, bold, masked, onlyAnchors: !outsideAnchors && text.trim() !== '' };
}

/** From inside a link's text to behind `](…)`, `][…]` or `]`. */
function afterLink(content: string, from: number): number {
  const close = content.indexOf(']', from);
  if (close === -1) return from;
  const next = content[close + 1];
  if (next === '[') return content.indexOf(']', close + 2) + 1 || close + 1;
  if (next !== '(') return close + 1;
  let depth = 0;
  for (let at = close + 1; at < content.length; at++) {
    if (content[at] === '\\') at++;
    else if (content[at] === '(') depth++;
    else if (content[at] === ')' && --depth === 0) return at + 1;
  }
  return close + 1;
}
