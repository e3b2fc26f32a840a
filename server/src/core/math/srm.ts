// Sample ratio mismatch (A4): did the randomiser split as planned? It does not know why it did not.
import { chiSquareTail } from './chiSquare.js';
import { isAmount } from './possible.js';

export interface SampleRatio {
  /** Σ (observed − expected)² / expected; Infinity when an arm that should be empty is not. */
  readonly chiSquare: number;
  /** Arms that should have units, minus one. */
  readonly degreesOfFreedom: number;
  readonly pValue: number;
  /** p below the threshold: the effect must not be read. */
  readonly mismatch: boolean;
}

/**
 * A4. Chi-square test of the counts per arm against the planned shares (any positive scale: 1:1, 50/50, 0.9/0.1).
 * undefined for fewer than two arms, lists of different length, negative or all-zero counts.
 * Source: Fabijan et al., Diagnosing sample ratio mismatch in online controlled experiments, KDD 2019; published
 * thresholds lie between .01 and .001.
 */
export function checkSampleRatio(observed: readonly number[], planned: readonly number[], threshold = 0.001): SampleRatio | undefined {
  const units = sum(observed);
  const parts = sum(planned);
  const usable = [...observed, ...planned].every(isAmount) && units > 0 && parts > 0 && units < Infinity && parts < Infinity;
  const degreesOfFreedom = planned.filter((share) => share > 0).length - 1;
  if (observed.length !== planned.length || !usable || degreesOfFreedom < 1) return undefined;
  const chiSquare = sum(
    observed.map((count, arm) => {
      const expected = units * ((planned[arm] as number) / parts);
      if (count === expected) return 0;
      return expected === 0 ? Infinity : (count - expected) ** 2 / expected;
    }),
  );
  const pValue = chiSquareTail(chiSquare, degreesOfFreedom) as number;
  return { chiSquare, degreesOfFreedom, pValue, mismatch: pValue < threshold };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
