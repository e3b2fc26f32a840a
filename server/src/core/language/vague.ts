// Words that sound like a requirement and cannot be tested, each with the question that would make it one.
// Silent where an amount stands in the same clause, in names and compounds (FastAPI, fast-track), and after a "not".

import { durationsIn } from './duration.js';
import { numbersIn } from './numbers.js';
import { quantitiesIn } from './quantity.js';
import { rememberedReading } from './remembered.js';
import { endsSentence, isHyphen, matchWords, type Reading, type Scan, scan, spanOf, type Token } from './tokens.js';
import type { Slot } from './types.js';
import { asks, names } from './weasels.js';
import { windowsIn } from './window.js';

export { findLatencyBounds } from './latency.js';

export interface WeaselWord {
  readonly word: string;
  /** The question to the author. */
  readonly ask: string;
}

interface Entry {
  readonly words: readonly string[];
  readonly ask: string;
}

const entries = indexOf(Object.entries(asks).flatMap(([ask, list]) => list.split(' | ').map((phrase) => [phrase, ask] as const)));

function indexOf(pairs: readonly (readonly [phrase: string, ask: string])[]): Map<string, Entry[]> {
  const map = new Map<string, Entry[]>();
  for (const [phrase, ask] of pairs) {
    const words = phrase
      .toLowerCase()
      .split(/[\s-]+/)
      .filter((word) => word !== '');
    const first = words[0];
    if (first === undefined) continue;
    map.set(
      first,
      [...(map.get(first) ?? []), { words, ask }].sort((a, b) => b.words.length - a.words.length),
    );
  }
  return map;
}

const notLooking =
  /^(?:not|no|never|without|avoid|avoids|non|isn't|aren't|won't|doesn't|don't|wasn't|hardly|how|too|less|un|nor|statistically|clinically|practically|as|so|the word|words|word|most|instead|neither)$/;

export const findWeaselWords = rememberedReading(
  (text: string, options: Reading & { readonly extra?: readonly string[] }): Slot<WeaselWord>[] => {
    const source = scan(text, options);
    const { tokens } = source;
    const extra =
      options.extra && options.extra.length > 0
        ? indexOf(options.extra.map((phrase) => [phrase, 'what number would show it?'] as const))
        : undefined;
    const found: Slot<WeaselWord>[] = [];
    let concrete: ((at: number) => boolean) | undefined;
    for (let at = 0; at < tokens.length; at++) {
      const token = tokens[at] as Token;
      if (token.kind !== 'word') continue;
      const known = matchEntry(tokens, at, extra) ?? matchEntry(tokens, at, entries);
      if (!known) continue;
      const { to, ask } = known;
      if (isNamed(tokens, at, to) || isDenied(tokens, at)) {
        at = to - 1;
        continue;
      }
      concrete ??= concreteIn(source);
      if (concrete(at)) continue;
      const span = spanOf(tokens, at, to);
      found.push({ value: { word: text.slice(span[0], span[1]), ask }, span, confidence: 0.9 });
      at = to - 1;
    }
    return found;
  },
);

function matchEntry(
  tokens: readonly Token[],
  at: number,
  map: ReadonlyMap<string, readonly Entry[]> | undefined,
): { readonly to: number; readonly ask: string } | undefined {
  for (const { words, ask } of map?.get((tokens[at] as Token).lower) ?? []) {
    const to = matchWords(tokens, at, words);
    if (to >= 0) return { to, ask };
  }
  return undefined;
}

function isNamed(tokens: readonly Token[], at: number, to: number): boolean {
  const token = tokens[at] as Token;
  const next = tokens[isHyphen(tokens[to]) ? to + 1 : to];
  const before = tokens[at - 1];
  // "breakfast", "fastText" are other words; "Fast.ai" and "ultra-fast" are glued to one.
  if (
    isHyphen(before) &&
    tokens[at - 2]?.kind === 'word' &&
    !/^(?:ultra|super|highly|very|user|best|easy|state|world|cost)$/.test(tokens[at - 2]?.lower ?? '')
  )
    return true;
  if (tokens[to]?.text === '.' && tokens[to]?.glued && tokens[to + 1]?.kind === 'word' && tokens[to + 1]?.glued) return true;
  if (
    before &&
    (before.text === '"' ||
      before.text === '“' ||
      before.text === '/' ||
      before.text === '_' ||
      before.text === '@' ||
      before.text === '#') &&
    token.glued
  )
    return true;
  if (token.lower === 'real' && to - at >= 2 && /^[A-Z]/.test(token.text) && /^[A-Z]/.test(next?.text ?? '')) return true;
  if (isHyphen(tokens[to]) && next?.kind === 'word' && to - at === 1) return true;
  if (to - at > 1 && token.lower !== 'real') return false;
  return next?.kind === 'word' && (names.get(token.lower)?.test(next.lower) ?? false);
}

/** "not fast", "how fast?", "as fast as", "too many". */
function isDenied(tokens: readonly Token[], at: number): boolean {
  for (let back = at - 1; back >= 0 && back >= at - 3; back--) {
    const token = tokens[back] as Token;
    if (token.kind === 'break' || /^[,.;:]$/.test(token.text)) return false;
    if (
      notLooking.test(token.lower) &&
      !(
        (token.lower === 'as' || token.lower === 'so' || token.lower === 'most' || token.lower === 'too' || token.lower === 'how') &&
        back < at - 1
      )
    )
      return !(token.lower === 'as' && !tokens.slice(at + 1, at + 4).some((one) => one.lower === 'as'));
  }
  return false;
}

/** Says of a token whether an amount with a unit or comparator stands in its clause. */
function concreteIn(source: Scan): (at: number) => boolean {
  const { tokens } = source;
  const numbers = numbersIn(source);
  const windows = windowsIn(source, durationsIn(source, numbers));
  const clause = new Int32Array(tokens.length);
  let count = 0;
  let depth = 0;
  for (let at = 0; at < tokens.length; at++) {
    const { text, lower } = tokens[at] as Token;
    if (text === '(') depth++;
    if (text === ')') depth = Math.max(0, depth - 1);
    if ((tokens[at] as Token).kind === 'break') depth = 0;
    if (endsSentence(tokens, at) || (depth === 0 && (text === ',' || lower === 'but' || lower === 'while'))) count++;
    clause[at] = count;
  }
  const measured = new Set<number>();
  let window = 0;
  for (const quantity of quantitiesIn(source, numbers)) {
    while (window < windows.length && (windows[window] as { to: number }).to <= quantity.from) window++;
    const inside = windows[window];
    if (inside && quantity.from >= inside.from && quantity.from < inside.to) continue;
    if (quantity.value.unit === '' && quantity.value.comparator === undefined && !quantity.number.sign) continue;
    measured.add(clause[quantity.from] as number);
  }
  return (at) =>
    measured.has(clause[at] as number) || (measured.has((clause[at] as number) + 1) && opensWithComparison(tokens, clause, at));
}

/** "Answers arrive fast, p95 ≤ 300 ms": the clause after the comma begins with the measure. */
function opensWithComparison(tokens: readonly Token[], clause: Int32Array, at: number): boolean {
  let next = at;
  while (next < tokens.length && next < at + 8 && clause[next] === clause[at]) next++;
  if (tokens[next]?.text !== ',') return false;
  return (
    /^(?:p\d+|i|at|under|below|less|within|≤|<|≥|>|<=|>=|no|meaning|that)$/.test(tokens[next + 1]?.lower ?? '') ||
    tokens[next + 1]?.kind === 'number'
  );
}
