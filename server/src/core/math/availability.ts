// Chains of dependencies, error budgets, burn-rate alerts and static alerts (A14, A15, A16).
// Objectives and rates are shares (0.999), windows are days, alert windows hours or minutes as the name says.
import { isAmount, isAtMost, isPositive, isRate } from './possible.js';

/** A14. Availability of dependencies that are all needed: Π aᵢ; 1 for none. */
export function serialAvailability(parts: readonly number[]): number | undefined {
  return parts.every(isRate) ? parts.reduce((product, part) => product * part, 1) : undefined;
}

/** A14. Availability of a part with an independent fallback: 1 − (1 − a)(1 − f). */
export function withFallback(availability: number, fallback: number): number | undefined {
  return isRate(availability) && isRate(fallback) ? 1 - (1 - availability) * (1 - fallback) : undefined;
}

/** A15. Error budget in minutes = (1 − objective) × days × 1440. */
export function budgetMinutes(objective: number, windowDays: number): number | undefined {
  return isRate(objective) && isAmount(windowDays) ? (1 - objective) * windowDays * 1440 : undefined;
}

/** A15. Error budget in requests = (1 − objective) × requests a day × days. */
export function budgetRequests(objective: number, requestsPerDay: number, windowDays: number): number | undefined {
  return isRate(objective) && isAmount(requestsPerDay) && isAmount(windowDays) ? (1 - objective) * requestsPerDay * windowDays : undefined;
}

/** A15. Share of the budget that a full outage of so many minutes spends; Infinity for an objective of 100 %. */
export function incidentShare(outageMinutes: number, objective: number, windowDays: number): number | undefined {
  const budget = budgetMinutes(objective, windowDays);
  if (budget === undefined || !isAmount(outageMinutes) || windowDays === 0) return undefined;
  return outageMinutes === 0 ? 0 : outageMinutes / budget;
}

/** Budget share spent before the alert, and its window in hours. Source: Google, The Site Reliability Workbook, ch. 5. */
export const usualBurnAlerts = [
  { budgetShare: 0.02, alertHours: 1 },
  { budgetShare: 0.05, alertHours: 6 },
  { budgetShare: 0.1, alertHours: 72 },
] as const;

/** The short window that ends an alert soon after its cause: one twelfth of the long one. Source: as above. */
export const shortWindowHours = (alertHours: number): number => alertHours / 12;

/** A15. Burn factor that spends `budgetShare` of the window's budget within the alert's window: share × window ÷ alert window. */
export function burnFactor(budgetShare: number, alertHours: number, windowDays: number): number | undefined {
  return isRate(budgetShare) && isPositive(alertHours) && isPositive(windowDays) ? (budgetShare * windowDays * 24) / alertHours : undefined;
}

/** A15. The inverse: budget share that a burn factor spends within the alert's window; may exceed 1. */
export function burnedShare(factor: number, alertHours: number, windowDays: number): number | undefined {
  return isAmount(factor) && isPositive(alertHours) && isPositive(windowDays) ? (factor * alertHours) / (windowDays * 24) : undefined;
}

/** A15. Error rate at which a burn alert fires = factor × (1 − objective). Above 1 it cannot happen. */
export function burnErrorRate(factor: number, objective: number): number | undefined {
  return isAmount(factor) && isRate(objective) ? factor * (1 - objective) : undefined;
}

/** A15. A burn alert can fire only while factor × (1 − objective) < 1. */
export function burnCanFire(factor: number, objective: number): boolean | undefined {
  const rate = burnErrorRate(factor, objective);
  return rate === undefined ? undefined : !isAtMost(1, rate);
}

/**
 * A15. Minutes from the first error to the alert = factor × (1 − objective) × alert window ÷ error rate, with no errors before.
 * Infinity when the errors never reach the threshold.
 */
export function detectionMinutes(alert: {
  readonly factor: number;
  readonly objective: number;
  readonly alertMinutes: number;
  /** Share of requests that fail, 1 for a full outage. */
  readonly errorRate: number;
}): number | undefined {
  const threshold = burnErrorRate(alert.factor, alert.objective);
  if (threshold === undefined || !isPositive(alert.alertMinutes) || !isRate(alert.errorRate)) return undefined;
  if (alert.errorRate === 0 || alert.errorRate < threshold) return Infinity;
  return (threshold * alert.alertMinutes) / alert.errorRate;
}

/**
 * A15. Burn rate that a single failure makes within the alert's window: 1/(requests per hour × hours × (1 − objective)).
 * Infinity without requests or budget. (The workbook prints 1,000 for ten requests an hour at 99.9 %; it is 100.)
 */
export function singleFailureBurn(requestsPerHour: number, objective: number, alertHours = 1): number | undefined {
  if (!isAmount(requestsPerHour) || !isRate(objective) || !isPositive(alertHours)) return undefined;
  return 1 / (requestsPerHour * alertHours * (1 - objective));
}

/** A15. Share of the window's budget that a single failure spends; Infinity without requests or budget. */
export function singleFailureShare(requestsPerHour: number, objective: number, windowDays: number): number | undefined {
  return isPositive(windowDays) ? singleFailureBurn(requestsPerHour, objective, windowDays * 24) : undefined;
}

/** A15. Requests per hour below which a single failure fires the alert: 1/(factor × hours × (1 − objective)); Infinity at 100 %. */
export function fewestRequestsPerHour(factor: number, objective: number, alertHours = 1): number | undefined {
  return isPositive(factor) && isRate(objective) && isPositive(alertHours) ? 1 / (factor * alertHours * (1 - objective)) : undefined;
}

export interface SilentSpend {
  /** How many times faster than allowed the budget goes while the alert stays quiet. */
  readonly burnRate: number;
  /** Days until the whole budget is gone in silence; Infinity when the alert fires inside the objective. */
  readonly silentDays: number;
}

/** A16. A static alert on an error rate T above 1 − objective is silent while the budget goes in window × (1 − objective)/T days. */
export function silentSpend(objective: number, alertErrorRate: number, windowDays = 30): SilentSpend | undefined {
  if (!isRate(objective) || !isRate(alertErrorRate) || !isPositive(windowDays)) return undefined;
  const budget = 1 - objective;
  if (isAtMost(alertErrorRate, budget)) return { burnRate: budget === 0 ? 0 : alertErrorRate / budget, silentDays: Infinity };
  return { burnRate: alertErrorRate / budget, silentDays: (windowDays * budget) / alertErrorRate };
}

/** A16. A latency alert is inside the objective when its threshold is at most the objective's, at the same percentile. */
export function latencyAlertInside(alertMs: number, objectiveMs: number): boolean | undefined {
  return isAmount(alertMs) && isAmount(objectiveMs) ? isAtMost(alertMs, objectiveMs) : undefined;
}
