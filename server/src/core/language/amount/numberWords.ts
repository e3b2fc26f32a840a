// Numbers that are words: two, twenty-five, a dozen, half, double, tenfold, two thirds, and the multipliers k, M, bn.

import { isHyphen, type Token } from '../tokens.js';
import { isMeasure, isTime } from './naming.js';

export interface Plain {
  readonly value: number;
  readonly to: number;
  readonly factor?: boolean;
  readonly fraction?: boolean;
  readonly among?: boolean;
  readonly word?: boolean;
}

const small: ReadonlyMap<string, number> = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'
    .split(' ')
    .map((name, value) => [name, value]),
);

const tens: ReadonlyMap<string, number> = new Map(
  'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').map((name, index) => [name, (index + 2) * 10]),
);

const factors: ReadonlyMap<string, number> = new Map([
  ...['double', 'doubles', 'doubled', 'doubling', 'twice', 'twofold'].map((name) => [name, 2] as const),
  ...['triple', 'triples', 'tripled', 'tripling', 'treble', 'threefold', 'thrice'].map((name) => [name, 3] as const),
  ...['quadruple', 'quadruples', 'fourfold'].map((name) => [name, 4] as const),
  ...['fivefold'].map((name) => [name, 5] as const),
  ...['tenfold'].map((name) => [name, 10] as const),
  ...['halve', 'halves', 'halved', 'halving', 'half'].map((name) => [name, 0.5] as const),
]);

const multipliers: ReadonlyMap<string, number> = new Map([
  ['k', 1e3],
  ['K', 1e3],
  ['thousand', 1e3],
  ['M', 1e6],
  ['MM', 1e6],
  ['mn', 1e6],
  ['mio', 1e6],
  ['million', 1e6],
  ['millions', 1e6],
  ['B', 1e9],
  ['bn', 1e9],
  ['billion', 1e9],
  ['hundred', 1e2],
  ['trillion', 1e12],
]);

const parts: ReadonlyMap<string, number> = new Map([
  ['half', 2],
  ['halves', 2],
  ['third', 3],
  ['thirds', 3],
  ['quarter', 4],
  ['quarters', 4],
  ['fifth', 5],
  ['fifths', 5],
  ['tenth', 10],
]);

/** "by a third", "a quarter of users", "two thirds". A quarter may also be three months, so the words around it decide. */
function fractionAt(tokens: readonly Token[], at: number): Plain | undefined {
  const token = tokens[at] as Token;
  const count = token.lower === 'a' || token.lower === 'one' ? 1 : (small.get(token.lower) ?? 0);
  const part = tokens[isHyphen(tokens[at + 1]) ? at + 2 : at + 1];
  const below = part ? parts.get(part.lower) : undefined;
  if (count < 1 || below === undefined || count >= below) return undefined;
  const to = isHyphen(tokens[at + 1]) ? at + 3 : at + 2;
  if (
    count === 1 &&
    !/^(?:by|up|down|from|minus|plus)$/.test(tokens[at - 1]?.lower ?? '') &&
    !/^(?:of|fewer|less|more|lower|higher|shorter|faster|cheaper)$/.test(tokens[to]?.lower ?? '')
  )
    return undefined;
  if (
    below === 4 &&
    (/^(?:within|in|over|next|first|last|past|for|after|during|every)$/.test(tokens[at - 1]?.lower ?? '') ||
      (count > 1 && !/^(?:by|is|be|are|reach|reaches|hit|:)$/.test(tokens[at - 1]?.lower ?? '') && tokens[to]?.lower !== 'of'))
  )
    return undefined;
  return { value: Number((count / below).toPrecision(6)), to, fraction: true, word: true };
}

/** "one in three shoppers", "1 in 5 orders", "nine out of ten calls"; not "one in production", "3 in 2027". */
export function amongAt(tokens: readonly Token[], at: number): Plain | undefined {
  const count = countAt(tokens[at], 10);
  const out = tokens[at + 1]?.lower === 'out' && tokens[at + 2]?.lower === 'of';
  // "9 of 10 plans", "65 of 100 calls"; "3 of 14 sites" only counts.
  const round = tokens[at + 1]?.lower === 'of' && /^(?:10|100|1,?000|ten|hundred)$/.test(tokens[at + 2]?.lower ?? '');
  if (count < 1 || !(out || round || tokens[at + 1]?.lower === 'in')) return undefined;
  let to = at + (out ? 3 : 2);
  if (/^(?:every|each)$/.test(tokens[to]?.lower ?? '') && tokens[to + 1]?.kind === 'number') to++;
  if (/^an?$/.test(tokens[to]?.lower ?? '') && /^(?:hundred|thousand)$/.test(tokens[to + 1]?.lower ?? '')) to++;
  const whole = countAt(tokens[to], 1e5);
  const of = tokens[to + 1];
  if (whole <= count || (tokens[to]?.kind !== tokens[at]?.kind && whole < 20) || isTime(of) || isMeasure(of)) return undefined;
  // A noun follows, or the end: "from one in five to one in eight".
  if (of?.kind === 'number' || (of?.kind === 'sign' && !/^[.,;)→]$/.test(of.text))) return undefined;
  return { value: Number((count / whole).toPrecision(6)), to: to + 1, fraction: true, among: true, word: true };
}

