// What the tests of the arithmetic share: comparing within a tolerance, seeded chance, and exact binomial weights.
import assert from 'node:assert/strict';

export function near(actual: number | undefined, expected: number, tolerance: number, what = ''): void {
  assert.ok(
    actual !== undefined && Math.abs(actual - expected) <= tolerance,
    `${what} got ${actual}, expected ${expected} within ${tolerance}`,
  );
}

/** Uniform numbers in (0, 1) from a seed (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 4294967296;
  };
}

/** Standard normal numbers (Box and Muller). */
export function gauss(uniform: () => number): () => number {
  let spare: number | undefined;
  return () => {
    if (spare !== undefined) {
      const ready = spare;
      spare = undefined;
      return ready;
    }
    const radius = Math.sqrt(-2 * Math.log(uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}

/** P(X = x) for all x within `spread` standard deviations of the mean, by the recurrence from the mode, normalised. */
export function binomialWeights(n: number, rate: number, spread = 6): { first: number; weights: number[] } {
  const sd = Math.sqrt(n * rate * (1 - rate));
  const first = Math.max(0, Math.floor(n * rate - spread * sd) - 5);
  const last = Math.min(n, Math.ceil(n * rate + spread * sd) + 5);
  const mode = Math.min(last, Math.floor((n + 1) * rate));
  const weights = new Array<number>(last - first + 1).fill(0);
  const odds = rate / (1 - rate);
  weights[mode - first] = 1;
  for (let x = mode; x < last; x++) weights[x + 1 - first] = ((weights[x - first] as number) * odds * (n - x)) / (x + 1);
  for (let x = mode; x > first; x--) weights[x - 1 - first] = ((weights[x - first] as number) * x) / (odds * (n - x + 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return { first, weights: weights.map((weight) => weight / total) };
}

/** Exact power of the pooled z test of two counts, by going through the pairs of counts that can happen. */
export function exactPower(p1: number, n1: number, p2: number, n2: number, z: number, spread = 5): number {
  const one = binomialWeights(n1, p1, spread);
  const two = binomialWeights(n2, p2, spread);
  const sign = Math.sign(p2 - p1);
  let power = 0;
  for (const [i, weight] of one.weights.entries()) {
    const x1 = one.first + i;
    for (const [j, other] of two.weights.entries()) {
      const x2 = two.first + j;
      const pooled = (x1 + x2) / (n1 + n2);
      const error = Math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2));
      if (sign * (x2 / n2 - x1 / n1) > z * error) power += weight * other;
    }
  }
  return power;
}
