// What may stand at the cursor: fields, sections, choices, rows, owners that the artifact knows. Never in a file that is not ours.
import { type CompletionItem, CompletionItemKind, InsertTextFormat } from 'vscode-languageserver-types';
import { loweringOf, type Unjudged } from '../core/check.js';
import { joinFlags } from '../core/facts/flags.js';
import { type Artifact, child, dataAt, type Pointer, parent } from '../core/model/artifact.js';
import { type Defined, definedIn, isDistinct, sortsAt } from '../core/names.js';
import type { Member } from '../core/project.js';
import type { Template } from '../core/rules/rule.js';
import { kinds } from '../core/schema/kinds.js';
import { headerKeys, reached, type Shape, shapeAt, shapeOf } from '../core/schema/look.js';
import { threshold } from '../core/settings.js';
import { type Cursor, cursorAt } from '../core/syntax/cursor.js';
import { hintOf, literal, plain, spellField, spellRow, spellYamlScalar } from '../core/syntax/write.js';
import { lineIndex, type Span } from '../core/text.js';
import { answersFrom, decide } from '../core/tradeoff.js';
import { toRange } from './ranges.js';
import { escapeMarkdown, fieldWords } from './words.js';

export interface CompletionQuestion {
  readonly offset: number;
  readonly snippets: boolean;
  /** The other artifacts of the initiative: what they name may be meant here. */
  readonly others?: readonly Member[];
  /** The paragraph of the stand-up; it needs the whole initiative judged, so it is asked for only where it may be offered. */
  readonly standup?: () => string;
}

