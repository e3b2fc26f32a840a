// What a sample of a given size can see (A2): power, the smallest effect, and days ↔ units.
// It takes units as given; whether returning users were counted twice is the caller's question.
import { criticalValues, type TestDesign, usualDesign } from './design.js';
import { normalCdf } from './normal.js';
import { isAmount, isInside, isNumber, isPositive, isRate, roundDown } from './possible.js';
import { type RateChange, type SplitSample, splitSample } from './sampleSize.js';
import { border } from './solve.js';

export interface ArmUnits {
  readonly control: number;
  readonly treatment: number;
}

/**
 * A2. Chance that the test sees the change, in its own direction only; the inverse of A1:
 * power = Φ((|p₂ − p₁| − z₁₋α/₂·√(p̄q̄(1/n₁ + 1/n₂))) / √(p₁q₁/n₁ + p₂q₂/n₂)), p̄ the pooled rate.
 * An arm without units sees nothing: 0. No change at all: alpha/sides. undefined for impossible rates, units or alpha.
 */
export function ratePower(test: RateChange & ArmUnits & Omit<TestDesign, 'power'>): number | undefined {
  const { baseRate: p1, targetRate: p2, control, treatment } = test;
  const z = criticalValues(test);
  if (!z || !isRate(p1) || !isRate(p2) || !isAmount(control) || !isAmount(treatment)) return undefined;
  if (control < 1 || treatment < 1) return 0;
  if (p1 === p2) return (test.alpha ?? usualDesign.alpha) / (test.sides ?? usualDesign.sides);
  const pooled = (p1 * control + p2 * treatment) / (control + treatment);
  const room = Math.abs(p2 - p1) - z.alpha * Math.sqrt(pooled * (1 - pooled) * (1 / control + 1 / treatment));
  const spread = Math.sqrt((p1 * (1 - p1)) / control + (p2 * (1 - p2)) / treatment);
  if (spread === 0) return room > 0 ? 1 : 0;
  return normalCdf(room / spread);
}

/** Power for a mean: Φ(|δ|/(sd·√(1/n₁ + 1/n₂)) − z₁₋α/₂), sd and difference in the metric's unit. undefined as above. */
export function meanPower(
  test: ArmUnits & Omit<TestDesign, 'power'> & { readonly sd: number; readonly difference: number },
): number | undefined {
  const z = criticalValues(test);
  if (!z || !isPositive(test.sd) || !isNumber(test.difference) || !isAmount(test.control) || !isAmount(test.treatment)) return undefined;
  if (test.control < 1 || test.treatment < 1) return 0;
  return normalCdf(Math.abs(test.difference) / (test.sd * Math.sqrt(1 / test.control + 1 / test.treatment)) - z.alpha);
}

/** Smallest change that is seen with the wanted power. Both are Infinity when not even a change to 0 % or 100 % is seen. */
export interface Detectable {
  /** As a difference of rates, above zero: 0.0023 is 0.23 percentage points. */
  readonly points: number;
  /** As a share of the base rate: 0.46 is 46 %. Infinity for a base rate of zero. */
  readonly relative: number;
}

/**
 * A2. The minimum detectable effect (MDE) by bisection on the power of p₂, upwards ("rise") or downwards ("fall").
 * undefined for impossible input.
 */
export function detectableChange(
  test: ArmUnits & TestDesign & { readonly baseRate: number; readonly direction?: 'rise' | 'fall' | undefined },
): Detectable | undefined {
  const { baseRate, direction = 'rise' } = test;
  const wanted = test.power ?? usualDesign.power;
  const furthest = direction === 'rise' ? 1 - baseRate : baseRate;
  const sign = direction === 'rise' ? 1 : -1;
  const target = (points: number) => (points === furthest ? (sign + 1) / 2 : baseRate + sign * points);
  const powerAt = (points: number) => ratePower({ ...test, targetRate: target(points) });
  const best = criticalValues(test) && isRate(baseRate) ? powerAt(furthest) : undefined;
  if (best === undefined) return undefined;
  if (furthest === 0 || best < wanted) return { points: Infinity, relative: Infinity };
  const points = border((step) => (powerAt(step) as number) < wanted, 0, furthest);
  return { points, relative: baseRate > 0 ? points / baseRate : Infinity };
}

