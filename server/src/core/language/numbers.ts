// Numbers as people write them: 1,200 · 1.2k · 20 000 · 5–10 · ~8 · two · half · tenfold.
// Digits that only name something (v2, GPT-4, phase 3, 2026-05-03, 02:00, item 1 of a list) are not numbers.

import { isYear, namesSomething } from './amount/naming.js';
import { amongAt, isAndHalf, multiplierOf, type Plain, wordAt } from './amount/numberWords.js';
import { datesIn } from './date.js';
import { rememberedReading } from './remembered.js';
import { isDash, isHyphen, type Reading, type Scan, scan, spanOf, type Token } from './tokens.js';
import type { Slot } from './types.js';

export interface NumberRead {
  readonly value: number;
  readonly high?: number;
  readonly approximate?: boolean;
  /** "2x", "double", "tenfold", "half": multiplies the old value. */
  readonly factor?: boolean;
  /** "a third", "three quarters": a part of one. */
  readonly fraction?: boolean;
  /** "one in three": those it is a part of follow without an "of". */
  readonly among?: boolean;
  /** "100+". */
  readonly plus?: boolean;
  /** "+8 %" or "−3 pts"; a minus is also in `value`. */
  readonly sign?: '+' | '-';
}

/** A number and the tokens that it takes. */
export interface NumberAt extends NumberRead {
  readonly from: number;
  readonly to: number;
  readonly confidence: number;
}

export const readNumbers = rememberedReading((text: string, reading: Reading): Slot<NumberRead>[] => {
  const source = scan(text, reading);
  return numbersIn(source).map(({ from, to, confidence, ...value }) => ({ value, span: spanOf(source.tokens, from, to), confidence }));
});

const nearly = new Set(['about', 'around', 'approximately', 'roughly', 'circa', 'approx', 'nearly', 'almost', 'ca']);

export function numbersIn({ tokens, text }: Scan): NumberAt[] {
  const taken = new Uint8Array(tokens.length);
  for (const date of datesIn({ tokens, text })) taken.fill(1, date.from, date.to);
  const found: NumberAt[] = [];
  for (let at = 0; at < tokens.length; at++) {
    if (taken[at]) continue;
    const number = numberAt(tokens, at);
    if (!number) continue;
    if (taken[number.to - 1]) continue;
    found.push(number);
    at = number.to - 1;
  }
  return found;
}

function numberAt(tokens: readonly Token[], at: number): NumberAt | undefined {
  const plain = plainAt(tokens, at);
  if (!plain) return undefined;
  const token = tokens[at] as Token;
  if (token.kind === 'number' && !plain.among && namesSomething(tokens, at, plain.to)) return undefined;
  let { value, to } = plain;
  let from = at;
  let sign: '+' | '-' | undefined;
  let approximate = false;
  const signAt = tokens[from - 1];
  if (signAt && token.glued && (!signAt.glued || isOpening(tokens[from - 2]))) {
    if (signAt.text === '+') sign = '+';
    else if (signAt.text === '-' || signAt.text === '−' || signAt.text === '–') sign = '-';
    if (sign) from--;
  } else if (signAt && (signAt.text === '−' || signAt.text === '+') && !plain.word && tokens[from - 2]?.kind !== 'number') {
    sign = signAt.text === '+' ? '+' : '-';
    from--;
  }
  // "minus a fifth"
  if (!sign && /^(?:minus|plus)$/.test(signAt?.lower ?? '')) {
    sign = signAt?.lower === 'plus' ? '+' : '-';
    from--;
  }
  const before = tokens[from - 1];
  if (before && (before.text === '~' || before.text === '≈' || before.text === '∼')) {
    approximate = true;
    from--;
  } else if (before && nearly.has(before.lower)) approximate = true;
  if (sign === '-') value = -value;
  let high: number | undefined;
  const dash = tokens[to];
  const spaced = dash !== undefined && !dash.glued && tokens[to + 1]?.glued === false;
  if (isDash(dash) && (spaced ? dash?.text !== '—' : dash?.glued) && !plain.factor) {
    const other = tokens[to + 1]?.kind === 'number' ? plainAt(tokens, to + 1) : undefined;
    if (other && other.value > value && !isYear(tokens[to + 1] as Token)) {
      high = other.value;
      // "5–10k": the multiplier belongs to both.
      if (high > 900 && value < 100 && other.to > to + 2) value *= high / (tokens[to + 1] as Token).value;
      to = other.to;
    }
  }
  const plus = tokens[to]?.text === '+' && tokens[to]?.glued === true && tokens[to + 1]?.kind !== 'number';
  if (plus) to++;
  return {
    value,
    from,
    to,
    confidence: plain.word ? 0.8 : 0.95,
    ...(high === undefined ? {} : { high }),
    ...(approximate ? { approximate } : {}),
    ...(plain.factor ? { factor: true } : {}),
    ...(plain.fraction ? { fraction: true } : {}),
    ...(plain.among ? { among: true } : {}),
    ...(plus ? { plus } : {}),
    ...(sign ? { sign } : {}),
  };
}

const isOpening = (token: Token | undefined): boolean =>
  token === undefined ||
  (token.kind === 'sign' && !isDash(token) && token.text !== '%' && token.text !== ')' && token.text !== '/' && token.text !== '_');

function plainAt(tokens: readonly Token[], at: number): Plain | undefined {
  const token = tokens[at] as Token;
  if (token.kind === 'number') {
    const among = amongAt(tokens, at);
    if (among) return among;
    let value = token.value;
    let to = at + 1;
    const next = tokens[to];
    if (tokens[at - 1]?.lower === 'of' && tokens[at - 2]?.lower === 'factor') return { value, to, factor: true };
    const factor = multiplierOf(tokens, at, next);
    if (isAndHalf(tokens, to)) {
      value += 0.5;
      to += 3;
    } else if (factor !== undefined) {
      value = round(value * factor);
      to++;
    }
    const after = tokens[to];
    if (
      after &&
      ((after.lower === 'x' && (after.glued || !isWordAfter(tokens, to))) || (after.text === '×' && after.glued)) &&
      tokens[to + 1]?.kind !== 'number'
    )
      return { value, to: to + 1, factor: true };
    if (after?.lower === 'times' && !after.glued && !/^(?:a|an|per|each|every|daily|weekly)$/.test(tokens[to + 1]?.lower ?? ''))
      return { value, to: to + 1, factor: true };
    if (after?.lower === 'fold' || (isHyphen(after) && tokens[to + 1]?.lower === 'fold'))
      return { value, to: to + (after?.lower === 'fold' ? 1 : 2), factor: true };
    return { value, to };
  }
  if (token.kind !== 'word') return undefined;
  return wordAt(tokens, at, token);
}

const isWordAfter = (tokens: readonly Token[], at: number): boolean => tokens[at + 1]?.kind === 'word' && !tokens[at]?.glued;

const round = (value: number): number => Number(value.toPrecision(12));
