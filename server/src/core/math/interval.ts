// What a number of successes or failures proves about the rate behind it (A8, and A9's margin).
import { binomialCdf } from './binomial.js';
import { chiSquareQuantile } from './chiSquare.js';
import { normalQuantile } from './normal.js';
import { isAmount, isInside, isPositive, isRate, roundUp } from './possible.js';
import { border } from './solve.js';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * A8. Wilson's score interval for x of n, two-sided: (p + z²/2n ± z·√(pq/n + z²/4n²)) / (1 + z²/n).
 * undefined for no trials, x outside [0, n] or a confidence outside (0, 1). Source: E. B. Wilson, JASA 22 (1927), 209–212.
 */
export function wilsonInterval(successes: number, n: number, confidence = 0.95): Interval | undefined {
  if (!fits(successes, n) || !isInside(confidence)) return undefined;
  const z = twoSided(confidence);
  const rate = successes / n;
  const scale = 1 + (z * z) / n;
  const centre = (rate + (z * z) / (2 * n)) / scale;
  const half = (z / scale) * Math.sqrt((rate * (1 - rate)) / n + (z * z) / (4 * n * n));
  return { low: successes === 0 ? 0 : Math.max(0, centre - half), high: successes === n ? 1 : Math.min(1, centre + half) };
}

/** A8. Rule of three: with no failure in n, the rate is below about 3/n (95 %, one-sided), at most 1. Source: Hanley & Lippman-Hand, JAMA 249 (1983). */
export function ruleOfThree(n: number): number | undefined {
  return isPositive(n) ? Math.min(1, 3 / n) : undefined;
}

/**
 * A8. The rate that x failures in n exclude, exact and one-sided: the p with P(X ≤ x) = 1 − confidence;
 * 1 − (1 − confidence)^(1/n) for x = 0. Beyond 10⁸ trials the Poisson limit χ²_{2x+2}/2n takes over. undefined as above. Source: Clopper & Pearson, Biometrika 26 (1934), 404–413.
 */
export function exactUpperBound(failures: number, n: number, confidence = 0.95): number | undefined {
  if (!fits(failures, n) || !isInside(confidence)) return undefined;
  if (failures === 0) return -Math.expm1(Math.log1p(-confidence) / n);
  if (failures === n) return 1;
  if (n > 1e8)
    return Math.max(failures / n, Math.min(1, (chiSquareQuantile(confidence, 2 * Math.floor(failures) + 2) as number) / (2 * n)));
  return border((rate) => (binomialCdf(failures, n, rate) as number) > 1 - confidence, failures / n, 1);
}

/** A8. Trials without any failure that show a rate of at most `bound`: ⌈ln(1 − confidence)/ln(1 − bound)⌉; Infinity for a bound of zero. */
export function cleanTrialsFor(bound: number, confidence = 0.95): number | undefined {
  if (!isRate(bound) || !isInside(confidence)) return undefined;
  if (bound === 0) return Infinity;
  return Math.max(1, roundUp(Math.log1p(-confidence) / Math.log1p(-bound)));
}

/**
 * A8. Trials for Wilson's interval to end at the bound when the rate is really `rate`: z²·b(1 − b)/(b − p)², two-sided
 * confidence. Works for upper and lower bounds; Infinity when rate and bound are equal.
 */
export function trialsFor(bound: number, rate: number, confidence = 0.95): number | undefined {
  if (!isRate(bound) || !isRate(rate) || !isInside(confidence)) return undefined;
  if (bound === rate) return Infinity;
  const z = twoSided(confidence);
  return Math.max(1, roundUp(((z * Math.sqrt(bound * (1 - bound))) / (bound - rate)) ** 2));
}

/** A9. Half the width of the plain interval around a measured rate: z·√(pq/n), as a difference of rates. undefined without items. */
export function marginOfError(rate: number, n: number, confidence = 0.95): number | undefined {
  if (!isRate(rate) || !isPositive(n) || !isInside(confidence)) return undefined;
  return twoSided(confidence) * Math.sqrt((rate * (1 - rate)) / n);
}

/** z that a standard normal variable exceeds in size with probability 1 − confidence. */
const twoSided = (confidence: number): number => -(normalQuantile((1 - confidence) / 2) as number);

const fits = (part: number, n: number): boolean => isAmount(part) && isPositive(n) && part <= n;
