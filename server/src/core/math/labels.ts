// How many labels there are of what matters, how long labelling takes, and how far labels agree (A9, A10).
import { isAmount, isPositive, isRate, roundUp } from './possible.js';

/** A count at or below this wants a reason. */
export const labelFloor = 2000;

/** A9. Positives to expect in the test part = labels × prevalence × test share; an expectation, not rounded. */
export function testPositives(labels: number, prevalence: number, testShare: number): number | undefined {
  return isAmount(labels) && isRate(prevalence) && isRate(testShare) ? labels * prevalence * testShare : undefined;
}

/** A9. Labels for so many expected positives in the test part; Infinity when prevalence or share is zero. */
export function labelsForPositives(positives: number, prevalence: number, testShare: number): number | undefined {
  if (!isPositive(positives) || !isRate(prevalence) || !isRate(testShare)) return undefined;
  return roundUp(positives / (prevalence * testShare));
}

export interface LabelingPlan {
  readonly items: number;
  /** Judgements per item, 1 unless given. */
  readonly redundancy?: number | undefined;
  readonly annotators: number;
  /** Of one annotator. */
  readonly itemsPerHour: number;
  readonly hoursPerDay: number;
}

/** A10. Working days = items × redundancy ÷ (annotators × items/h × h/day), not rounded; Infinity when nobody labels. */
export function labelingDays({ items, redundancy = 1, annotators, itemsPerHour, hoursPerDay }: LabelingPlan): number | undefined {
  if (![items, redundancy, annotators, itemsPerHour, hoursPerDay].every(isAmount)) return undefined;
  const judgements = items * redundancy;
  return judgements === 0 ? 0 : judgements / (annotators * itemsPerHour * hoursPerDay);
}

/** A10. Cost = items × redundancy × price per judgement, in the price's currency. */
export function labelingCost(items: number, redundancy: number, pricePerLabel: number): number | undefined {
  return [items, redundancy, pricePerLabel].every(isAmount) ? items * redundancy * pricePerLabel : undefined;
}

/**
 * A10. Cohen's kappa = (p_o − p_e)/(1 − p_e), observed and chance agreement as shares; undefined when chance alone agrees always.
 * Source: J. Cohen, Educational and Psychological Measurement 20 (1960), 37–46.
 */
export function kappa(observed: number, chance: number): number | undefined {
  return isRate(observed) && isRate(chance) && chance < 1 ? (observed - chance) / (1 - chance) : undefined;
}

/** A10. Agreement by chance of two annotators who use the classes with these shares: Σ share². The shares add up to 1. */
export function chanceAgreement(classShares: readonly number[]): number | undefined {
  const total = classShares.reduce((sum, share) => sum + share, 0);
  if (!classShares.every(isRate) || Math.abs(total - 1) > 0.005) return undefined;
  return classShares.reduce((sum, share) => sum + share * share, 0);
}
