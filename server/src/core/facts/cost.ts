// What the model costs: money per request, requests a day, overhead, a month's sum, and the budget it has to fit (A12).
// Prices are the author's; what is not written is undefined.
import { readMoneys } from '../language/money.js';
import { readRates } from '../language/rate.js';
import type { Money, Slot } from '../language/types.js';
import { monthlyCost, requestCost } from '../math/cost.js';
import { type Artifact, dataAt, type Pointer, textAt } from '../model/artifact.js';
import type { Span } from '../text.js';
import { type Found, found, moneyAt, numberAt, percentsIn, requestsPerDay, tidy } from './sums/inputs.js';

export interface CostFact {
  readonly unit: UnitCost | undefined;
  /** Requests a day. */
  readonly requests: Found | undefined;
  /** Share of requests that are sent again. */
  readonly retries: number;
  /** Share of the answers that a second model grades, and money for each. */
  readonly judged: { readonly share: number; readonly cost: number } | undefined;
  /** Money a month, computed. */
  readonly monthly: number | undefined;
  /** Most money a month, in the currency of `unit` where that is known. */
  readonly budget: Amount | undefined;
  /** A month's cost as the author states it. */
  readonly stated: Amount | undefined;
}

export interface UnitCost extends Found {
  readonly currency: string;
  readonly tokens: boolean;
}

/** Money, and the words in a leaf that say it. */
export interface Amount {
  readonly value: number;
  readonly currency: string;
  readonly pointer: Pointer;
  readonly words: Span;
}

const field = '/cost';

export function costOf(artifact: Artifact): CostFact | undefined {
  if (artifact.kind !== 'prd' || dataAt(artifact, field) === undefined) return undefined;
  const unit = perRequest(artifact) ?? fromTokens(artifact);
  const requests = requestsPerDay(artifact) ?? proseRequests(artifact);
  const overhead = textAt(artifact, `${field}/overhead`) || textAt(artifact, field);
  const retries = retryShare(overhead);
  const judged = judgedIn(overhead);
  const monthly =
    unit &&
    requests &&
    monthlyCost({
      costPerRequest: unit.value,
      requestsPerDay: requests.value,
      retryShare: retries,
      judgedShare: judged?.share,
      judgeCost: judged?.cost,
    });
  const own = moneyAt(artifact, `${field}/budget_per_month`);
  const ownText = textAt(artifact, `${field}/budget_per_month`);
  const [ownSlot] = readMoneys(ownText);
  const budget =
    own && ownSlot && isMonthly(own.money, true)
      ? { value: own.value, currency: own.money.currency, pointer: `${field}/budget_per_month`, words: ownSlot.span }
      : monthlyIn(artifact, (before, after) => isBudget(before, after));
  const stated = monthlyIn(artifact, (before, after) => !isBudget(before, after) && !isWorth(before, after), true);
  const matches = !budget || !unit || budget.currency === unit.currency;
  return { unit, requests, retries, judged, monthly, budget: matches ? budget : undefined, stated };
}

/** Amounts a month that a text gives as value: "worth $3,456 a month", "saves €40k/month". */
export function valuePerMonth(artifact: Artifact, fields: readonly Pointer[]): Amount | undefined {
  for (const pointer of fields) {
    const text = textAt(artifact, pointer);
    const named = /value_per_month$/.test(pointer);
    for (const { value, span } of readMoneys(text))
      if (isMonthly(value, named) && (named || isWorth(text.slice(Math.max(0, span[0] - 48), span[0]), text.slice(span[1], span[1] + 24))))
        return { value: value.amount, currency: value.currency, pointer, words: span };
  }
  return undefined;
}

/** Amounts a month that a text gives as a limit or as running costs. */
export function ceilingPerMonth(artifact: Artifact, fields: readonly Pointer[]): Amount | undefined {
  for (const pointer of fields) {
    const text = textAt(artifact, pointer);
    const named = /ceiling$/.test(pointer);
    for (const { value, span } of readMoneys(text)) {
      const [before, after] = [text.slice(Math.max(0, span[0] - 40), span[0]), text.slice(span[1], span[1] + 24)];
      if (isMonthly(value, named) && (named || isBudget(before, after) || isSpend(before, after)))
        return { value: value.amount, currency: value.currency, pointer, words: span };
    }
  }
  return undefined;
}

