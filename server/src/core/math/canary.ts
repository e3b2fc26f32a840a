// What a canary can see, what it can break meanwhile, and what rolling back costs (A5).
// A canary finds breakage and an A/B test finds product harm; which of the two a metric is stays with the caller.
import type { TestDesign } from './design.js';
import { isAmount, isInside, isPositive, isRate, roundDown, roundUp } from './possible.js';
import { type ArmUnits, type Detectable, daysFor, detectableChange, ratePower } from './power.js';
import { type RateChange, rateSample, splitSample } from './sampleSize.js';

export interface CanaryStage {
  /** Eligible units a day in the whole product. */
  readonly unitsPerDay: number;
  /** Share of them on the canary, strictly between 0 and 1. */
  readonly traffic: number;
  readonly days: number;
  /** Compared with everybody else at the same time, or with a baseline group as large as the canary. "rest" unless given. */
  readonly control?: 'rest' | 'equal' | undefined;
}

type OneSided = Omit<TestDesign, 'sides'>;

/** Judges that fewer values of one metric than this tell nothing. Source: Kayenta, canary best practices. */
export const fewestMetricPoints = 50;

/**
 * A5. Units on the canary and on what it is compared with, whole units. undefined for traffic that leaves no control:
 * all of it, or more than half with a control of equal size.
 */
export function canaryUnits({ unitsPerDay, traffic, days, control = 'rest' }: CanaryStage): ArmUnits | undefined {
  if (!isAmount(unitsPerDay) || !isInside(traffic) || !isAmount(days) || (control === 'equal' && traffic > 0.5)) return undefined;
  const treatment = roundDown(unitsPerDay * traffic * days);
  return { control: control === 'equal' ? treatment : roundDown(unitsPerDay * (1 - traffic) * days), treatment };
}

/** A5. Chance that the stage sees a rate change, one-sided (alpha 0.05). Formula of A2. */
export function canaryPower(stage: CanaryStage & RateChange & Omit<OneSided, 'power'>): number | undefined {
  const units = canaryUnits(stage);
  return units && ratePower({ ...stage, ...units, sides: 1 });
}

/** A5. Smallest rise (or fall) of a rate that the stage sees with power 0.8, one-sided (alpha 0.05). */
export function canaryDetectable(
  stage: CanaryStage & OneSided & { readonly baseRate: number; readonly direction?: 'rise' | 'fall' | undefined },
): Detectable | undefined {
  const units = canaryUnits(stage);
  return units && detectableChange({ ...stage, ...units, sides: 1 });
}

/** A5. Whole days the stage needs for the wanted power, one-sided; Infinity without traffic or change. Formula of A1. */
export function canaryDays(stage: Omit<CanaryStage, 'days'> & RateChange & OneSided): number | undefined {
  const { unitsPerDay, traffic, control = 'rest' } = stage;
  if (!canaryUnits({ ...stage, days: 0 })) return undefined;
  const units =
    control === 'rest'
      ? splitSample({ ...stage, sides: 1, treatmentPerControl: traffic / (1 - traffic) })?.total
      : rateSample({ ...stage, sides: 1 });
  const days = units === undefined ? undefined : daysFor(units, { unitsPerDay, exposure: control === 'rest' ? 1 : traffic });
  return days === undefined ? undefined : roundUp(days);
}

export interface BlastRadius {
  /** Share of all requests that fail. */
  readonly errorRate: number;
  /** How many times faster than allowed the budget is spent; Infinity for an objective of 100 %. */
  readonly burnRate: number;
  /** Share of the window's error budget: 2.33 is 233 %. */
  readonly budgetShare: number;
}

export interface Failure {
  /** Share of traffic that gets the broken version, 0 to 1. */
  readonly traffic: number;
  /** Share of its requests that fail, 0 to 1. */
  readonly failureRate: number;
  /** Days until it is stopped. */
  readonly days: number;
  /** 0.999 for 99.9 %. */
  readonly objective: number;
  /** Length of the objective's window in days, 30 unless given. */
  readonly windowDays?: number | undefined;
}

/** A5. Blast radius = traffic × failure rate ÷ (1 − objective) × time ÷ window. A failure of nothing costs nothing. */
export function blastRadius({ traffic, failureRate, days, objective, windowDays = 30 }: Failure): BlastRadius | undefined {
  if (!isRate(traffic) || !isRate(failureRate) || !isAmount(days) || !isRate(objective) || !isPositive(windowDays)) return undefined;
  const errorRate = traffic * failureRate;
  if (errorRate === 0) return { errorRate: 0, burnRate: 0, budgetShare: 0 };
  const burnRate = errorRate / (1 - objective);
  return { errorRate, burnRate, budgetShare: days === 0 ? 0 : (burnRate * days) / windowDays };
}

/** A5. Share of the error budget that one full failure spends until rollback has worked; traffic 1 unless given. */
export function rollbackCost(
  cost: Pick<Failure, 'objective' | 'windowDays'> & {
    readonly detectMinutes: number;
    readonly restoreMinutes: number;
    readonly traffic?: number | undefined;
  },
): number | undefined {
  if (!isAmount(cost.detectMinutes) || !isAmount(cost.restoreMinutes)) return undefined;
  const days = (cost.detectMinutes + cost.restoreMinutes) / 1440;
  return blastRadius({ ...cost, traffic: cost.traffic ?? 1, failureRate: 1, days })?.budgetShare;
}

/**
 * A5. Minutes until a stepwise canary is promoted at the earliest: interval × maxWeight ÷ stepWeight (weights in percent).
 * Source: Flagger, canary analysis.
 */
export function promotionMinutes(intervalMinutes: number, maxWeight: number, stepWeight: number): number | undefined {
  if (!isPositive(intervalMinutes) || !isPositive(maxWeight) || !isPositive(stepWeight)) return undefined;
  return (intervalMinutes * maxWeight) / stepWeight;
}

/** A5. Minutes until a failing canary is rolled back: interval × failed checks allowed. Source: Flagger, canary analysis. */
export function abortMinutes(intervalMinutes: number, failedChecks: number): number | undefined {
  return isPositive(intervalMinutes) && isPositive(failedChecks) ? intervalMinutes * failedChecks : undefined;
}

/** A5. Values of one metric that a stage yields; fewer than `fewestMetricPoints` are too few to judge. */
export function metricPoints(stageMinutes: number, intervalMinutes: number): number | undefined {
  return isAmount(stageMinutes) && isPositive(intervalMinutes) ? roundDown(stageMinutes / intervalMinutes) : undefined;
}
