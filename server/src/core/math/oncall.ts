// How many people a rotation takes and how many pages it can carry (A17).
// Source: Google, Site Reliability Engineering, ch. 11: at most a quarter of the time on call, two incidents a shift.
import { isAmount, isPositive, isWhole, roundUp } from './possible.js';

/** Longest share of a person's time on call. */
export const onCallLimit = 0.25;
/** An incident takes about six hours with its follow-up, so twelve hours carry two. */
export const incidentsPerShift = 2;
export const shiftHours = 12;

/**
 * A17. People per site for round-the-clock cover: seats ÷ 0.25 at a single site (primary and secondary: 8); with two or
 * more sites the book's six for two seats, three a seat. undefined unless seats and sites are 1, 2, 3 …
 */
export function peoplePerSite(seats: number, sites = 1): number | undefined {
  if (!isWhole(seats) || !isWhole(sites)) return undefined;
  return sites === 1 ? roundUp(seats / onCallLimit) : seats * 3;
}

/** A17. Share of the time that each of `people` is on call = seats ÷ people, at most 1; undefined without people. */
export function onCallShare(seats: number, people: number): number | undefined {
  return isWhole(seats) && isPositive(people) ? Math.min(1, seats / people) : undefined;
}

export interface AlertLoad {
  readonly perDay: number;
  /** In twelve hours. */
  readonly perShift: number;
  readonly tooMany: boolean;
}

/** A17. Pages to expect from alerts that fire so often a day each; more than two in twelve hours are too many. */
export function alertLoad(expectedPerDay: readonly number[]): AlertLoad | undefined {
  if (!expectedPerDay.every(isAmount)) return undefined;
  const perDay = expectedPerDay.reduce((sum, rate) => sum + rate, 0);
  const perShift = (perDay * shiftHours) / 24;
  return { perDay, perShift, tooMany: perShift > incidentsPerShift + 1e-9 };
}
