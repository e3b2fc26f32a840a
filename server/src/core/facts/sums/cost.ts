// What the model costs a month (A12), and what the goal asks of those who use it (A18). Prices are the author's.
import { readMoneys } from '../../language/money.js';
import { readRates } from '../../language/rate.js';
import type { Money } from '../../language/types.js';
import { breakEvenCost, daysPerMonth, monthlyCost, overrun, requestCost } from '../../math/cost.js';
import { liftAmongAdopters } from '../../math/dilution.js';
import { type Artifact, dataAt, spanAt, textAt } from '../../model/artifact.js';
import type { Facts } from '../facts.js';
import { goalChange } from './change.js';
import { type Found, found, moneyAt, numberAt, percentsIn, requestsPerDay, shareAt, tidy } from './inputs.js';
import { count, decimal, input, money, percent, type Sum, short } from './sum.js';

export function costs(artifact: Artifact): readonly Sum[] {
  if (dataAt(artifact, '/cost') === undefined) return [];
  const unit = perRequest(artifact) ?? fromTokens(artifact);
  if (!unit) return [];
  const requests = requestsPerDay(artifact) ?? proseRequests(artifact);
  const retries = retryShare(textAt(artifact, '/cost/overhead'));
  const cost = requests && monthlyCost({ costPerRequest: unit.value, requestsPerDay: requests.value, retryShare: retries });
  const budget = moneyAt(artifact, '/cost/budget_per_month');
  const comparable = budget && budget.money.currency === unit.currency ? budget : undefined;
  const over = cost === undefined || !comparable ? undefined : overrun(cost, comparable.value);
  const border = comparable && requests && breakEvenCost(comparable.value, requests.value * daysPerMonth);
  const overhead = textAt(artifact, '/cost/overhead');
  return [
    {
      kind: 'cost',
      id: 'A12',
      title: 'Cost a month',
      pointer: unit.pointer,
      span: unit.span,
      ...(cost === undefined
        ? {}
        : {
            result: `= ${money(cost, unit.currency)} / month${over === undefined || !comparable ? '' : against(over, comparable.value, unit.currency)}`,
          }),
      more: border === undefined ? [] : [`The budget allows ${money(border, unit.currency)} a request.`],
      formula: unit.tokens
        ? '(tokens in × price in + tokens out × price out) ÷ 10⁶ × requests × 30'
        : 'cost per request × requests a day × 30',
      inputs: [
        input('Per request', money(unit.value, unit.currency)),
        ...(requests ? [input('Requests a day', count(requests.value))] : []),
        ...(retries > 0 ? [input('Retries', percent(retries, 1))] : []),
        ...(comparable ? [input('Budget', money(comparable.value, unit.currency))] : []),
      ],
      assumption: `30 days${overhead === '' ? '; no retries' : retries > 0 ? '; of the overhead only retries are counted' : '; the overhead is not counted'}`,
      missing: requests ? [] : ['the requests a day'],
    },
  ];
}

interface UnitCost extends Found {
  readonly currency: string;
  readonly tokens: boolean;
}

