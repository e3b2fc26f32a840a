// The comparison that a number stands in: ≤ · at most · not above · no worse than · "or more" · between.

import { isNegation } from '../sentence/grammar.js';
import type { Token } from '../tokens.js';
import type { Comparator } from '../types.js';

export interface ComparatorAt {
  readonly comparator?: Comparator;
  /** "no worse than", "or better": which way that is depends on the metric; `comparator` is the guess where it is not known. */
  readonly judges?: 'better' | 'worse';
  readonly between?: boolean;
  /** First token of the comparator, or of the number where there is none. */
  readonly begin: number;
  /** After trailing words: "or less". */
  readonly end: number;
}

const signs: ReadonlyMap<string, Comparator> = new Map([
  ['<', '<'],
  ['>', '>'],
  ['≤', '<='],
  ['≥', '>='],
  ['<=', '<='],
  ['>=', '>='],
  ['=<', '<='],
  ['⩽', '<='],
  ['⩾', '>='],
  ['≦', '<='],
  ['≧', '>='],
  ['=', '='],
  ['==', '='],
  ['＜', '<'],
  ['＞', '>'],
]);

/** Phrases by their last word, longest first. */
const phrases = index({
  '<=': [
    'at most',
    'no more than',
    'not more than',
    'no greater than',
    'no higher than',
    'not higher than',
    'no larger than',
    'no longer than',
    'not longer than',
    'no slower than',
    'no later than',
    'up to',
    'maximum of',
    'maximum',
    'max',
    'max of',
    'capped at',
    'cap of',
    'cap at',
    'limited to',
    'limit of',
    'ceiling of',
    'at or below',
    'at or under',
    'or below',
    'below or equal to',
    'less than or equal to',
    'under or equal to',
    'no worse than',
    'not worse than',
    'at least as low as',
    'at least as fast as',
    'budget of',
  ],
  '>=': [
    'at least',
    'no less than',
    'not less than',
    'no fewer than',
    'not fewer than',
    'no lower than',
    'not lower than',
    'no smaller than',
    'minimum',
    'minimum of',
    'min of',
    'at or above',
    'greater than or equal to',
    'more than or equal to',
    'above or equal to',
    'floor of',
    'floor at',
    'no faster than',
    'at minimum',
    'at a minimum',
    'at least as good as',
    'at least as high as',
  ],
  '<': [
    'under',
    'below',
    'less than',
    'fewer than',
    'lower than',
    'smaller than',
    'faster than',
    'shorter than',
    'younger than',
    'newer than',
    'beneath',
    'short of',
    'sub',
  ],
  '>': [
    'above',
    'over',
    'more than',
    'greater than',
    'higher than',
    'larger than',
    'better than',
    'exceeds',
    'exceed',
    'exceeding',
    'exceeded',
    'beyond',
    'surpass',
    'surpasses',
    'surpassing',
    'past',
    'in excess of',
    'longer than',
    'slower than',
    'older than',
    'upwards of',
    'worse than',
  ],
});

function index(
  table: Readonly<Record<string, readonly string[]>>,
): ReadonlyMap<string, readonly { readonly words: readonly string[]; readonly comparator: Comparator }[]> {
  const map = new Map<string, { readonly words: readonly string[]; readonly comparator: Comparator }[]>();
  for (const [comparator, list] of Object.entries(table)) {
    for (const phrase of list) {
      const words = phrase.split(' ');
      const last = words[words.length - 1] as string;
      map.set(
        last,
        [...(map.get(last) ?? []), { words, comparator: comparator as Comparator }].sort((a, b) => b.words.length - a.words.length),
      );
    }
  }
  return map;
}

const skipped = new Set([
  'a',
  'an',
  'the',
  'about',
  'around',
  'roughly',
  'approximately',
  'just',
  'only',
  'some',
  'additional',
  'another',
  'around',
  ':',
]);
const long = new Set(['d', 'bd', 'w', 'sprint', 'month', 'quarter', 'year']);
const short = new Set(['ms', 's', 'min', 'h']);

