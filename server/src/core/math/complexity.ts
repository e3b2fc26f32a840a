// Is a candidate worth its complexity? (A13) It weighs ratios; which dimensions count is the author's choice.
import { isAtMost, isNumber, isPositive, isRate } from './possible.js';

/** A13. C = geometric mean of the ratios candidate ÷ baseline (features, services, p95, cost, maintenance hours …). */
export function complexityFactor(ratios: readonly number[]): number | undefined {
  if (ratios.length === 0 || !ratios.every(isPositive)) return undefined;
  return Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
}

/** A13. e = share of the remaining errors that disappears, for metrics that end at 1: 98 → 99 % is one half. undefined from a perfect base. */
export function errorReduction(from: number, to: number): number | undefined {
  return isRate(from) && isRate(to) && from < 1 ? (to - from) / (1 - from) : undefined;
}

export interface ComplexityVerdict {
  /** "unproven": the gain's interval reaches zero. "thin": too little gain for so much more. */
  readonly verdict: 'worth it' | 'thin' | 'unproven';
  /** Information instead of a warning: thin, yet at least a fifth of the errors disappears. */
  readonly soft: boolean;
  /** Relative gain per extra unit of complexity, g/(C − 1); Infinity when the candidate is not more complex. */
  readonly gainPerUnit: number;
}

/**
 * A13. Thin if g ≤ 1 % and C ≥ 2, or C ≥ 1.5 and g/(C − 1) ≤ 1 %; soft if e ≥ 20 %; unproven, and never soft, whenever
 * the lower end of g's interval is at or below zero. Other `limits` scale all three numbers. Gains are relative (0.01 is 1 %). undefined for C at or below zero.
 */
export function judgeComplexity(
  candidate: {
    readonly gain: number;
    readonly complexity: number;
    readonly errorReduction?: number | undefined;
    readonly gainLow?: number | undefined;
  },
  limits = { ratio: 2, gain: 0.01 },
): ComplexityVerdict | undefined {
  const { gain, complexity, errorReduction: fewerErrors = 0, gainLow } = candidate;
  if (!isNumber(gain) || !isPositive(complexity) || Number.isNaN(fewerErrors) || Number.isNaN(gainLow ?? 0)) return undefined;
  const gainPerUnit = complexity > 1 ? gain / (complexity - 1) : Infinity;
  if (gainLow !== undefined && gainLow <= 0) return { verdict: 'unproven', soft: false, gainPerUnit };
  const doubled = isAtMost(limits.ratio, complexity) && isAtMost(gain, limits.gain);
  const poor = isAtMost(0.75 * limits.ratio, complexity) && isAtMost(gainPerUnit, limits.gain);
  if (!doubled && !poor) return { verdict: 'worth it', soft: false, gainPerUnit };
  return { verdict: 'thin', soft: isAtMost(0.2, fewerErrors), gainPerUnit };
}