function perRequest(artifact: Artifact): UnitCost | undefined {
  const own = moneyAt(artifact, '/cost/cost_per_request');
  const value = own && oneRequest(own.money, true);
  if (own && value !== undefined) return { ...own, value, currency: own.money.currency, tokens: false };
  for (const pointer of ['/cost', '/cost/overhead']) {
    const text = textAt(artifact, pointer);
    const moneys = readMoneys(text);
    const slot = moneys.find((one) => oneRequest(one.value, false) !== undefined);
    const amount = slot && oneRequest(slot.value, false);
    if (!slot || amount === undefined) continue;
    // "0.02 cents … €7,200": cents of whatever else is spent there.
    const others = new Set(moneys.filter((one) => one !== slot).map((one) => one.value.currency));
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
  const tokensIn = numberAt(artifact, '/cost/tokens_in');
  const tokensOut = numberAt(artifact, '/cost/tokens_out');
  const priceIn = moneyAt(artifact, '/cost/price_in');
  const priceOut = moneyAt(artifact, '/cost/price_out');
  if (!tokensIn || !tokensOut || !priceIn || !priceOut || priceIn.money.currency !== priceOut.money.currency) return undefined;
  const [inputPrice, outputPrice] = [perMillion(priceIn.money), perMillion(priceOut.money)];
  if (inputPrice === undefined || outputPrice === undefined) return undefined;
  const value = requestCost({ inputTokens: tokensIn.value, outputTokens: tokensOut.value, inputPrice, outputPrice });
  return value === undefined ? undefined : { ...priceOut, value: tidy(value), currency: priceOut.money.currency, tokens: true };
}

/** Prices are by the million or by the thousand tokens; one that says neither is not used. */
function perMillion({ amount, per }: Money): number | undefined {
  if (per === undefined || !/token/i.test(per)) return undefined;
  if (/^\s*(?:1\s*)?(?:m|million)\b|1[,.]?000[,.]?000/i.test(per)) return amount;
  return /^\s*(?:1\s*)?(?:k|thousand)\b|^\s*1[,.]?000\b/i.test(per) ? amount * 1000 : undefined;
}

function proseRequests(artifact: Artifact): Found | undefined {
  const text = textAt(artifact, '/cost');
  const rates = readRates(text).filter(
    ({ value }) => /request|call|prediction|inference|quer|answer/i.test(value.of) && value.per.days > 0,
  );
  const only = rates[0];
  return only && rates.length === 1 ? { value: only.value.count / only.value.per.days, ...found(artifact, '/cost', only.span) } : undefined;
}

function retryShare(text: string): number {
  const slot = percentsIn(text).find(({ span }) =>
    /^\s*(?:retries|retry|of (?:requests|calls) are (?:retried|sent again))/i.test(text.slice(span[1], span[1] + 40)),
  );
  return slot ? tidy(slot.value.value / 100) : 0;
}

function against(over: number, budget: number, currency: string): string {
  if (!Number.isFinite(over)) return `, over ${money(budget, currency)}`;
  const share = percent(Math.abs(over));
  return over > 0.0005
    ? `, ${share} over ${money(budget, currency)}`
    : over < -0.0005
      ? `, ${share} below ${money(budget, currency)}`
      : `, as ${money(budget, currency)}`;
}

export function adoptions(artifact: Artifact, facts: Facts): readonly Sum[] {
  const target = shareAt(artifact, '/adoption/target') ?? firstShare(artifact);
  const goal = facts.goal?.reading.magnitude?.value;
  if (!target || target.value <= 0 || target.value >= 1 || goal?.unit !== '%' || goal.basis !== 'relative') return [];
  const change = goalChange(artifact, facts.goal);
  const lift = liftAmongAdopters(goal.value / 100, target.value);
  if (lift === undefined || !Number.isFinite(lift)) return [];
  const sign = facts.goal?.reading.direction?.value === 'decrease' ? '−' : '+';
  return [
    {
      kind: 'adoption',
      id: 'A18',
      title: 'The gain among those who use it',
      pointer: target.pointer,
      span: target.span,
      result: `goal takes ${sign}${percent(lift, 1)} among them`,
      more: [],
      formula: 'overall gain ÷ adoption',
      inputs: [
        input('Goal', `${decimal(goal.value, 2)} % relative${change?.metric ? ` in ${short(change.metric, 30)}` : ''}`),
        input('Adoption', percent(target.value, 1)),
      ],
      assumption: 'those who do not use it do not change',
      missing: [],
    },
  ];
}

/** "40 % of eligible visitors use it by day 60; below 25 % …": the first share is the target. */
function firstShare(artifact: Artifact): Found | undefined {
  const text = textAt(artifact, '/adoption');
  const slot = percentsIn(text)[0];
  return slot && /^\s*of\b/i.test(text.slice(slot.span[1], slot.span[1] + 6))
    ? { value: tidy(slot.value.value / 100), pointer: '/adoption', span: spanAt(artifact, '/adoption', ...slot.span) }
    : undefined;
}