/** Smallest difference of means seen with the wanted power: sd·(z₁₋α/₂ + z₁₋β)·√(1/n₁ + 1/n₂); Infinity without units. */
export function detectableDifference(test: ArmUnits & TestDesign & { readonly sd: number }): number | undefined {
  const z = criticalValues(test);
  if (!z || !isPositive(test.sd) || !isAmount(test.control) || !isAmount(test.treatment)) return undefined;
  if (test.control < 1 || test.treatment < 1) return Infinity;
  return test.sd * Math.max(0, z.alpha + z.power) * Math.sqrt(1 / test.control + 1 / test.treatment);
}

export interface Traffic {
  /** Eligible units (users, sessions, requests) a day. */
  readonly unitsPerDay: number;
  /** Share of them in the test, 0 to 1. */
  readonly exposure: number;
}

/**
 * A2. Units in the test after `days` = units/day × exposure × days, whole units. An upper bound, because who returns is
 * not a new unit; `uniqueUnits`, where declared, is the number of different eligible units over the whole duration.
 */
export function unitsAfter(plan: Traffic & { readonly days: number; readonly uniqueUnits?: number | undefined }): number | undefined {
  if (!isAmount(plan.unitsPerDay) || !isRate(plan.exposure) || !isAmount(plan.days)) return undefined;
  if (plan.uniqueUnits !== undefined && !isAmount(plan.uniqueUnits)) return undefined;
  return roundDown(Math.min(plan.unitsPerDay * plan.days, plan.uniqueUnits ?? Infinity) * plan.exposure);
}

/** A2. Days until `units` are in the test = units ÷ (units/day × exposure), not rounded; Infinity without traffic. */
export function daysFor(units: number, { unitsPerDay, exposure }: Traffic): number | undefined {
  if (!(units >= 0) || !isAmount(unitsPerDay) || !isRate(exposure)) return undefined;
  return units === 0 ? 0 : units / (unitsPerDay * exposure);
}

export interface PlanCheck {
  readonly needed: SplitSample;
  readonly reached: ArmUnits;
  /** Chance of seeing the target with the units that are reached. */
  readonly power: number;
  /** What the units that are reached can see. */
  readonly detectable: Detectable;
  /** Days at this exposure until enough units are there, not rounded; Infinity without traffic. */
  readonly daysNeeded: number;
}

/**
 * A2. A plan against its need: how many units, how many are reached, the power and the smallest effect that follow.
 * `treatmentShare` is the treatment's share of the units in the test (0.5 unless given), the control has the rest.
 */
export function checkPlan(
  plan: RateChange &
    Traffic &
    TestDesign & { readonly days: number; readonly treatmentShare?: number | undefined; readonly uniqueUnits?: number | undefined },
): PlanCheck | undefined {
  const share = plan.treatmentShare ?? 0.5;
  if (!isInside(share)) return undefined;
  const needed = splitSample({ ...plan, treatmentPerControl: share / (1 - share) });
  const units = unitsAfter(plan);
  if (!needed || units === undefined) return undefined;
  const reached = { control: roundDown(units * (1 - share)), treatment: roundDown(units * share) };
  const power = ratePower({ ...plan, ...reached });
  const detectable = detectableChange({ ...plan, ...reached, direction: plan.targetRate < plan.baseRate ? 'fall' : 'rise' });
  const daysNeeded = daysFor(needed.total, plan);
  if (power === undefined || !detectable || daysNeeded === undefined) return undefined;
  return { needed, reached, power, detectable, daysNeeded };
}