const isMonthly = ({ per }: Money, bare: boolean): boolean => (per === undefined ? bare : /^\s*(?:calendar )?month/i.test(per));
const isBudget = (before: string, after: string): boolean =>
  /\b(?:budget(?:ed)?|ceiling|cap(?:ped)?|limit|at most|up to|no more than|allow(?:s|ed|ance)?|maximum|max)\b[^.;\n$€£]{0,24}$|≤\s?$/i.test(
    before,
  ) || /^[^.;,\n$€£]{0,10}\b(?:budget|ceiling|cap|limit)\b/i.test(after);
const isWorth = (before: string, after: string): boolean =>
  /\b(?:worth|value[ds]?|saves?|saving(?:s)?|earn(?:s|ing)?|brings?(?: in)?|gain(?:s|ed)?|uplift|revenue|benefit|upside|margin)\b[^.;\n$€£]{0,30}$/i.test(
    before,
  ) || /^[^.;,\n$€£]{0,16}\b(?:saved|in savings|of value|uplift|more revenue|more margin|gained)\b/i.test(after);
const isSpend = (before: string, after: string): boolean =>
  /\b(?:costs?|spend|runs? at|running|serving|inference|hosting|bill)\b[^.;\n$€£]{0,30}$/i.test(before) ||
  /^[^.;,\n$€£]{0,16}\b(?:to run|run[- ]cost|in run costs|to serve|for inference|of inference)\b/i.test(after);

/** The only amount a month in the cost section of which `fits` holds. */
function monthlyIn(artifact: Artifact, fits: (before: string, after: string) => boolean, only = false): Amount | undefined {
  const all: Amount[] = [];
  for (const pointer of [field, `${field}/overhead`, `${field}/notes`]) {
    const text = textAt(artifact, pointer);
    for (const { value, span } of readMoneys(text))
      if (
        isMonthly(value, /\bmonth/i.test(text) && !only) &&
        fits(text.slice(Math.max(0, span[0] - 40), span[0]), text.slice(span[1], span[1] + 24))
      )
        all.push({ value: value.amount, currency: value.currency, pointer, words: span });
  }
  return only && all.length !== 1 ? undefined : all[0];
}

function perRequest(artifact: Artifact): UnitCost | undefined {
  const own = moneyAt(artifact, `${field}/cost_per_request`);
  const value = own && oneRequest(own.money, true);
  if (own && value !== undefined) return { ...own, value, currency: own.money.currency, tokens: false };
  for (const pointer of [field, `${field}/overhead`]) {
    const text = textAt(artifact, pointer);
    const moneys = readMoneys(text);
    // "1.2 M requests a month at $0.01 each".
    const each = ({ value, span }: Slot<Money>) =>
      value.per === undefined && /^\s*(?:each|apiece)\b/i.test(text.slice(span[1], span[1] + 10)) && /\brequests?\b/i.test(text);
    const slot = moneys.find((one) => oneRequest(one.value, false) !== undefined || each(one));
    const amount = slot && (oneRequest(slot.value, false) ?? slot.value.amount);
    if (!slot || amount === undefined) continue;
    // "0.02 cents … €7,200": cents of whatever else is spent there.
    const others = new Set(moneys.filter((one: Slot<Money>) => one !== slot).map((one) => one.value.currency));
    const [other] = others;
    const currency = /\bcents?\b/i.test(text.slice(...slot.span)) && others.size === 1 && other ? other : slot.value.currency;
    return { value: amount, ...found(artifact, pointer, slot.span), currency, tokens: false };
  }
  return undefined;
}

/** Money for one request; undefined when the amount is for something else. */
function oneRequest({ amount, per }: Money, bare: boolean): number | undefined {
  if (per === undefined) return bare ? amount : undefined;
  if (!/\b(?:requests?|calls?|predictions?|inferences?|quer(?:y|ies)|answers?)\b/i.test(per)) return undefined;
  const size = /^\s*(?:1\s*)?(k|m|thousand|million)\b|^\s*1[,.]?(000)\b/i.exec(per);
  const factor = size ? (/^m/i.test(size[1] ?? '') ? 1e6 : 1000) : 1;
  return tidy(amount / factor);
}

