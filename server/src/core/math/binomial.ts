// The binomial distribution for samples of any size, through the incomplete beta function.
import { isAmount, isRate } from './possible.js';

/** P(X ≤ successes) of `n` trials with probability `rate` each = I(1−rate; n−x, x+1). undefined for impossible input. */
export function binomialCdf(successes: number, n: number, rate: number): number | undefined {
  if (!isAmount(successes) || !isAmount(n) || !isRate(rate)) return undefined;
  const x = Math.floor(successes);
  if (x >= n) return 1;
  return incompleteBeta(1 - rate, n - x, x + 1);
}

/** ln Γ(x) for x > 0: Stirling's series from 10 up, the recurrence below. Source: DLMF 5.11.1. */
export function logGamma(x: number): number {
  let shift = 0;
  let at = x;
  for (; at < 10; at++) shift += Math.log(at);
  const s = 1 / (at * at);
  const series = (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s * (1 / 1188 - (s * 691) / 360360))))) / at;
  return (at - 0.5) * Math.log(at) - at + Math.log(2 * Math.PI) / 2 + series - shift;
}

/** Regularised incomplete beta I(x; a, b), a and b above zero, by the continued fraction DLMF 8.17.22 (Lentz's method). */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)) / a;
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= 100_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return Math.min(1, front * fraction);
}

/** Lentz's method must not divide by zero. */
const away = (value: number): number => (Math.abs(value) < 1e-300 ? 1e-300 : value);
