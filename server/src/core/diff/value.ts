// One stated value, and whether two of them mean the same. "300 ms" is "0.3 s", "1 week" is "7 d", "@ana, @li" is "@li and @ana";
// for words that nobody can compute with, only their letters count, never how they are wrapped.
import { type Bound, compareBounds, type Relation } from '../language/compare.js';
import { readDate } from '../language/date.js';
import { readDuration } from '../language/duration.js';
import { readMoneys } from '../language/money.js';
import { readOwners } from '../language/owner.js';
import { readQuantities } from '../language/quantity.js';
import { readSchedule } from '../language/schedule.js';
import type { Vocabulary } from '../language/tokens.js';
import type { Better, Quantity } from '../language/types.js';

export type Value =
  /** A level or a change, with what is needed to tell which of two asks for more. */
  | { readonly sort: 'bound'; readonly bound: Bound; readonly better?: Better }
  /** A number of one dimension of which neither more nor less is better as such: days, a date, money, a share of traffic. */
  | { readonly sort: 'measure'; readonly of: string; readonly number: number }
  | { readonly sort: 'names'; readonly names: readonly string[] }
  /** `frame` is the text with a `#` for each of its numbers. */
  | {
      readonly sort: 'words';
      readonly words: string;
      readonly frame: string;
      readonly numbers: readonly Quantity[];
      readonly better?: Better;
    };

/** The second value seen from the first; `incomparable` is "they differ, and neither asks for more". */
export function compareValues(before: Value, after: Value): Relation {
  if (before.sort === 'bound' && after.sort === 'bound') {
    const relation = compareBounds(after.bound, before.bound, after.better ?? before.better);
    return relation === 'incomparable' && sameQuantity(before.bound.quantity, after.bound.quantity) ? 'equal' : relation;
  }
  if (before.sort === 'measure' && after.sort === 'measure')
    return before.of === after.of && Math.abs(before.number - after.number) <= 1e-9 * Math.max(1, Math.abs(before.number))
      ? 'equal'
      : 'incomparable';
  if (before.sort === 'names' && after.sort === 'names')
    return before.names.join('\n') === after.names.join('\n') ? 'equal' : 'incomparable';
  return before.sort === 'words' && after.sort === 'words' ? compareWords(before, after) : 'incomparable';
}

type Words = Extract<Value, { readonly sort: 'words' }>;

function compareWords(before: Words, after: Words): Relation {
  if (before.words === after.words) return 'equal';
  if (before.frame !== after.frame || before.numbers.length !== after.numbers.length) return 'incomparable';
  const relations = new Set<Relation>();
  after.numbers.forEach((quantity, at) => {
    const old = before.numbers[at] as Quantity;
    const relation = compareBounds({ quantity }, { quantity: old }, after.better);
    relations.add(relation === 'incomparable' && sameQuantity(old, quantity) ? 'equal' : relation);
  });
  relations.delete('equal');
  const [only = 'equal'] = relations;
  return relations.size > 1 ? 'incomparable' : only;
}

const sameQuantity = (a: Quantity, b: Quantity): boolean =>
  a.value === b.value && a.high === b.high && a.unit === b.unit && a.basis === b.basis && a.percentile === b.percentile;

/** What the text of a field says; `reads` is what its schema says it holds. */
export function valueIn(text: string, reads: string | undefined, vocabulary: Vocabulary, better?: Better): Value {
  const read = reads !== undefined && Object.hasOwn(readers, reads) ? readers[reads]?.(text, vocabulary, better) : undefined;
  return read ?? wordsOf(text, better);
}

const readers: Readonly<Record<string, (text: string, vocabulary: Vocabulary, better?: Better) => Value | undefined>> = {
  quantity: (text, _, better) => boundIn(text, better),
  percent: (text, _, better) => boundIn(text, better),
  duration: (text, vocabulary) => measure('days', text.length > 60 ? undefined : readDuration(text, vocabulary)?.value.days),
  schedule: (text) => measure('days', text.length > 60 ? undefined : readSchedule(text)?.value.every?.days),
  date: (text) => {
    const day = text.length > 40 ? undefined : readDate(text)?.value;
    return measure('date', day === undefined ? undefined : Date.parse(day));
  },
  money: (text) => {
    const moneys = readMoneys(text);
    const only = moneys[0]?.value;
    return only && moneys.length === 1 && text.length < 60 ? measure(`${only.currency} ${only.per ?? ''}`, only.amount) : undefined;
  },
  owner: namesIn,
  owners: namesIn,
};

const measure = (of: string, number: number | undefined): Value | undefined =>
  number === undefined || Number.isNaN(number) ? undefined : { sort: 'measure', of, number };

/** A field that is one amount, with few words beside it. */
function boundIn(text: string, better: Better | undefined): Value | undefined {
  const found = readQuantities(text);
  const [only] = found;
  if (!only || found.length !== 1 || text.length > 60) return undefined;
  const change = /\b(?:drops?|falls?|rises?|declines?|worse|relative)\b/i.test(text);
  return { sort: 'bound', bound: { quantity: only.value, ...(change ? { change } : {}) }, ...(better ? { better } : {}) };
}

function namesIn(text: string): Value | undefined {
  const names = readOwners(text).flatMap(({ value }) => (value.sort === 'nobody' ? [] : [value.name.toLowerCase()]));
  return names.length === 0 || text.length > 30 + 30 * names.length ? undefined : { sort: 'names', names: [...new Set(names)].sort() };
}

export function wordsOf(text: string, better?: Better): Value {
  const numbers = readQuantities(text);
  let frame = '';
  let at = 0;
  for (const { span } of numbers) {
    frame += `${text.slice(at, span[0])} # `;
    at = span[1];
  }
  frame += text.slice(at);
  return {
    sort: 'words',
    words: plainWords(text),
    frame: plainWords(frame),
    numbers: numbers.map(({ value }) => value),
    ...(better ? { better } : {}),
  };
}

/** How it is wrapped, cased, quoted and ended says nothing, nor in which folder a document lies that it points at. */
export const plainWords = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?:\.{1,2}\/)+[^\s#()]{1,200}\.(?:md|markdown|ya?ml)\b/g, 'file')
    .replace(/[“”"'`*_]/g, '')
    .replace(/\s*[–—]\s*/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/[.,;:\s]+$/, '')
    .trim();
