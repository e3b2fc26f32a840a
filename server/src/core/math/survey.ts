// Guardrails that must not get worse by more than a margin: scores from surveys such as NPS, and rates (A7).
import { criticalValues, type TestDesign } from './design.js';
import { isAmount, isInside, isPositive, isRate, roundDown, roundUp } from './possible.js';
import { detectableDifference } from './power.js';
import { meanSample } from './sampleSize.js';

type OneSided = Omit<TestDesign, 'sides'>;

/**
 * A7. Standard deviation of one NPS answer in points: 100·√(p + d − (p − d)²), p promoters and d detractors as shares.
 * undefined when they do not fit into 1. The worst case is 100 points.
 */
export function npsSd(promoterShare: number, detractorShare: number): number | undefined {
  if (!isRate(promoterShare) || !isRate(detractorShare) || promoterShare + detractorShare > 1 + 1e-9) return undefined;
  return 100 * Math.sqrt(Math.max(0, promoterShare + detractorShare - (promoterShare - detractorShare) ** 2));
}

/** A7. Answers that come back, whole ones. */
export function surveyAnswers(asked: number, responseRate: number): number | undefined {
  return isAmount(asked) && isRate(responseRate) ? roundDown(asked * responseRate) : undefined;
}

/** Standard error of a mean, sd/√n, in the score's unit; Infinity without answers. */
export function standardError(sd: number, answers: number): number | undefined {
  return isPositive(sd) && isAmount(answers) ? sd / Math.sqrt(answers) : undefined;
}

/** A7. Answers per arm to show "not worse by more than the margin": 2·(sd·(z₁₋α + z₁₋β)/margin)², one-sided. */
export function surveySample({ sd, margin, ...design }: OneSided & { readonly sd: number; readonly margin: number }): number | undefined {
  return margin >= 0 ? meanSample({ ...design, sd, difference: margin, sides: 1 }) : undefined;
}

/** A7. The smallest margin that so many answers per arm can show, in the score's unit; Infinity without answers. */
export function surveyMargin({
  sd,
  answersPerArm,
  ...design
}: OneSided & { readonly sd: number; readonly answersPerArm: number }): number | undefined {
  return detectableDifference({ ...design, sd, control: answersPerArm, treatment: answersPerArm, sides: 1 });
}

/**
 * A7. Units per arm to show that a rate did not get worse by more than `margin` (difference of rates):
 * n = 2pq·((z₁₋α + z₁₋β)/margin)², one-sided. Infinity for a margin of zero: "no change" can never be shown.
 */
export function guardrailSample({
  rate,
  margin,
  ...design
}: OneSided & { readonly rate: number; readonly margin: number }): number | undefined {
  const z = criticalValues({ ...design, sides: 1 });
  if (!z || !isInside(rate) || !isAmount(margin)) return undefined;
  return margin === 0 ? Infinity : Math.max(1, roundUp(2 * rate * (1 - rate) * (Math.max(0, z.alpha + z.power) / margin) ** 2));
}
