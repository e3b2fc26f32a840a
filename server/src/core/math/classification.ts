// Small sums about classifiers and groups that documents get wrong: F1, the free accuracy, the four-fifths screen.
import { isRate } from './possible.js';

/** F1 = 2PR/(P + R), the harmonic mean of precision and recall; 0 when both are 0. */
export function f1(precision: number, recall: number): number | undefined {
  if (!isRate(precision) || !isRate(recall)) return undefined;
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}

/** A9. Accuracy for free: always predicting the larger of two classes is right max(prevalence, 1 − prevalence) of the time. */
export function majorityAccuracy(prevalence: number): number | undefined {
  return isRate(prevalence) ? Math.max(prevalence, 1 - prevalence) : undefined;
}

/** Below this ratio the usual screen asks for a closer look. Source: Uniform Guidelines, 29 CFR 1607.4(D). */
export const fourFifths = 0.8;

/** Lower selection rate ÷ higher one; 1 when nobody is selected in either group. */
export function selectionRatio(rate: number, otherRate: number): number | undefined {
  if (!isRate(rate) || !isRate(otherRate)) return undefined;
  return rate === otherRate ? 1 : Math.min(rate, otherRate) / Math.max(rate, otherRate);
}
