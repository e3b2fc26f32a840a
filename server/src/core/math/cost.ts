// What a model costs and is worth a month, and how long a fallback takes (A12). Prices are the author's, none is built in.
import { isAmount, isNumber, isPositive, isRate } from './possible.js';

/** A month is 30 days here, as in the error budget. */
export const daysPerMonth = 30;

export interface TokenUse {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Money per million input tokens. */
  readonly inputPrice: number;
  /** Money per million output tokens. */
  readonly outputPrice: number;
}

/** A12. Money per request = (tokens in × price in + tokens out × price out) / 10⁶. */
export function requestCost({ inputTokens, outputTokens, inputPrice, outputPrice }: TokenUse): number | undefined {
  if (![inputTokens, outputTokens, inputPrice, outputPrice].every(isAmount)) return undefined;
  return (inputTokens * inputPrice + outputTokens * outputPrice) / 1e6;
}

export interface MonthlyUse {
  /** Money per request. */
  readonly costPerRequest: number;
  readonly requestsPerDay: number;
  /** Share of requests that are sent again, 0 unless given. */
  readonly retryShare?: number | undefined;
  /** Share of requests whose answer a second model grades, 0 unless given. */
  readonly judgedShare?: number | undefined;
  /** Money per graded answer. */
  readonly judgeCost?: number | undefined;
  /** 30 unless given. */
  readonly days?: number | undefined;
}

/** A12. Money over `days` = requests × (cost × (1 + retries) + judged share × judge cost). Also the cost of a shadow stage. */
export function monthlyCost(use: MonthlyUse): number | undefined {
  const { costPerRequest, requestsPerDay, retryShare = 0, judgedShare = 0, judgeCost = 0, days = daysPerMonth } = use;
  if (![costPerRequest, requestsPerDay, retryShare, judgeCost, days].every(isAmount) || !isRate(judgedShare)) return undefined;
  return requestsPerDay * days * (costPerRequest * (1 + retryShare) + judgedShare * judgeCost);
}

/** A12. Share by which `cost` exceeds `budget`: 0.26 is 26 % over, negative is room left; Infinity for no budget at all. */
export function overrun(cost: number, budget: number): number | undefined {
  if (!isAmount(cost) || !isAmount(budget)) return undefined;
  return cost === budget ? 0 : cost / budget - 1;
}

/** A12. Highest money per request that stays in the budget = budget ÷ requests; Infinity without requests. */
export function breakEvenCost(budget: number, requests: number): number | undefined {
  return isAmount(budget) && isAmount(requests) ? (requests === 0 ? Infinity : budget / requests) : undefined;
}

export interface Value {
  /** Decisions or requests over the period. */
  readonly volume: number;
  /** Share of them that end in the wanted action today. */
  readonly baseRate: number;
  /** Money per action. */
  readonly valuePerAction: number;
}

/** A12. Money gained over the period = volume × base rate × relative lift × value per action; a negative lift loses. */
export function liftValue({ volume, baseRate, valuePerAction }: Value, relativeLift: number): number | undefined {
  if (!isAmount(volume) || !isRate(baseRate) || !isAmount(valuePerAction) || !isNumber(relativeLift)) return undefined;
  return volume * baseRate * relativeLift * valuePerAction;
}

/** A12. Relative lift that pays for `cost`: 0.29 is 29 %; Infinity when the action is worth nothing. */
export function breakEvenLift(value: Value, cost: number): number | undefined {
  const perUnitOfLift = liftValue(value, 1);
  if (perUnitOfLift === undefined || !isAmount(cost)) return undefined;
  return cost === 0 ? 0 : cost / perUnitOfLift;
}

/** A12. What the user waits when the model does not answer: timeout + fallback, ms. It has to fit into the objective. */
export function fallbackMs(timeoutMs: number, fallbackStepMs: number): number | undefined {
  return isAmount(timeoutMs) && isAmount(fallbackStepMs) ? timeoutMs + fallbackStepMs : undefined;
}

/** A12. Longest timeout after which the fallback still keeps the objective, ms; undefined when the fallback alone is too slow. */
export function longestTimeoutMs(objectiveMs: number, fallbackStepMs: number): number | undefined {
  return isPositive(objectiveMs) && isAmount(fallbackStepMs) && fallbackStepMs < objectiveMs ? objectiveMs - fallbackStepMs : undefined;
}

/** A12. Sum of stages' p95, ms. Percentiles do not add: a rough and usually pessimistic check, to be labelled so. */
export function roughChainMs(stageP95Ms: readonly number[]): number | undefined {
  return stageP95Ms.every(isAmount) ? stageP95Ms.reduce((sum, ms) => sum + ms, 0) : undefined;
}
