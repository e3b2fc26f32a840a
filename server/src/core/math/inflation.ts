// What repeated looks and many metrics do to a false-alarm rate (A3). It does not know which correction a plan chose.
import { normalDensity, normalQuantile, normalTail } from './normal.js';
import { isAmount, isInside, isWhole } from './possible.js';

/** Looks beyond this are counted as this many; the error keeps growing, so the answer is then a lower bound. */
export const mostLooks = 400;

/**
 * A3. Chance of at least one "significant" result in `looks` evenly spaced looks at a test where nothing changed, each
 * judged at `alpha`. Exact up to integration error below 1e-7: with S_k the sum after look k and the border c√k,
 * f₁ = φ and f_{k+1}(y) = ∫ f_k(x)·φ(y − x) dx over the sums still inside; the answer is 1 − ∫ f_looks.
 * Looks are correlated, so 1 − (1 − α)^k is wrong here. undefined unless looks is 1, 2, 3 … and 0 < alpha < 1.
 * Source: Armitage, McPherson & Rowe, Repeated significance tests on accumulating data, JRSS A 132 (1969), 235–244.
 */
export function peekingError(looks: number, alpha = 0.05, sides: 1 | 2 = 2): number | undefined {
  if (!isWhole(looks) || !isInside(alpha)) return undefined;
  if (looks === 1) return alpha;
  const error = crossing(Math.min(looks, mostLooks), upperQuantile(alpha / sides), sides);
  return Math.max(alpha, Math.min(error, familyError(looks, alpha) as number));
}

/**
 * A3. The level to use at each of `looks` looks so that all together keep `alpha` (Pocock's boundary), by regula falsi.
 * Below 10⁻⁸ it is Bonferroni's α/k, which then differs by less than the integration can tell; beyond `mostLooks` the level is
 * a little generous. undefined as above. Source: S. J. Pocock, Group sequential methods, Biometrika 64 (1977), 191–199.
 */
export function pocockAlpha(looks: number, alpha = 0.05, sides: 1 | 2 = 2): number | undefined {
  if (!isWhole(looks) || !isInside(alpha)) return undefined;
  if (looks === 1) return alpha;
  if (alpha < 1e-8) return alpha / looks;
  const most = Math.min(looks, mostLooks);
  let low = upperQuantile(alpha / sides);
  let high = upperQuantile(alpha / sides / most);
  // The logarithm of the error is nearly a straight line in z, so few steps are enough.
  const miss = (z: number) => Math.log(Math.max(crossing(most, z, sides), 1e-12) / alpha);
  let above = miss(low);
  let below = miss(high);
  let side = 0;
  for (let step = 0; step < 30 && high - low > 1e-9; step++) {
    const at = low + ((high - low) * above) / (above - below);
    const error = miss(at);
    if (Math.abs(error) < 1e-7) return sides * normalTail(at);
    if (error > 0) [low, above, below, side] = [at, error, side > 0 ? below / 2 : below, 1];
    else [high, below, above, side] = [at, error, side < 0 ? above / 2 : above, -1];
  }
  return sides * normalTail((low + high) / 2);
}

/** A3. Chance of at least one false alarm among independent metrics or variants: 1 − (1 − α)^k. Not for repeated looks. */
export function familyError(metrics: number, alpha = 0.05): number | undefined {
  return isAmount(metrics) && isInside(alpha) ? -Math.expm1(metrics * Math.log1p(-alpha)) : undefined;
}

/** A3. Bonferroni: the level for each of `metrics` so that the family keeps `alpha`: α/k. */
export function bonferroniAlpha(metrics: number, alpha = 0.05): number | undefined {
  return isWhole(metrics) && isInside(alpha) ? alpha / metrics : undefined;
}

/**
 * A3. Power each metric needs when the success metric and `guardrails` non-inferiority guardrails must all pass: 1 − β/(G + 1).
 * No correction of alpha is needed. Source: Schultzberg, Ankargren & Frånberg, Risk-aware product decisions in A/B tests
 * with multiple metrics (2024).
 */
export function guardrailPower(guardrails: number, power = 0.8): number | undefined {
  return isAmount(guardrails) && isInside(power) ? 1 - (1 - power) / (guardrails + 1) : undefined;
}

/** 1 − the share of sums that stay inside ±z√k (two-sided, of which half is followed) or below z√k (one-sided) at every look. */
function crossing(looks: number, z: number, sides: 1 | 2): number {
  if (sides === 2 && z <= 0) return 1;
  const rules = new Map<number, Rule>();
  let places: readonly number[] = [];
  let masses: readonly number[] = [];
  for (let look = 1; look <= looks; look++) {
    const top = Math.min(z, 9) * Math.sqrt(look);
    const bottom = sides === 2 ? 0 : Math.min(top, 0) - 7.5 * Math.sqrt(look);
    const half = (top - bottom) / 2;
    const order = Math.ceil((12 + 3 * half) / 8) * 8;
    const rule = rules.get(order) ?? gaussLegendre(order);
    rules.set(order, rule);
    const next = rule.nodes.map((node) => bottom + half * (node + 1));
    masses = next.map((y, i) => half * (rule.weights[i] as number) * (look === 1 ? normalDensity(y) : spread(y, places, masses, sides)));
    places = next;
  }
  return Math.max(0, Math.min(1, 1 - sides * masses.reduce((sum, mass) => sum + mass, 0)));
}

/** z with a share `p` above it. */
const upperQuantile = (p: number): number => -(normalQuantile(p) as number);

/** Density of a sum at y after one more step from the masses, and from their mirror images when two-sided. */
function spread(y: number, places: readonly number[], masses: readonly number[], sides: 1 | 2): number {
  let density = 0;
  for (let i = 0; i < places.length; i++) {
    const x = places[i] as number;
    const mass = masses[i] as number;
    if (Math.abs(y - x) < 9) density += mass * Math.exp(-((y - x) ** 2) / 2);
    if (sides === 2 && y + x < 9) density += mass * Math.exp(-((y + x) ** 2) / 2);
  }
  return density / Math.sqrt(2 * Math.PI);
}

interface Rule {
  readonly nodes: readonly number[];
  readonly weights: readonly number[];
}

/** Nodes and weights on [−1, 1]: roots of the Legendre polynomial by Newton's method from the usual cosine guess. */
function gaussLegendre(order: number): Rule {
  const nodes: number[] = [];
  const weights: number[] = [];
  for (let i = 1; i <= order; i++) {
    let x = -Math.cos((Math.PI * (i - 0.25)) / (order + 0.5));
    let slope = 1;
    for (let step = 0; step < 20; step++) {
      let value = x;
      let before = 1;
      for (let n = 2; n <= order; n++) [before, value] = [value, ((2 * n - 1) * x * value - (n - 1) * before) / n];
      slope = (order * (x * value - before)) / (x * x - 1);
      const change = value / slope;
      x -= change;
      if (Math.abs(change) < 1e-15) break;
    }
    nodes.push(x);
    weights.push(2 / ((1 - x * x) * slope * slope));
  }
  return { nodes, weights };
}
