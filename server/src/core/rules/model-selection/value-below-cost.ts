// What it brings a month against what it takes: two numbers, and a sign.
import { ceilingPerMonth, valuePerMonth } from '../../facts/cost.js';
import { goalChange } from '../../facts/sums/change.js';
import { money, percent } from '../../facts/sums/sum.js';
import { readMoneys } from '../../language/money.js';
import { breakEvenLift, daysPerMonth, liftValue } from '../../math/cost.js';
import { leaves } from '../../model/artifact.js';
import { membersOf } from '../../project.js';
import { type Context, markdown, type ReportFinding, rule, yaml } from '../rule.js';

export default rule({
  id: 'value-below-cost',
  group: 'model-selection',
  kinds: ['one-pager', 'prd'],
  level: 'warning',
  profile: 'strict',
  prose: true,
  says: 'It costs more a month than it brings.',
  because: 'A better model does not change the sign. Either the value is larger than written, or something cheaper must do.',
  source: '"PM responsibilities in AI": clear return on investment before complexity; arithmetic (A12)',
  noFix: 'whether the value, the cost or the idea has to change is the author’s decision',
  bad: [
    yaml`
      kind: one-pager
      value_and_cost: {value_per_month: "<|$3,456|>", run_cost_ceiling: "$12,600"}
    `,
    markdown`
      ## Value and cost

      Fewer calls save <|€4,000 a month|>; the model runs at €5,500 a month.
    `,
    yaml`
      kind: prd
      goal: raise click-through by 8 % relative from 4.0 % within 90 days of launch while NPS drops by at most 3
      cost: {cost_per_request: <|$0.0105|>, requests_per_day: 40000}
      feature: a click on a recommended item is worth $0.90 per click
    `,
  ],
  good: [
    yaml`
      kind: one-pager
      value_and_cost: {value_per_month: "$30,000", run_cost_ceiling: "$12,600"}
    `,
    markdown`
      ## Value and cost

      Fewer calls save €14,000 a month; the model runs at €5,500 a month.
    `,
  ],
  check(context, report) {
    const { artifact } = context;
    if (artifact.kind === 'prd') return fromGoal(context, report);
    const fields = ['/value_and_cost/value_per_month', '/value_and_cost/run_cost_ceiling', '/value_and_cost'];
    const value = valuePerMonth(artifact, fields);
    const cost = ceilingPerMonth(artifact, fields);
    if (!value || !cost || value.currency !== cost.currency || value.value >= cost.value) return;
    report(
      { pointer: value.pointer, from: value.words[0], to: value.words[1] },
      `${money(value.value, value.currency)} a month of value against ${money(cost.value, cost.currency)} of cost: each month loses ${money(cost.value - value.value, cost.currency)}.`,
    );
  },
});

/** The value that the goal implies: requests × today's rate × relative change × money for each. */
function fromGoal({ artifact, facts, initiative }: Context, report: ReportFinding): void {
  const { unit, requests, monthly } = facts.cost ?? {};
  if (!unit || !requests || monthly === undefined) return;
  const stated = [artifact, ...membersOf(initiative, 'one-pager').map((member) => member.artifact)]
    .flatMap((one) => valuePerMonth(one, ['/value_and_cost/value_per_month', '/value_and_cost', '/goal', '/problem', '/cost']) ?? [])
    .find(({ currency }) => currency === unit.currency);
  if (stated) {
    if (stated.value < monthly)
      report(
        unit,
        `${money(stated.value, unit.currency)} of value against ${money(monthly, unit.currency)} a month: each month loses ${money(monthly - stated.value, unit.currency)}.\nAssumes 30 days.`,
      );
    return;
  }
  const change = goalChange(artifact, facts.goal);
  const target = change?.readings[0]?.targetRate;
  const worth = worthOfOne(artifact, unit.currency);
  if (!change?.base || target === undefined || worth === undefined || (change.readings.length > 1 && change.readings[0] === undefined))
    return;
  const use = { volume: requests.value * daysPerMonth, baseRate: change.base.value, valuePerAction: worth };
  const lift = target / change.base.value - 1;
  const value = liftValue(use, lift);
  const needed = breakEvenLift(use, monthly);
  if (value === undefined || value <= 0 || value >= monthly) return;
  report(
    unit,
    `${money(value, unit.currency)} of value against ${money(monthly, unit.currency)} a month: each month loses ${money(monthly - value, unit.currency)}.\nAssumes ${percent(lift, 1)} more of ${percent(change.base.value, 1)} on every request, ${money(worth, unit.currency)} each; ${needed === undefined ? '' : `it pays from ${percent(needed)} on.`}`,
  );
}

/** "$0.90 per click", "each order is worth €12". */
function worthOfOne(artifact: Context['artifact'], currency: string): number | undefined {
  const found = new Set<number>();
  for (const { pointer, text } of leaves(artifact)) {
    if (pointer.startsWith('/cost')) continue;
    for (const { value, span } of readMoneys(text.text))
      if (
        value.currency === currency &&
        /^(?:click|order|purchase|booking|conversion|sale|lead|case|action|sign-?up)\b/i.test(value.per ?? '') &&
        /\b(?:worth|value|margin|revenue|earns?|brings?)\b/i.test(text.text.slice(Math.max(0, span[0] - 60), span[1] + 30))
      )
        found.add(value.amount);
  }
  const [only] = found;
  return found.size === 1 ? only : undefined;
}
