// The chi-square distribution for whole degrees of freedom, which is all that counts of arms and bins ever need.
import { normalDensity, normalTail } from './normal.js';
import { isInside, isWhole } from './possible.js';
import { border } from './solve.js';

/**
 * P(χ² > x) with `df` degrees of freedom, a finite sum for whole df:
 * even: e^(−x/2)·Σ (x/2)^r/r!, r = 0 … df/2−1; odd: 2(1−Φ(√x)) + 2φ(√x)·Σ x^(r−1/2)/(1·3·…·(2r−1)), r = 1 … (df−1)/2.
 * Above 1000 degrees the sum is replaced by Wilson and Hilferty's cube root, so that no input takes long.
 * undefined for negative x or df that is not 1, 2, 3 … Source: Abramowitz & Stegun 26.4.4, 26.4.5 and 26.4.14.
 */
export function chiSquareTail(x: number, df: number): number | undefined {
  if (!(x >= 0) || !isWhole(df)) return undefined;
  if (x === Infinity) return 0;
  if (df > 1000) return normalTail((Math.cbrt(x / df) - 1 + 2 / (9 * df)) / Math.sqrt(2 / (9 * df)));
  const root = Math.sqrt(x);
  const odd = df % 2 === 1;
  let term = odd ? 2 * normalDensity(root) * root : Math.exp(-x / 2);
  let sum = odd ? 2 * normalTail(root) : term;
  if (odd && df > 1) sum += term;
  for (let next = odd ? 3 : 2; next < (odd ? df - 1 : df); next += 2) {
    term *= x / next;
    sum += term;
  }
  return Math.min(1, sum);
}

/** x with P(χ² ≤ x) = p, by bisection on the tail. undefined unless 0 < p < 1 and df is 1, 2, 3 … */
export function chiSquareQuantile(p: number, df: number): number | undefined {
  if (!isInside(p) || !isWhole(df)) return undefined;
  const isBelow = (x: number) => (chiSquareTail(x, df) as number) > 1 - p;
  let high = df + 10;
  while (isBelow(high)) high *= 2;
  return border(isBelow, 0, high);
}
