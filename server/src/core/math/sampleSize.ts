// How many units a comparison needs (A1, and A9 for paired labels). It does not know how long collecting them takes.
import { criticalValues, type TestDesign } from './design.js';
import { isInside, isNumber, isPositive, isRate, roundUp } from './possible.js';

export interface RateChange {
  /** Today's rate, 0 to 1: 0.04 for 4 %. */
  readonly baseRate: number;
  /** The rate that the test has to tell from it, 0 to 1. */
  readonly targetRate: number;
}

/**
 * A1. Units per arm for two equal arms and a rate:
 * n = [z₁₋α/₂·√(2p̄q̄) + z₁₋β·√(p₁q₁ + p₂q₂)]² / (p₂ − p₁)², p̄ the mean of the two, rounded up.
 * Infinity when the rates are equal; undefined for rates outside [0, 1] or an impossible design.
 * Source: Fleiss, Levin & Paik, Statistical Methods for Rates and Proportions, 3rd ed., ch. 4 (no continuity correction).
 */
export function rateSample(change: RateChange & TestDesign): number | undefined {
  return splitSample({ ...change, treatmentPerControl: 1 })?.control;
}

/** Whole units. Each number is rounded up by itself, so the total may be one below the sum. */
export interface SplitSample {
  readonly control: number;
  readonly treatment: number;
  readonly total: number;
}

/**
 * A1 for unequal arms, k = treatment ÷ control units:
 * n_control = [z₁₋α/₂·√((1 + 1/k)p̄q̄) + z₁₋β·√(p₁q₁ + p₂q₂/k)]² / (p₂ − p₁)², p̄ = (p₁ + k·p₂)/(1 + k).
 * Infinity and undefined as for equal arms; k must be above zero. Source: as above, unequal sample sizes.
 */
export function splitSample(change: RateChange & TestDesign & { readonly treatmentPerControl: number }): SplitSample | undefined {
  const { baseRate: p1, targetRate: p2, treatmentPerControl: k } = change;
  const z = criticalValues(change);
  if (!z || !isRate(p1) || !isRate(p2) || !isPositive(k)) return undefined;
  const pooled = (p1 + k * p2) / (1 + k);
  const root = z.alpha * Math.sqrt((1 + 1 / k) * pooled * (1 - pooled)) + z.power * Math.sqrt(p1 * (1 - p1) + (p2 * (1 - p2)) / k);
  const control = p1 === p2 ? Infinity : (Math.max(0, root) / (p2 - p1)) ** 2;
  return { control: atLeastOne(control), treatment: atLeastOne(control * k), total: Math.max(2, roundUp(control * (1 + k))) };
}

/**
 * A1 for a mean: n per arm = 2·(sd·(z₁₋α/₂ + z₁₋β)/δ)², sd and difference in the metric's own unit.
 * Infinity for a difference of zero; undefined for a negative sd or an impossible design.
 */
export function meanSample({
  sd,
  difference,
  ...design
}: TestDesign & { readonly sd: number; readonly difference: number }): number | undefined {
  const z = criticalValues(design);
  if (!z || !isPositive(sd) || !isNumber(difference)) return undefined;
  return difference === 0 ? Infinity : atLeastOne(2 * ((sd * Math.max(0, z.alpha + z.power)) / difference) ** 2);
}

export interface PairedChange {
  /** Share of items on which exactly one of the two models is right, 0 to 1. */
  readonly discordantRate: number;
  /** Difference of the two accuracies, 0 to 1: 0.01 for one percentage point. */
  readonly difference: number;
}

/**
 * A9. Items that both models answer (McNemar): n = [z₁₋α/₂·√ψ + z₁₋β·√(ψ − δ²)]² / δ², ψ the discordant share.
 * Infinity for a difference of zero; undefined when the difference exceeds the discordant share, which cannot be.
 * Source: R. J. Connor, Sample size for testing differences in proportions for the paired-sample design, Biometrics 43 (1987).
 */
export function pairedSample({ discordantRate, difference, ...design }: PairedChange & TestDesign): number | undefined {
  const z = criticalValues(design);
  const size = Math.abs(difference);
  if (!z || !(isInside(discordantRate) || discordantRate === 1) || !(size <= discordantRate)) return undefined;
  if (size === 0) return Infinity;
  const root = z.alpha * Math.sqrt(discordantRate) + z.power * Math.sqrt(discordantRate - size * size);
  return atLeastOne((Math.max(0, root) / size) ** 2);
}

const atLeastOne = (n: number): number => Math.max(1, roundUp(n));
