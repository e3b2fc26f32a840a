// The rollout's calendar against the goal's window, and the test that a holdback still allows (A6).
// Days are counted from the anchor; no date appears here.
import type { TestDesign } from './design.js';
import { isAmount, isInside, isPositive, roundUp } from './possible.js';
import { daysFor } from './power.js';
import { type RateChange, type SplitSample, splitSample } from './sampleSize.js';

/** A shorter test has weekdays that count twice and people who still wonder at the novelty. */
export const shortestTestDays = 14;

/** A6. Days to plan for a test that needs `daysNeeded`: whole weeks, at least two. Infinity stays; negative is undefined. */
export function testDays(daysNeeded: number): number | undefined {
  return daysNeeded >= 0 ? Math.max(shortestTestDays, roundUp(daysNeeded / 7) * 7) : undefined;
}

export interface CalendarPart {
  readonly name: string;
  readonly days: number;
}

export interface CalendarStep extends CalendarPart {
  /** First day, counted from 0 at the anchor. */
  readonly from: number;
  /** The day after its last one. */
  readonly to: number;
}

export interface Calendar {
  readonly steps: readonly CalendarStep[];
  readonly totalDays: number;
  /** Window − total: negative is late. Absent without a window. */
  readonly spareDays?: number;
}

/**
 * A6. Parts one after the other: shadow + canary + ramp + test + attribution + readout ≤ the goal's window, in days.
 * Parts of zero days are kept, an endless one makes an endless total; undefined for a negative part or window.
 */
export function layCalendar(parts: readonly CalendarPart[], windowDays?: number): Calendar | undefined {
  if (!parts.every(({ days }) => days >= 0) || (windowDays !== undefined && !isAmount(windowDays))) return undefined;
  let at = 0;
  const steps = parts.map((part) => {
    const from = at;
    at += part.days;
    return { ...part, from, to: at };
  });
  return { steps, totalDays: at, ...(windowDays === undefined ? {} : { spareDays: windowDays - at }) };
}

export interface HoldbackTest extends SplitSample {
  /** Days at full traffic, not rounded; Infinity without traffic. */
  readonly days: number;
}

/**
 * A6. A test after 100 % rollout has only the holdback as control: A1 with k = (1 − h)/h treatment units per control unit.
 * `holdback` is h, strictly between 0 and 1: at 0 there is no control group left and nothing to compute.
 */
export function holdbackTest(
  plan: RateChange & TestDesign & { readonly holdback: number; readonly unitsPerDay: number },
): HoldbackTest | undefined {
  if (!isInside(plan.holdback)) return undefined;
  const sample = splitSample({ ...plan, treatmentPerControl: (1 - plan.holdback) / plan.holdback });
  const days = sample && daysFor(sample.total, { unitsPerDay: plan.unitsPerDay, exposure: 1 });
  return sample && days !== undefined ? { ...sample, days } : undefined;
}

/** How many times slower a feed arrives than it is needed: 7 for weekly against daily. undefined unless both are above zero. */
export function lagFactor(cadenceDays: number, neededDays: number): number | undefined {
  return isPositive(cadenceDays) && isPositive(neededDays) ? cadenceDays / neededDays : undefined;
}
