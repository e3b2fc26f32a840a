// Everything that was found in one text before its sentences are understood: tokens, amounts, times, metrics.
import { type DurationAt, durationsIn } from '../duration.js';
import { type MetricAt, metricsIn } from '../metrics.js';
import { numbersIn } from '../numbers.js';
import { type QuantityAt, quantitiesIn } from '../quantity.js';
import { type Reading, scan, type Token } from '../tokens.js';
import { type WindowAt, windowsIn } from '../window.js';

export interface Context {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly quantities: readonly QuantityAt[];
  readonly durations: readonly DurationAt[];
  readonly windows: readonly WindowAt[];
  readonly metrics: readonly MetricAt[];
  /** The word at a token in lower case, '' outside the text. */
  word(at: number): string;
  inWindow(at: number): boolean;
  metricAt(at: number): MetricAt | undefined;
  quantityAt(at: number): QuantityAt | undefined;
  /** The amount whose comparator or number begins here. */
  beginsAt(at: number): QuantityAt | undefined;
}

export function contextOf(text: string, reading: Reading): Context {
  const source = scan(text, reading);
  const { tokens } = source;
  const numbers = numbersIn(source);
  const durations = durationsIn(source, numbers);
  const windows = windowsIn(source, durations).filter((window, _, all) => !isTolerance(tokens, window, all.length));
  const quantities = quantitiesIn(source, numbers);
  const windowed = new Uint8Array(tokens.length);
  for (const window of windows) if (window.confidence >= 0.5) windowed.fill(1, window.from, window.to);
  // "by the time the shop opens" names no rate of opening.
  const metrics = metricsIn(source).filter(({ from, to }) => windowed[from] !== 1 || windowed[to - 1] !== 1);
  const metricAt = spread(tokens.length, metrics);
  const quantityAt = spread(tokens.length, quantities);
  const begins = new Map(quantities.map((quantity) => [quantity.begin, quantity]));
  return {
    text,
    tokens,
    quantities,
    durations,
    windows,
    metrics,
    word: (at) => tokens[at]?.lower ?? '',
    inWindow: (at) => windowed[at] === 1,
    metricAt: (at) => metricAt[at],
    quantityAt: (at) => quantityAt[at],
    beginsAt: (at) => begins.get(at),
  };
}

/** "Claims paid within 10 days: 62 % → 80 %": the time says what counts as a hit and is part of the name. */
function isTolerance(tokens: readonly Token[], { value, from, to }: WindowAt, windows: number): boolean {
  const before = tokens[from - 1];
  if (!value.length || value.anchor || before?.kind !== 'word' || tokens[to]?.text !== ':') return false;
  return windows > 1 || /(?:ed|en|id|ent|one)$/.test(before.lower);
}

function spread<T extends { readonly from: number; readonly to: number }>(length: number, items: readonly T[]): readonly (T | undefined)[] {
  const at = new Array<T | undefined>(length).fill(undefined);
  for (const item of items) at.fill(item, item.from, item.to);
  return at;
}