/** Where up is good "no worse than" is no less, where down is good no more. */
export function judged(comparator: Comparator, judges: 'better' | 'worse', better: 'up' | 'down'): Comparator {
  const strict = comparator === '<' || comparator === '>';
  return (judges === 'better') === (better === 'up') ? (strict ? '>' : '>=') : strict ? '<' : '<=';
}

/** `from`..`to` are the tokens of number and unit. */
export function comparatorAt(tokens: readonly Token[], from: number, to: number, unit: string): ComparatorAt {
  const trailing = after(tokens, to, unit);
  let at = from - 1;
  while (at >= 0 && at > from - 4 && skipped.has((tokens[at] as Token).lower) && (tokens[at] as Token).text !== ':') at--;
  // "max. 0.5 %"
  if (tokens[at]?.text === '.' && tokens[at]?.glued && /^(?:max|min)$/.test(tokens[at - 1]?.lower ?? '')) at--;
  const token = tokens[at];
  const end = trailing?.end ?? to;
  if (token) {
    const sign = signs.get(token.text);
    if (sign) return { comparator: sign, begin: at, end };
    if (token.lower === 'between' || (token.lower === 'range' && at === from - 1)) return { between: true, begin: at, end };
    if (token.text === '-' && token.glued && tokens[at - 1]?.lower === 'sub') return { comparator: '<', begin: at - 1, end };
    if (token.lower === 'within' && (short.has(unit) || unit === '%' || unit === 'pp' || unit === 'points'))
      return { comparator: '<=', begin: at, end };
    const words = token.kind === 'word' ? wordsBefore(tokens, at, from, unit) : undefined;
    // "up to 96.5 % or better" is no upper bound.
    if (words && !(trailing?.comparator === '>=' && token.lower === 'to')) return { ...words, end };
  }
  if (trailing) return { ...trailing, begin: from };
  return { begin: from, end: to };
}

function wordsBefore(
  tokens: readonly Token[],
  at: number,
  from: number,
  unit: string,
): { readonly comparator: Comparator; readonly begin: number; readonly judges?: 'better' | 'worse' } | undefined {
  const { lower } = tokens[at] as Token;
  for (const { words, comparator } of phrases.get(lower) ?? []) {
    const begin = at - words.length + 1;
    if (begin < 0 || !words.every((word, offset) => (tokens[begin + offset] as Token).lower === word)) continue;
    if (lower === 'over' && (long.has(unit) || (short.has(unit) && hasNumberBefore(tokens, begin)))) return undefined;
    if (lower === 'over' && tokens[at + 1] !== tokens[from] && tokens[at + 1]?.lower === 'the') return undefined;
    if (lower === 'past' && long.has(unit)) return undefined;
    if (lower === 'max' && tokens[at]?.text === 'Max' && begin > 0) return undefined;
    // "from 22 up to 30" names both ends of a change.
    if (words[0] === 'up' && tokens[begin - 1]?.kind === 'number' && tokens[begin - 2]?.lower === 'from') return undefined;
    if (words[0] === 'up' && isMoved(tokens, begin)) return undefined;
    const judges = judgement(tokens, begin, words);
    if (judges) return { comparator, begin, judges };
    // "no older than", "not slower than".
    const turned = words.length > 1 && /^(?:no|not)$/.test(tokens[begin - 1]?.lower ?? '');
    if (turned && comparator === '>') return { comparator: '<=', begin: begin - 1 };
    if (turned && comparator === '<') return { comparator: '>=', begin: begin - 1 };
    // "isn't at least 99 %"
    if (words[0] === 'at' && words.length === 2 && isNegation(tokens[begin - 1]?.lower ?? ''))
      return { comparator: comparator === '>=' ? '<' : '>', begin: begin - 1 };
    if (comparator === '>' && isNegated(tokens, begin, lower)) return { comparator: '<=', begin };
    if (comparator === '<' && isNegated(tokens, begin, lower)) return { comparator: '>=', begin };
    return { comparator, begin };
  }
  return undefined;
}

