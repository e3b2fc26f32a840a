// What the model costs a month (A12), and what the goal asks of those who use it (A18). Prices are the author's.
import { breakEvenCost, daysPerMonth, overrun } from '../../math/cost.js';
import { liftAmongAdopters } from '../../math/dilution.js';
import { type Artifact, spanAt, textAt } from '../../model/artifact.js';
import type { Facts } from '../facts.js';
import { goalChange } from './change.js';
import { type Found, percentsIn, shareAt, tidy } from './inputs.js';
import { count, decimal, input, money, percent, type Sum, short } from './sum.js';

export function costs(artifact: Artifact, facts: Facts): readonly Sum[] {
  const { unit, requests, retries, judged, monthly, budget } = facts.cost ?? {};
  if (!unit || retries === undefined) return [];
  const over = monthly === undefined || !budget ? undefined : overrun(monthly, budget.value);
  const border = budget && requests && breakEvenCost(budget.value, requests.value * daysPerMonth);
  const overhead = textAt(artifact, '/cost/overhead');
  const counted = [...(retries > 0 ? ['retries'] : []), ...(judged ? ['grading'] : [])].join(' and ');
  return [
    {
      kind: 'cost',
      id: 'A12',
      title: 'Cost a month',
      pointer: unit.pointer,
      span: unit.span,
      ...(monthly === undefined
        ? {}
        : {
            result: `= ${money(monthly, unit.currency)} / month${over === undefined || !budget ? '' : against(over, budget.value, unit.currency)}`,
          }),
      more: border === undefined ? [] : [`The budget allows ${money(border, unit.currency)} a request.`],
      formula: unit.tokens
        ? '(tokens in × price in + tokens out × price out) ÷ 10⁶ × requests × 30'
        : 'cost per request × requests a day × 30',
      inputs: [
        input('Per request', money(unit.value, unit.currency)),
        ...(requests ? [input('Requests a day', count(requests.value))] : []),
        ...(retries > 0 ? [input('Retries', percent(retries, 1))] : []),
        ...(judged ? [input('Graded', `${percent(judged.share, 1)} at ${money(judged.cost, unit.currency)}`)] : []),
        ...(budget ? [input('Budget', money(budget.value, unit.currency))] : []),
      ],
      assumption: `30 days${overhead === '' && counted === '' ? '; no retries' : counted === '' ? '; the overhead is not counted' : `; of the overhead only ${counted} are counted`}`,
      missing: requests ? [] : ['the requests a day'],
    },
  ];
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
