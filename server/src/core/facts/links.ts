// Where an artifact points inside the repository, and what in it can be pointed at. Whether a file exists is for the host to know.
import { type Artifact, leaves, type Pointer } from '../model/artifact.js';
import { shapeAt } from '../schema/look.js';
import type { Span } from '../text.js';

export interface LinksFact {
  readonly out: readonly Link[];
  /** Headings, keys and names by their letters and digits alone: `#ctr-drop` and "CTR drop" meet in `ctrdrop`. */
  readonly anchors: ReadonlyMap<string, string>;
}

export interface Link {
  readonly pointer: Pointer;
  readonly span: Span;
  /** As written: `./rb.md#fallback`. */
  readonly text: string;
  /** '' for the same file. */
  readonly path: string;
  readonly anchor: string | undefined;
  /** The value of a field that is a link, rather than one in a sentence. */
  readonly field: boolean;
}

export const linksOf = (artifact: Artifact): LinksFact => ({ out: [...linksIn(artifact)], anchors: anchorsIn(artifact) });

/** Letters and digits, so that every renderer's way of making an anchor of a heading is the same. */
export const anchorKey = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** The path of a link as the host would name it, from the path of the document that holds it; undefined above the root. */
export function resolveLink(from: string, link: string): string | undefined {
  const parts = from.split('/').slice(0, -1);
  for (const part of link.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length === 0 || (parts.length === 1 && parts[0] === '')) return undefined;
    else parts.pop();
  }
  return parts.join('/');
}

function* linksIn(artifact: Artifact): Generator<Link> {
  const fields = leaves(artifact).filter(({ pointer }) => shapeAt(artifact.kind, pointer)?.reads === 'link');
  const prose = artifact.syntax === 'markdown' ? [...inMarkdown(artifact)] : [];
  for (const link of prose) {
    // A place ends with the words of a link; its address follows behind `](`.
    const field = fields.find(({ place }) => place.value[0] <= link.span[0] && link.span[0] <= place.value[1] + '](<'.length);
    yield field ? { ...link, pointer: field.pointer, field: true } : link;
  }
  for (const { pointer, text } of fields) {
    const link = text.text.trim();
    if (!bare.test(link) || prose.some(({ span }) => span[0] < text.span[1] && text.span[0] < span[1])) continue;
    const at = text.text.indexOf(link);
    yield* toLink(link, pointer, [text.span[0] + at, text.span[0] + at + link.length], true, artifact.source);
  }
}

/** A path with an ending, or one that says itself that it is relative, or an anchor of the same file. */
const bare =
  /^(?:\.{1,2}\/[^\s<>{}$*]{1,300}|[\w@.%-][\w@.%/-]{0,300}\.(?:md|markdown|ya?ml)(?:#[^\s]{1,200})?|#[\p{L}\p{N}_.%-]{2,200})$/u;

function* inMarkdown(artifact: Artifact): Generator<Link> {
  const text = withoutCode(artifact.source);
  for (const match of text.matchAll(
    /\]\(<?([^\s()<>]{1,400}(?:\([^\s()<>]{0,100}\)[^\s()<>]{0,200})?)>?(?:\s+["'(][^\n"')]{0,200}["')])?\)/g,
  )) {
    const link = match[1] as string;
    const start = match.index + match[0].indexOf(link, 2);
    yield* toLink(link, '', [start, start + link.length], false, artifact.source);
  }
}

function* toLink(text: string, pointer: Pointer, span: Span, field: boolean, source: string): Generator<Link> {
  // Addresses, paths from the root of a site, and what a template will fill in are not ours to follow.
  if (/^[a-z][\w+.-]*:|^\/|[{}$*|\\]|^www\.|^(?:url|link|path)$/i.test(text) || text === '#') return;
  const [path = '', anchor] = text.split('#', 2).map(decode);
  if (path !== '' && !/[./]/.test(path)) return;
  // Quotes and escapes move places in YAML; then the whole value is named.
  const exact = source.slice(...span) === text ? span : undefined;
  yield { pointer, span: exact ?? span, text, path: path.split('?', 1)[0] as string, anchor: anchor === '' ? undefined : anchor, field };
}

function anchorsIn(artifact: Artifact): ReadonlyMap<string, string> {
  const anchors = new Map<string, string>();
  const add = (text: string): void => {
    const key = anchorKey(text);
    if (key !== '' && !anchors.has(key)) anchors.set(key, text);
  };
  if (artifact.syntax === 'markdown') {
    const text = withoutFences(artifact.source);
    for (const match of text.matchAll(/^\ufeff? {0,3}#{1,6}[ \t]+([^\n]{1,300})/gm)) {
      const heading = match[1] as string;
      add(/\{#([\w-]+)\}\s*$/.exec(heading)?.[1] ?? '');
      add(
        heading
          .replace(/\{#[\w-]+\}\s*$/, '')
          .replace(/\]\([^)]{0,300}\)/g, '')
          .replace(/<[^>]{1,100}>/g, '')
          .replace(/&[a-z]{2,8};/g, ''),
      );
    }
    for (const match of text.matchAll(/^([^\n]{1,200})\n {0,3}(?:={3,}|-{3,})[ \t]*$/gm)) add(match[1] as string);
    for (const match of text.matchAll(/\b(?:id|name)=["']([^"'\n]{1,100})["']/g)) add(match[1] as string);
  }
  for (const [pointer, place] of artifact.places) {
    if (place.words) add(place.words);
    add(pointer.slice(pointer.lastIndexOf('/') + 1).replace(/^\d+$/, ''));
    if (artifact.syntax === 'yaml' && place.text && place.text.text.length <= 100) add(place.text.text);
  }
  for (const { words } of artifact.unclaimed) add(words);
  return anchors;
}

const blank = (text: string): string => text.replace(/[^\n]/g, ' ');
const withoutFences = (text: string): string =>
  text.replace(/^[ \t]*(`{3,}|~{3,})[^\n]*\n(?:(?![ \t]*\1)[^\n]*\n)*(?:[ \t]*\1[^\n]*)?/gm, blank);
/** Without blocks of code and comments; every other character stays where it is. */
export const proseOf = (text: string): string => withoutComments(withoutFences(text));
const withoutCode = (text: string): string => proseOf(text).replace(/(?<!`)(`{1,2})(?!`)[^\n]{1,400}?(?<!`)\1(?!`)/g, blank);

/** Walked by hand: a pattern would look to the end of the text for each comment that nobody closed. */
function withoutComments(text: string): string {
  let rest = '';
  let at = 0;
  for (let open = text.indexOf('<!--'); open !== -1; open = text.indexOf('<!--', at)) {
    const close = text.indexOf('-->', open);
    if (close === -1) break;
    rest += text.slice(at, open) + blank(text.slice(open, close + 3));
    at = close + 3;
  }
  return rest + text.slice(at);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
