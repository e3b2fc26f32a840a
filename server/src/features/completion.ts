// What may stand at the cursor: fields, sections, choices, rows, owners that the artifact knows. Never in a file that is not ours.
import { type CompletionItem, CompletionItemKind, InsertTextFormat } from 'vscode-languageserver-types';
import type { Check } from '../core/check.js';
import { dataAt, type Pointer } from '../core/model/artifact.js';
import type { Template } from '../core/rules/rule.js';
import { kinds } from '../core/schema/kinds.js';
import { headerKeys, reached, type Shape, shapeAt, shapeOf } from '../core/schema/look.js';
import { type Cursor, cursorAt } from '../core/syntax/cursor.js';
import { hintOf, literal, plain, spellField } from '../core/syntax/write.js';
import { lineIndex } from '../core/text.js';
import { toRange } from './ranges.js';
import { fieldWords } from './words.js';

export interface CompletionQuestion {
  readonly offset: number;
  readonly snippets: boolean;
}

export function completion(check: Check, { offset, snippets }: CompletionQuestion): CompletionItem[] {
  const cursor = cursorAt(check.source.text, offset, check.source.syntax, check.artifact.kind);
  if (!cursor) return [];
  const offers =
    cursor.role === 'value'
      ? values(check, cursor)
      : cursor.role === 'key'
        ? fields(check, cursor)
        : [...sections(check, cursor), ...values(check, cursor)];
  const quoted = /["']/.test(check.source.text[cursor.span[0] - 1] ?? '');
  const range = toRange(lineIndex(check.source.text), cursor.span);
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
      textEdit: { range, newText: tabStops ? offer.text : quoted ? plain(offer.text).replace(/^"(.*)"$/, '$1') : plain(offer.text) },
    };
  });
}

interface Offer {
  readonly label: string;
  readonly text: string;
  readonly kind: CompletionItemKind;
  readonly detail: string;
  readonly words?: string;
  readonly filter?: string;
}

/** Names of fields that the object at the cursor does not have yet. */
function fields(check: Check, cursor: Cursor): Offer[] {
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

/** Whole sections that the document does not have yet; sub-headings of the section at the cursor first. */
function sections(check: Check, cursor: Cursor): Offer[] {
  const own = cursor.pointer === '' ? undefined : shapeAt(check.artifact.kind, `/${cursor.pointer.split('/')[1]}`);
  const typedHash = /^\s{0,3}(#{1,6})/.exec(check.source.text.slice(...cursor.span))?.[1];
  const root = shapeOf(check.artifact.kind);
  const level = typedHash?.length ?? 2;
  const inner = own && level > 2 ? missing(check, own, `/${own.key}`) : [];
  return [...inner, ...missing(check, root, '').filter((property) => property.key !== 'title' && !headerKeys.has(property.key))].map(
    (property): Offer => ({
      label: `${'#'.repeat(level)} ${property.title}`,
      filter: `${check.source.text.slice(...cursor.span)} ${property.title}`,
      text: spellField(property, 'markdown', 0, level),
      kind: CompletionItemKind.Struct,
      detail: needDetail(property),
      words: fieldWords(property),
    }),
  );
}

function values(check: Check, cursor: Cursor): Offer[] {
  const shape = shapeAt(check.artifact.kind, cursor.pointer);
  if (!shape || cursor.pointer === '') return [];
  const offers: Offer[] = shape.choices.map(({ value, description }) => ({
    label: value,
    text: value,
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
  if (shape.reads === 'goal')
    offers.push({
      label: 'Measurable goal in five slots',
      text: goalSlots,
      kind: CompletionItemKind.Snippet,
      detail: 'direction, metric, amount, window, guardrail',
      filter: `${cursor.prefix} goal increase reduce`,
    });
  if (shape.reads === 'owner' || shape.reads === 'owners')
    offers.push(
      ...[...knownOwners(check)].map(
        ([name, detail]): Offer => ({
          label: name,
          text: cursor.yaml ? `"${name}"` : name,
          kind: CompletionItemKind.Reference,
          detail,
        }),
      ),
    );
  for (const example of shape.examples) {
    if (typeof example !== 'string' || shape.choices.length > 0) continue;
    offers.push({
      label: example.length > 60 ? `${example.slice(0, 59)}…` : example,
      text: cursor.yaml ? yamlSafe(example) : literal(example),
      kind: CompletionItemKind.Text,
      detail: `example of ${shape.title.toLowerCase()}`,
      filter: example,
    });
  }
  return offers;
}

/** The sentence that can pass or fail, in the order in which people think it. */
export const goalSlots =
  '${1|increase,reduce|} ${2:<metric>} by ${3:<amount>} ${4|relative,percentage points|} within ${5:<days>} of ${6:<event>} while ${7:<guardrail metric>} stays above ${8:<limit>}';

/** Whom this document names, then whom the team's list does; each once, with what is known of them. */
function knownOwners(check: Check): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  for (const { owner } of check.facts.owners)
    if (owner.sort === 'handle' || owner.sort === 'person') known.set(owner.name, 'named in this document');
  for (const { handle, name, role, team, kind } of check.settings.people ?? [])
    known.set(
      handle,
      [name, role, team, kind === 'person' ? undefined : kind].filter(Boolean).join(', ') || 'among the people of this team',
    );
  return known;
}

function holderShape(check: Check, pointer: Pointer): Shape | undefined {
  const shape = shapeAt(check.artifact.kind, pointer);
  return shape?.items && shape.properties.size === 0 ? shape.items : shape;
}

/** What is not there yet: what the phase needs first, what only heads the document last. */
const missing = (check: Check, shape: Shape, pointer: Pointer): Shape[] =>
  [...shape.properties.values()]
    .filter(({ key }) => dataAt(check.artifact, `${pointer}/${key}`) === undefined && !check.artifact.places.has(`${pointer}/${key}`))
    .map((property, at) => ({ property, rank: rankOf(check, property, pointer), at }))
    .sort((a, b) => a.rank - b.rank || a.at - b.at)
    .map(({ property }) => property);

function rankOf(check: Check, { key, need }: Shape, pointer: Pointer): number {
  if (need.as === 'required') return reached(check.phase, need.from ?? 'discover') ? 0 : 2;
  if (pointer === '' && headerKeys.has(key)) return 4;
  return need.as === 'recommended' ? 1 : 3;
}

const needDetail = (shape: Shape): string =>
  shape.need.as === 'required'
    ? `required${shape.need.from && shape.need.from !== 'discover' ? ` from ${shape.need.from}` : ''}`
    : shape.need.as;

const yamlSafe = (text: string): string => literal(/^[@`"'%&*!|>[{#-]|: | #/.test(text) ? JSON.stringify(text) : text);

export type { Template };