function judgement(tokens: readonly Token[], begin: number, words: readonly string[]): 'better' | 'worse' | undefined {
  const phrase = words.join(' ');
  if (/^(?:no|not) worse than$|^at least as good as$/.test(phrase)) return 'better';
  return phrase === 'better than' && !/^(?:no|not)$/.test(tokens[begin - 1]?.lower ?? '') ? 'better' : undefined;
}

const moves =
  /^(?:get|gets|getting|bring|brings|bringing|take|takes|taking|move|moves|moving|drive|drives|driving|push|pushes|pushing|pull|pulls|nudge|raise|lift|grow|increase|boost|come|comes|go|goes|climb|climbs|rise|rises)$/;

/** "get conversion up to 2 %", "bring churn down to 3 %": what is moved there is no bound. */
export function isMoved(tokens: readonly Token[], at: number): boolean {
  for (let back = at - 1; back >= 0 && back > at - 12; back--) {
    const { kind, lower } = tokens[back] as Token;
    if (
      kind === 'break' ||
      (kind === 'sign' && /^[,;:.()|]$/.test(lower)) ||
      (/^(?:and|with|while|without|by|to|of)$/.test(lower) && back === at - 1)
    )
      return false;
    if (/^(?:while|whilst|without|but)$/.test(lower)) return false;
    if (moves.test(lower)) return back < at - 1;
  }
  return false;
}

function hasNumberBefore(tokens: readonly Token[], at: number): boolean {
  for (let index = at - 1; index >= 0 && index > at - 12; index--) {
    const token = tokens[index] as Token;
    if (token.kind === 'break' || token.text === ';') return false;
    if (token.kind === 'number') return true;
  }
  return false;
}

/** "must not exceed", "does not rise above", "never fall below", "without dropping by more than". */
function isNegated(tokens: readonly Token[], begin: number, last: string): boolean {
  for (let at = begin - 1, steps = 0; at >= 0 && steps < 8; at--, steps++) {
    const token = tokens[at] as Token;
    if (token.kind === 'break' || token.text === ',' || token.text === '.' || token.text === ';' || token.kind === 'number') return false;
    if (/^(?:not|never|cannot|without)$/.test(token.lower) || token.lower.endsWith("n't")) return true;
    if (token.lower === 'no' && /^exceed/.test(last)) return true;
  }
  return false;
}

const trailed =
  /^(?:by|in|within|at|for|until|before|after|and|on|from|once|when|while|with|per|this|next|across|during|through|throughout)$/;

function after(
  tokens: readonly Token[],
  to: number,
  unit: string,
): { readonly comparator: Comparator; readonly end: number; readonly judges?: 'better' } | undefined {
  const first = tokens[to];
  const second = tokens[to + 1];
  if (!first || first.kind !== 'word') return undefined;
  if ((first.lower === 'or' || first.lower === 'and') && second) {
    if (/^(?:more|above|higher|greater|over|up|longer|later)$/.test(second.lower)) return { comparator: '>=', end: to + 2 };
    if (first.lower === 'and') return undefined;
    if (/^(?:less|fewer|below|lower|under|faster|shorter|sooner|cheaper)$/.test(second.lower)) return { comparator: '<=', end: to + 2 };
    if (second.lower === 'better') return { comparator: short.has(unit) ? '<=' : '>=', end: to + 2, judges: 'better' };
    return undefined;
  }
  // "99 % at most 5 min": the words lead to the next number.
  if (second?.kind === 'number' || (first.lower === 'at' && tokens[to + 2]?.kind === 'number')) return undefined;
  if (first.lower === 'at' && (second?.lower === 'most' || second?.lower === 'least'))
    return { comparator: second.lower === 'most' ? '<=' : '>=', end: to + 2 };
  if (/^(?:maximum|max|tops)$/.test(first.lower) && (first.lower === 'tops' || second?.kind !== 'word' || trailed.test(second.lower)))
    return { comparator: '<=', end: to + 1 };
  if (/^(?:minimum|min)$/.test(first.lower) && (second?.kind !== 'word' || trailed.test(second.lower)))
    return { comparator: '>=', end: to + 1 };
  return undefined;
}