/** "every third ticket"; not "every second day". */
function everyAt(tokens: readonly Token[], at: number): Plain | undefined {
  const below = tokens[at]?.lower === 'every' ? nths.get(tokens[at + 1]?.lower ?? '') : undefined;
  const of = tokens[at + 2];
  if (below === undefined || of?.kind !== 'word' || isTime(of) || /^(?:counts?|matters?|is|one|time)$/.test(of.lower)) return undefined;
  return { value: Number((1 / below).toPrecision(6)), to: at + 2, fraction: true, among: true, word: true };
}

const nths: ReadonlyMap<string, number> = new Map([
  ['second', 2],
  ['other', 2],
  ['third', 3],
  ['fourth', 4],
  ['fifth', 5],
  ['tenth', 10],
]);

function countAt(token: Token | undefined, most: number): number {
  if (token?.kind === 'number') return /^\d{1,3}(?:,?\d{3})?$/.test(token.text) && token.value <= most ? token.value : 0;
  return token?.kind === 'word' ? (wholes.get(token.lower) ?? 0) : 0;
}

const wholes: ReadonlyMap<string, number> = new Map([...small, ...tens, ['hundred', 100], ['thousand', 1000]]);

/** "half of all chats" is a part; "cut to half of today's" multiplies. */
const isHalfOf = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.lower === 'half' &&
  tokens[at + 1]?.lower === 'of' &&
  (!/^(?:by|to|in|at|a)$/.test(tokens[at - 1]?.lower ?? '') || (tokens[at - 1]?.lower === 'to' && tokens[at + 2]?.lower === 'all')) &&
  !/^(?:what|its|their|today's|current|the|last|this|previous|that)$/.test(tokens[at + 2]?.lower ?? '');

export function multiplierOf(tokens: readonly Token[], at: number, next: Token | undefined): number | undefined {
  if (!next || next.kind !== 'word') return undefined;
  const found = multipliers.get(next.text) ?? (next.text.length > 2 ? multipliers.get(next.lower) : undefined);
  if (found !== undefined) return found;
  // "$5m", "1.5m users": million; "5m" alone is minutes.
  if (next.text !== 'm' || !next.glued) return undefined;
  const currency = tokens[at - 1];
  const noun = tokens[at + 2];
  return (currency && '$€£'.includes(currency.text)) ||
    (noun?.kind === 'word' &&
      /^(?:user|customer|request|token|session|row|event|item|record|order|impression|member|people|dau|mau|monthly|daily|active)s?$/.test(
        noun.lower,
      ))
    ? 1e6
    : undefined;
}

export function wordAt(tokens: readonly Token[], at: number, token: Token): Plain | undefined {
  const factor = factors.get(token.lower);
  const next = tokens[at + 1];
  if (factor !== undefined) {
    // "half a year" is a duration, "double-check" a word.
    if (isHyphen(next) && tokens[at + 2]?.kind === 'word') return undefined;
    if (isHalfOf(tokens, at)) return { value: 0.5, to: at + 1, fraction: true, word: true };
    return { value: factor, to: at + 1, factor: true, word: true };
  }
  const fraction = fractionAt(tokens, at) ?? amongAt(tokens, at) ?? everyAt(tokens, at);
  if (fraction) return fraction;
  const ten = tens.get(token.lower);
  const unit = small.get(token.lower);
  const before = tokens[at - 1];
  if (ten !== undefined && isHyphen(next) && (small.get(tokens[at + 2]?.lower ?? '') ?? 10) < 10)
    return scaled(tokens, ten + (small.get((tokens[at + 2] as Token).lower) as number), at + 3);
  if (token.lower === 'dozen') return { value: 12, to: at + 1, word: true };
  if (
    token.lower === 'one' &&
    (before?.kind === 'word' || next?.lower === 'of' || isHyphen(next) || next?.kind !== 'word') &&
    !(isHyphen(next) && isTime(tokens[at + 2]))
  ) {
    if (
      next === undefined ||
      next.kind !== 'word' ||
      next.lower === 'of' ||
      isHyphen(before) ||
      /^(?:no|any|which|this|that|each|every|the|only)$/.test(before?.lower ?? '')
    )
      return undefined;
  }
  if (isHyphen(before) && tokens[at - 2]?.kind === 'word') return undefined;
  // "zero-result rate", "two-tower model": the word belongs to a name.
  if (
    isHyphen(next) &&
    tokens[at + 2]?.kind === 'word' &&
    !isTime(tokens[at + 2]) &&
    !/^(?:fold|point|points|percent)$/.test(tokens[at + 2]?.lower ?? '')
  )
    return undefined;
  const value = ten ?? unit;
  if (value === undefined) return undefined;
  if (unit !== undefined && isHyphen(next) && next?.glued && tokens[at + 2]?.lower === 'fold')
    return { value, to: at + 3, factor: true, word: true };
  if (next?.lower === 'times' && !/^(?:a|an|per|each|every|daily|weekly)$/.test(tokens[at + 2]?.lower ?? ''))
    return { value, to: at + 2, factor: true, word: true };
  return scaled(tokens, value, at + 1);
}

/** "three and a half". */
export const isAndHalf = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.lower === 'and' && tokens[at + 1]?.lower === 'a' && tokens[at + 2]?.lower === 'half';

function scaled(tokens: readonly Token[], value: number, to: number): Plain {
  if (isAndHalf(tokens, to)) return { value: value + 0.5, to: to + 3, word: true };
  const next = tokens[to];
  const factor = next?.kind === 'word' && next.text.length > 2 ? multipliers.get(next.lower) : undefined;
  return factor === undefined ? { value, to, word: true } : { value: value * factor, to: to + 1, word: true };
}