function fromTokens(artifact: Artifact): UnitCost | undefined {
  const tokensIn = numberAt(artifact, `${field}/tokens_in`);
  const tokensOut = numberAt(artifact, `${field}/tokens_out`);
  const priceIn = moneyAt(artifact, `${field}/price_in`);
  const priceOut = moneyAt(artifact, `${field}/price_out`);
  if (!tokensIn && !tokensOut && !priceIn && !priceOut) return tokensInSentence(artifact);
  if (!tokensIn || !tokensOut || !priceIn || !priceOut || priceIn.money.currency !== priceOut.money.currency) return undefined;
  const [inputPrice, outputPrice] = [perMillion(priceIn.money), perMillion(priceOut.money)];
  if (inputPrice === undefined || outputPrice === undefined) return undefined;
  const value = requestCost({ inputTokens: tokensIn.value, outputTokens: tokensOut.value, inputPrice, outputPrice });
  return value === undefined ? undefined : { ...priceOut, value: tidy(value), currency: priceOut.money.currency, tokens: true };
}

/** "1,500 tokens in at $3 per 1M tokens and 400 out at $15 per 1M tokens". */
function tokensInSentence(artifact: Artifact): UnitCost | undefined {
  const text = textAt(artifact, field);
  const prices = readMoneys(text).filter(({ value }) => perMillion(value) !== undefined);
  const [priceIn, priceOut] = prices;
  const count = (side: string) => {
    const found = new RegExp(`(\\d[\\d,]{0,9}(?:\\.\\d)?)( ?k)? (?:tokens? )?(?:${side})\\b`, 'i').exec(text);
    return found ? Number(found[1]?.replace(/,/g, '')) * (found[2] ? 1000 : 1) : undefined;
  };
  const [inputTokens, outputTokens] = [count('in|input|prompt'), count('out|output|completion|answer')];
  if (prices.length !== 2 || !priceIn || !priceOut || !inputTokens || !outputTokens || priceIn.value.currency !== priceOut.value.currency)
    return undefined;
  const value = requestCost({
    inputTokens,
    outputTokens,
    inputPrice: perMillion(priceIn.value) ?? 0,
    outputPrice: perMillion(priceOut.value) ?? 0,
  });
  return value === undefined
    ? undefined
    : { value: tidy(value), ...found(artifact, field, priceOut.span), currency: priceOut.value.currency, tokens: true };
}

/** Prices are by the million or by the thousand tokens; one that says neither is not used. */
function perMillion({ amount, per }: Money): number | undefined {
  if (per === undefined || !/token/i.test(per)) return undefined;
  if (/^\s*(?:1\s*)?(?:m|million)\b|1[,.]?000[,.]?000/i.test(per)) return amount;
  return /^\s*(?:1\s*)?(?:k|thousand)\b|^\s*1[,.]?000\b/i.test(per) ? amount * 1000 : undefined;
}

function proseRequests(artifact: Artifact): Found | undefined {
  const text = textAt(artifact, field);
  const rates = readRates(text).filter(
    ({ value }) => /request|call|prediction|inference|quer|answer/i.test(value.of) && value.per.days > 0,
  );
  const only = rates[0];
  return only && rates.length === 1 ? { value: only.value.count / only.value.per.days, ...found(artifact, field, only.span) } : undefined;
}

function retryShare(text: string): number {
  const slot = percentsIn(text).find(({ span }) =>
    /^\s*(?:retries|retry|of (?:requests|calls) are (?:retried|sent again))/i.test(text.slice(span[1], span[1] + 40)),
  );
  return slot ? tidy(slot.value.value / 100) : 0;
}

/** "10 % judged at $0.004". */
function judgedIn(text: string): CostFact['judged'] {
  const share = percentsIn(text).find(({ span }) =>
    /^\s*(?:of (?:answers|requests|them) )?(?:are )?(?:judged|graded)\b/i.test(text.slice(span[1], span[1] + 40)),
  );
  const price = share && readMoneys(text).find(({ span }) => span[0] >= share.span[1] && span[0] - share.span[1] < 40);
  return share && price ? { share: tidy(share.value.value / 100), cost: price.value.amount } : undefined;
}
