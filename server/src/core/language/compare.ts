// Whether two bounds promise the same: by meaning, whatever the words. "300 ms" is "0.3 s"; 8 % relative from 4.0 % is 4.32 %.
// Where the text does not say enough to tell, they are incomparable and nobody is accused.

import type { Better, Comparator, Quantity } from './types.js';

/** The first one, seen from the second. */
export type Relation = 'equal' | 'looser' | 'stricter' | 'incomparable';

export interface Bound {
  readonly quantity: Quantity;
  /** For "drops by …", "+8 %": the level that the change starts from, and its direction. */
  readonly from?: Quantity;
  readonly rises?: boolean;
  /** The bound is on a change, not on a level. */
  readonly change?: boolean;
}

/** `better`: which way is good for the metric, for bounds without a comparator. */
export function compareBounds(a: Bound, b: Bound, better?: Better): Relation {
  const [first, second] = levels(a, b);
  if (!first || !second || first.dimension !== second.dimension) return 'incomparable';
  if (first.high !== undefined || second.high !== undefined) return compareRanges(first, second);
  const side = sideOf(a.quantity.comparator, better);
  const other = sideOf(b.quantity.comparator, better);
  if (side !== undefined && other !== undefined && side !== other) return 'incomparable';
  const way = side ?? other;
  const value = near(first.value, second.value) ? 0 : first.value < second.value ? -1 : 1;
  const byValue = value === 0 ? 0 : way === undefined ? undefined : way === 'upper' ? value : -value;
  const byPercentile = percentiles(a.quantity, b.quantity, way);
  if (byValue === undefined || byPercentile === undefined) return 'incomparable';
  if (byValue * byPercentile < 0) return 'incomparable';
  const sum = byValue + byPercentile;
  return sum === 0 ? 'equal' : sum > 0 ? 'looser' : 'stricter';
}

/** Lengths of time for which something must hold before anybody acts: longer is looser. */
export function compareDays(a: number | undefined, b: number | undefined): Relation {
  if (a === undefined || b === undefined) return 'incomparable';
  return near(a, b) ? 'equal' : a > b ? 'looser' : 'stricter';
}

interface Level {
  readonly value: number;
  readonly high?: number;
  readonly dimension: string;
}

/** Both on one scale where that can be done: changes become levels if either is a level and the start is known. */
function levels(a: Bound, b: Bound): readonly [Level | undefined, Level | undefined] {
  const first = plainLevel(a);
  const second = plainLevel(b);
  if (first && second && first.dimension === second.dimension) return [first, second];
  // A start that one of them names counts for both: they speak of the same metric.
  const from = a.from ?? b.from;
  const rises = a.rises ?? b.rises;
  return [
    reached({ ...a, ...some('from', from), ...some('rises', rises) }),
    reached({ ...b, ...some('from', from), ...some('rises', rises) }),
  ];
}

const some = <K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } =>
  value === undefined ? {} : ({ [key]: value } as { [P in K]: V });

function plainLevel({ quantity, change }: Bound): Level | undefined {
  const scale = scaleOf(quantity);
  if (!scale) return undefined;
  const moves = change || quantity.basis === 'relative' || quantity.basis === 'points';
  return {
    value: quantity.value * scale.factor,
    ...(quantity.high === undefined ? {} : { high: quantity.high * scale.factor }),
    dimension: `${scale.dimension}${moves ? (quantity.basis === 'points' || scale.points ? ' moved in points' : ' moved') : ''}`,
  };
}

/** The level that a bound comes to: itself, or its start moved by it. */
function reached(bound: Bound): Level | undefined {
  const { quantity, from, rises, change } = bound;
  const own = plainLevel(bound);
  if (!own || !own.dimension.includes(' moved')) return own;
  const start = from && plainLevel({ quantity: from });
  if (!start || own.high !== undefined) return own;
  const sign = quantity.value < 0 || rises === undefined ? 1 : rises ? 1 : -1;
  const percent = quantity.unit === '%' && quantity.basis !== 'points';
  if (percent && quantity.basis === 'relative')
    return { value: start.value * (1 + (sign * quantity.value) / 100), dimension: start.dimension };
  const scale = scaleOf(quantity);
  if (!scale || scale.dimension !== start.dimension || (percent && change)) return own;
  return { value: start.value + sign * own.value, dimension: start.dimension };
}

const times: Readonly<Record<string, number>> = {
  ms: 0.001,
  s: 1,
  min: 60,
  h: 3_600,
  d: 86_400,
  bd: 86_400 * 1.4,
  w: 604_800,
  month: 2_592_000,
  quarter: 7_862_400,
  year: 31_536_000,
};

/** What a unit measures, and how many of the base unit one of it is. */
function scaleOf({ unit }: Quantity): { readonly dimension: string; readonly factor: number; readonly points?: boolean } | undefined {
  if (Object.hasOwn(times, unit)) return { dimension: 'time', factor: times[unit] as number };
  if (unit === '%') return { dimension: 'share', factor: 1 };
  if (unit === 'pp') return { dimension: 'share', factor: 1, points: true };
  if (unit === 'bps') return { dimension: 'share', factor: 0.01, points: true };
  if (unit === 'ppm') return { dimension: 'share', factor: 0.0001 };
  if (unit === 'cents') return { dimension: '$', factor: 0.01 };
  const rate = /^(.*)\/(s|min|h|day|week|month)$/.exec(unit);
  if (rate && /^(?:|requests?|req|calls?|queries|query)$/.test(rate[1] as string))
    return { dimension: 'requests a second', factor: 1 / (perSecond[rate[2] as string] as number) };
  if (/^(?:rps|qps|tps)$/.test(unit)) return { dimension: 'requests a second', factor: 1 };
  return { dimension: unit.replace(/s$/, ''), factor: 1 };
}

const perSecond: Readonly<Record<string, number>> = { s: 1, min: 60, h: 3_600, day: 86_400, week: 604_800, month: 2_592_000 };

function sideOf(comparator: Comparator | undefined, better: Better | undefined): 'upper' | 'lower' | undefined {
  if (comparator === '<' || comparator === '<=') return 'upper';
  if (comparator === '>' || comparator === '>=') return 'lower';
  return better === 'down' ? 'upper' : better === 'up' ? 'lower' : undefined;
}

/** A higher percentile with the same upper bound asks for more; one that nobody names may be a mean. */
function percentiles(a: Quantity, b: Quantity, side: 'upper' | 'lower' | undefined): number | undefined {
  if (a.percentile === b.percentile) return 0;
  if (a.percentile === undefined || b.percentile === undefined || side === undefined) return undefined;
  const higher = a.percentile > b.percentile ? -1 : 1;
  return side === 'upper' ? higher : -higher;
}

/** Within is stricter, around is looser, beside it cannot be said. */
function compareRanges(a: Level, b: Level): Relation {
  const [low, high] = [a.value, a.high ?? a.value];
  const [otherLow, otherHigh] = [b.value, b.high ?? b.value];
  if (near(low, otherLow) && near(high, otherHigh)) return 'equal';
  const lowIn = low > otherLow || near(low, otherLow);
  const highIn = high < otherHigh || near(high, otherHigh);
  if (lowIn && highIn) return 'stricter';
  return !(low > otherLow && !near(low, otherLow)) && !(high < otherHigh && !near(high, otherHigh)) ? 'looser' : 'incomparable';
}

/** Rounded in print: 4.32 and 4.3200001 are one number. */
const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-6 * Math.max(1e-12, Math.abs(a), Math.abs(b));