export function completion(check: Unjudged, { offset, snippets, others = [], standup = () => '' }: CompletionQuestion): CompletionItem[] {
  const { text, syntax } = check.source;
  const cursor = cursorAt(text, offset, syntax, check.artifact.kind, loweringOf(check.artifact.kind, check.settings), check.tree);
  const rows = newRow(check, offset);
  const offers = [...rows, ...(cursor ? [...offersAt(check, cursor, others), ...standupAt(check, cursor, standup)] : [])];
  const lines = lineIndex(text);
  return offers.map((offer, at): CompletionItem => {
    const tabStops = snippets && /\$\{?\d/.test(offer.text);
    return {
      label: offer.label,
      kind: offer.kind,
      detail: offer.detail,
      ...(offer.words ? { documentation: { kind: 'markdown', value: offer.words } } : {}),
      filterText: offer.filter ?? offer.label,
      sortText: String(at).padStart(4, '0'),
      insertTextFormat: tabStops ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
      textEdit: {
        range: toRange(lines, offer.span ?? (cursor as Cursor).span),
        newText: tabStops ? offer.text : plain(offer.text),
      },
    };
  });
}

const offersAt = (check: Unjudged, cursor: Cursor, others: readonly Member[]): readonly Offer[] =>
  cursor.role === 'value'
    ? values(check, cursor, others)
    : cursor.role === 'key'
      ? [...fields(check, cursor), ...(/\s/.test(cursor.prefix) ? namesInWords : namesAsKeys)(check, cursor, others)]
      : [...sections(check, cursor), ...values(check, cursor, others)];

interface Offer {
  readonly label: string;
  readonly text: string;
  readonly kind: CompletionItemKind;
  readonly detail: string;
  readonly words?: string;
  readonly filter?: string;
  /** Where it replaces something else than the cursor's own text. */
  readonly span?: Span;
}

/** Names of fields that the object at the cursor does not have yet. */
function fields(check: Unjudged, cursor: Cursor): Offer[] {
  const shape = holderShape(check, cursor.pointer);
  if (!shape) return [];
  const line = lineIndex(check.source.text);
  const column = line.positionAt(cursor.span[0]).character;
  return missing(check, shape, cursor.pointer).map(
    (property): Offer => ({
      label: cursor.yaml ? property.key : property.title,
      filter: `${property.key} ${property.title}`,
      text: cursor.closed
        ? property.key
        : cursor.yaml
          ? spellField(property, 'yaml', column, 2)
          : `${property.title}: \${1:${literal(hintOf(property))}}`,
      kind: CompletionItemKind.Field,
      detail: needDetail(property),
      words: fieldWords(property),
    }),
  );
}

/** Whole sections that the document does not have yet, at their level; sub-headings of the section at the cursor first. */
function sections(check: Unjudged, cursor: Cursor): Offer[] {
  const { text } = check.source;
  // What stands below would belong to the new section.
  if (cursor.below === undefined || cursor.span[0] < (check.artifact.places.get('/title')?.whole[0] ?? 0)) return [];
  const typed = /^\s{0,3}(#{1,6})/.exec(text.slice(...cursor.span))?.[1]?.length;
  const outer = levelOfSections(check);
  const own = cursor.pointer === '' ? undefined : shapeAt(check.artifact.kind, `/${cursor.pointer.split('/')[1]}`);
  const inner = own && typed !== undefined && typed > outer ? missing(check, own, `/${own.key}`) : [];
  const root = cursor.below > outer || (typed ?? outer) > outer ? [] : missing(check, shapeOf(check.artifact.kind), '');
  const [above, under] = [isBlankLine(text, cursor.span[0], -1) ? '' : '\n', isBlankLine(text, cursor.span[1], 1) ? '' : '\n'];
  const offer = (property: Shape, level: number): Offer => ({
    label: `${'#'.repeat(level)} ${property.title}`,
    filter: `${text.slice(...cursor.span)} ${property.title}`,
    text: `${above}${spellField(property, 'markdown', 0, level)}${under}`,
    kind: CompletionItemKind.Struct,
    detail: needDetail(property),
    words: fieldWords(property),
  });
  return [
    ...inner.map((property) => offer(property, typed ?? outer + 1)),
    ...root.filter(({ key }) => key !== 'title' && !headerKeys.has(key)).map((property) => offer(property, outer)),
  ];
}

/** How deep the document's own sections are. */
function levelOfSections({ artifact, source }: Unjudged): number {
  for (const [pointer, place] of artifact.places) {
    if (place.from !== 'heading' || pointer.indexOf('/', 1) !== -1 || pointer === '/title') continue;
    const level = /^\s{0,3}(#{1,6})/.exec(source.text.slice(...place.whole))?.[1]?.length;
    if (level !== undefined) return level;
  }
  return 2;
}

/** Whether the line before (-1) or behind (1) that of `at` is empty, or not there. */
function isBlankLine(text: string, at: number, step: -1 | 1): boolean {
  const lines = lineIndex(text);
  const line = lines.positionAt(at).line + step;
  return line < 0 || line > lines.positionAt(text.length).line || text.slice(...lines.lineSpan(line)).trim() === '';
}

/** One more row of the list that ends on the line above, in the form of the row before it. */
function newRow(check: Unjudged, offset: number): Offer[] {
  const { artifact, source } = check;
  const lines = lineIndex(source.text);
  const { line } = lines.positionAt(offset);
  if (line === 0) return [];
  const span = lines.lineSpan(line);
  const typed = source.text.slice(...span).trimEnd();
  if (!/^\s*(?:\||[-*+]|\d{1,3}[.)])?\s*$/.test(typed) || offset < span[0] + typed.length) return [];
  const list = listAbove(artifact, lines.lineSpan(line - 1));
  const text = list === undefined ? undefined : spellRow(artifact, list);
  const shape = list === undefined ? undefined : shapeAt(artifact.kind, list);
  if (text === undefined || !shape) return [];
  const closes = artifact.syntax === 'yaml' || isBlankLine(source.text, offset, 1) ? '' : '\n';
  return [
    {
      label: `One more: ${(shape.items?.title ?? shape.title).toLowerCase()}`,
      filter: `${typed} row`,
      text: text + closes,
      kind: CompletionItemKind.Snippet,
      detail: 'a row like the one above',
      words: fieldWords(shape),
      span: [span[0], Math.max(offset, span[0] + typed.length)],
    },
  ];
}

/** The list whose last row ends on that line. */
function listAbove(artifact: Artifact, line: Span): Pointer | undefined {
  let best: Pointer | undefined;
  for (const [pointer, place] of artifact.places) {
    if (!/\/\d+$/.test(pointer) || place.whole[1] <= line[0] || place.whole[1] > line[1] + 1) continue;
    const list = parent(pointer);
    const rows = dataAt(artifact, list);
    if (Array.isArray(rows) && pointer === child(list, rows.length - 1) && (best === undefined || list.length > best.length)) best = list;
  }
  return best;
}

function values(check: Unjudged, cursor: Cursor, others: readonly Member[]): Offer[] {
  const shape = shapeAt(check.artifact.kind, cursor.pointer);
  if (!shape || cursor.pointer === '') return [];
  const spelled = (words: string): string => spellValue(words, cursor);
  const offers: Offer[] = shape.choices.map(({ value, description }) => ({
    label: value,
    text: spelled(value),
    kind: CompletionItemKind.EnumMember,
    detail: description,
  }));
  if (shape.key === 'kind')
    offers.push(
      ...kinds
        .map((kind): Offer => ({ label: kind, text: kind, kind: CompletionItemKind.EnumMember, detail: shapeOf(kind).title }))
        .filter(({ label }) => !offers.some((offer) => offer.label === label)),
    );
  if (shape.types.has('boolean'))
    offers.push(
      ...['true', 'false'].map((value): Offer => ({ label: value, text: value, kind: CompletionItemKind.Value, detail: shape.title })),
    );
  const people = known(check, cursor, others).map(
    ({ name, detail }): Offer => ({ label: name, text: spelled(name), kind: CompletionItemKind.Reference, detail }),
  );
  const inWords = namesInWords(check, cursor, others);
  if (cursor.word) return inWords;
  // In the middle of a sentence only a person can be put in, and only one choice for another.
  if (!cursor.empty && cursor.role === 'value')
    return cursor.prefix.startsWith('@')
      ? people.filter(({ label }) => label.startsWith('@')).map((offer) => ({ ...offer, text: literal(offer.label) }))
      : offers;
  if (!cursor.empty) return inWords;
  if (shape.reads === 'goal')
    offers.push({
      label: 'Measurable goal in five slots',
      text: goalSlots,
      kind: CompletionItemKind.Snippet,
      detail: 'direction, metric, amount, window, guardrail',
      filter: `${cursor.prefix} goal increase reduce`,
    });
  offers.push(...rationale(check, cursor, others).map((text) => rationaleOffer(text, spelled(text))));
  offers.push(...people, ...inWords.filter(({ label }) => !people.some((offer) => offer.label === label)));
  for (const example of shape.examples) {
    if (typeof example !== 'string' || shape.choices.length > 0 || people.some(({ label }) => label === example)) continue;
    offers.push({
      label: example.length > 60 ? `${example.slice(0, 59)}…` : example,
      text: spelled(example),
      kind: CompletionItemKind.Text,
      detail: `example of ${shape.title.toLowerCase()}`,
      filter: example,
    });
  }
  return offers;
}

/** The author's words as they may stand there: in quotes where YAML would read something else, a bar escaped in a table. */
function spellValue(words: string, { yaml, quote, flow, pointer: _pointer }: Cursor): string {
  if (!yaml) return literal(words);
  if (quote === '"') return literal(words.replace(/[\\"]/g, '\\$&'));
  if (quote === "'") return literal(words.replace(/'/g, "''"));
  return flow && /[,[\]{}]/.test(words) ? literal(JSON.stringify(words)) : spellYamlScalar(literal(words));
}

/** The sentence that can pass or fail, in the order in which people think it. */
export const goalSlots =
  '${1|increase,reduce|} ${2:<metric>} by ${3:<amount>} ${4|relative,percentage points|} within ${5:<days>} of ${6:<event>} while ${7:<guardrail metric>} stays above ${8:<limit>}';

/** What the trade-off helper would write from the headers alone; with more answers it says more. */
function rationale({ artifact, facts, settings }: Unjudged, { pointer }: Cursor, others: readonly Member[]): readonly string[] {
  if (
    !/^\/(?:model_decision|decision\/rationale$)(?:\/rationale$|$)/.test(pointer) ||
    (artifact.kind === 'prd') === pointer.startsWith('/decision')
  )
    return [];
  const flags = joinFlags(
    facts.flags,
    others.map((other) => other.facts.flags),
  );
  const { rationale: text } = decide(answersFrom(flags, threshold(settings, 'small_team')));
  return text === '' ? [] : [text];
}

const rationaleOffer = (words: string, text: string): Offer => ({
  label: 'Trade-off rationale',
  text,
  kind: CompletionItemKind.Text,
  detail: 'what the headers say for a simpler or a more complex model',
  words,
  filter: 'trade-off rationale',
});

/** The stand-up, as a section of its own or a key that is nobody's field; it quotes the documents. */
function standupAt({ source, artifact }: Unjudged, cursor: Cursor, standup: () => string): Offer[] {
  const isThere = /^(?:#{1,6} stand-?up\b|x-standup:)/im.test(source.text);
  const typed = source.text.slice(...cursor.span).replace(/^[\s#]+/, '');
  const fits = cursor.yaml
    ? cursor.role === 'key' && cursor.pointer === '' && artifact.syntax === 'yaml' && !cursor.closed
    : cursor.role === 'line' && cursor.below !== undefined && cursor.span[0] >= (artifact.places.get('/title')?.whole[0] ?? 0);
  // Everything is judged for it, so somebody has to have begun to ask.
  if (!fits || isThere || !/^(?:x-)?s(?:t|ta|tan|tand.{0,4})?$/i.test(typed)) return [];
  const paragraph = standup();
  if (paragraph === '') return [];
  const under = isBlankLine(source.text, cursor.span[1], 1) ? '' : '\n';
  return [
    {
      label: 'Stand-up',
      text: cursor.yaml
        ? `x-standup: ${spellYamlScalar(literal(paragraph))}`
        : `${isBlankLine(source.text, cursor.span[0], -1) ? '' : '\n'}${'#'.repeat(Math.max(2, cursor.below ?? 2))} Stand-up\n\n${literal(paragraph)}${under}`,
      kind: CompletionItemKind.Text,
      detail: 'success, data owners and the biggest risk, as the documents say',
      words: escapeMarkdown(paragraph),
      filter: `${source.text.slice(...cursor.span)} standup`,
    },
  ];
}

/** What is named already and may be meant here: people of this document and of the team, metrics, sources, models; each once. */
function known(
  check: Unjudged,
  { pointer }: Cursor,
  others: readonly Member[],
): readonly { readonly name: string; readonly detail: string }[] {
  const reads = shapeAt(check.artifact.kind, pointer)?.reads;
  if (reads === 'owner' || reads === 'owners') return [...knownOwners(check, others)].map(([name, detail]) => ({ name, detail }));
  const sorts = new Set(sortsAt(pointer));
  if (reads === 'metric') sorts.add('metric');
  return defined(check, others)
    .filter(({ sort, pointer: own, at }) => sorts.has(sort) && !(at.path === '' && own.startsWith(pointer)))
    .map(({ name, at }) => ({ name, detail: at.path === '' ? 'named in this document' : 'named in this initiative' }));
}

/** All names; those of this document have no path. */
const defined = (check: Unjudged, others: readonly Member[]): readonly Defined[] => definedIn([{ ...check, path: '' }, ...others]);

/** Names that go on as the author has begun one, wherever in a text; an everyday word is not taken for one. */
function namesInWords(check: Unjudged, cursor: Cursor, others: readonly Member[]): Offer[] {
  const head = cursor.prefix.toLowerCase();
  if (head.length < 2) return [];
  return defined(check, others).flatMap(({ name, sort, at }): Offer[] => {
    const typed = isDistinct(name, sort) ? begun(head, name.toLowerCase()) : 0;
    // A whole value that is a name has been offered as one.
    if (typed === 0 || typed === name.length) return [];
    const end = cursor.span[0] + cursor.prefix.length;
    return [
      {
        label: name,
        text: literal(name),
        kind: CompletionItemKind.Reference,
        detail: `${sort} ${at.path === '' ? 'of this document' : 'of this initiative'}`,
        span: [end - typed, end],
      },
    ];
  });
}

/** How many letters of the name stand at the end of the text, at least two of them, from the beginning of a word on. */
function begun(text: string, name: string): number {
  for (let length = Math.min(text.length, name.length); length >= 2; length--)
    if (text.endsWith(name.slice(0, length)) && !/[\p{L}\p{N}_@]/u.test(text.charAt(text.length - length - 1))) return length;
  return 0;
}

/** "events_db: @ana": where rows are named, a name may be their key; behind a dash it is the row. */
function namesAsKeys(check: Unjudged, { pointer, yaml, closed, span }: Cursor, others: readonly Member[]): Offer[] {
  const list = pointer.replace(/\/\d+$/, '');
  const end = closed || /-\s+$/.test(check.source.text.slice(Math.max(0, span[0] - 4), span[0])) ? '' : ': ';
  const sorts = shapeAt(check.artifact.kind, list)?.items === undefined ? [] : sortsAt(`${list}/0`);
  return defined(check, others)
    .filter(({ sort, at, pointer: own }) => sorts.includes(sort) && !(at.path === '' && own.startsWith(list)))
    .map(({ name, sort }) => ({
      label: name,
      text: `${yaml ? spellYamlScalar(literal(name)) : literal(name)}${end}`,
      kind: CompletionItemKind.Reference,
      detail: `${sort} of this initiative`,
    }));
}

/** Whom this document names, then whom the team's list does, with what is known of them. */
function knownOwners(check: Unjudged, others: readonly Member[]): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  for (const { owner } of check.facts.owners)
    if (owner.sort === 'handle' || owner.sort === 'person') owners.set(owner.name, 'named in this document');
  for (const { owner } of others.flatMap(({ facts }) => facts.owners))
    if (owner.sort === 'handle' && !owners.has(owner.name)) owners.set(owner.name, 'named in this initiative');
  for (const { handle, name, role, team, kind } of check.settings.people ?? [])
    owners.set(
      handle,
      [name, role, team, kind === 'person' ? undefined : kind].filter(Boolean).join(', ') || 'among the people of this team',
    );
  return owners;
}

function holderShape(check: Unjudged, pointer: Pointer): Shape | undefined {
  const shape = shapeAt(check.artifact.kind, pointer);
  return shape?.items && shape.properties.size === 0 ? shape.items : shape;
}

/** What is not there yet: what the phase needs first, what only heads the document last. */
const missing = (check: Unjudged, shape: Shape, pointer: Pointer): Shape[] =>
  [...shape.properties.values()]
    .filter(({ key }) => dataAt(check.artifact, `${pointer}/${key}`) === undefined && !check.artifact.places.has(`${pointer}/${key}`))
    .map((property, at) => ({ property, rank: rankOf(check, property, pointer), at }))
    .sort((a, b) => a.rank - b.rank || a.at - b.at)
    .map(({ property }) => property);

function rankOf(check: Unjudged, { key, need }: Shape, pointer: Pointer): number {
  if (need.as === 'required') return reached(check.phase, need.from ?? 'discover') ? 0 : 2;
  if (pointer === '' && headerKeys.has(key)) return 4;
  return need.as === 'recommended' ? 1 : 3;
}

const needDetail = (shape: Shape): string =>
  shape.need.as === 'required'
    ? `required${shape.need.from && shape.need.from !== 'discover' ? ` from ${shape.need.from}` : ''}`
    : shape.need.as;

export type { Template };
