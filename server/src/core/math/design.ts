// How strict a test is meant to be, with the defaults that a plan gets when it says nothing.
import { normalQuantile } from './normal.js';
import { isInside } from './possible.js';

/** Probabilities, not percentages. Left out: alpha 0.05, power 0.8, two-sided. */
export interface TestDesign {
  /** Chance of a false alarm when nothing changed. */
  readonly alpha?: number | undefined;
  /** Chance of seeing the change when it is there. */
  readonly power?: number | undefined;
  readonly sides?: 1 | 2 | undefined;
}

export const usualDesign = { alpha: 0.05, power: 0.8, sides: 2 } as const;

export interface CriticalValues {
  /** z₁₋α/sides */
  readonly alpha: number;
  /** z of the power, z₁₋β */
  readonly power: number;
}

/** The two normal quantiles of a design; undefined unless alpha and power lie strictly between 0 and 1. */
export function criticalValues({ alpha, power, sides }: TestDesign): CriticalValues | undefined {
  const strictness = alpha ?? usualDesign.alpha;
  const sight = power ?? usualDesign.power;
  if (!isInside(strictness) || !isInside(sight)) return undefined;
  return { alpha: -(normalQuantile(strictness / (sides ?? usualDesign.sides)) as number), power: normalQuantile(sight) as number };
}
