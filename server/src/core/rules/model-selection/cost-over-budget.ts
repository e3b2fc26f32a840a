// Requests times price is arithmetic, and the budget stands two lines below.
import type { Amount } from '../../facts/cost.js';
import { ceilingPerMonth } from '../../facts/cost.js';
import { requestsPerDay } from '../../facts/sums/inputs.js';
import { count, money, percent } from '../../facts/sums/sum.js';
import { breakEvenCost, daysPerMonth, monthlyCost, overrun } from '../../math/cost.js';
import { membersOf } from '../../project.js';
import { type Context, markdown, type ReportFinding, rule, together, yaml } from '../rule.js';

export default rule({
  id: 'cost-over-budget',
  group: 'model-selection',
  kinds: ['prd', 'experiment-plan'],
  level: 'error',
  says: 'Requests times cost is more than the budget.',
  because: 'The bill comes by the request, not by the plan: the month after launch it is either paid or the feature is switched off.',
  source: '"PM responsibilities in AI": quantify the cost of inference; arithmetic (A12)',
  bad: [
    yaml`
      kind: prd
      cost: {cost_per_request: <|$0.0105|>, requests_per_day: 40000, budget_per_month: "$10,000"}
    `,
    markdown`
      ## Cost

      A translation costs <|€0.02 per request|>. With 15,000 requests a day that has to fit a budget of €6,000 a month.
    `,
    together(
      yaml`
        kind: experiment-plan
        traffic: {requests_per_day: 200000}
        candidates:
          - {name: BM25, metric: NDCG@10 0.31, cost_per_1k_req: €0.01}
          - {name: cross-encoder, metric: NDCG@10 0.36, cost_per_1k_req: <|€0.90|>}
        decision: {winner: cross-encoder}
      `,
      yaml`
        kind: prd
        cost: {budget_per_month: "€4,000"}
      `,
    ),
  ],
  good: [
    yaml`
      kind: prd
      cost: {cost_per_request: $0.0075, requests_per_day: 40000, budget_per_month: "$10,000"}
    `,
    markdown`
      ## Cost

      A scan costs €0.04 per request; 900 requests a day, budget €1,500 a month.
    `,
  ],
  check(context, report) {
    if (context.artifact.kind === 'experiment-plan') winnerOverBudget(context, report);
    else planOverBudget(context, report);
  },
});

function planOverBudget({ facts, initiative }: Context, report: ReportFinding): void {
  const { unit, requests, monthly, budget: own, retries = 0, judged } = facts.cost ?? {};
  const budget = own ?? (unit && ceilingIn(initiative.members, unit.currency));
  const stated = facts.cost?.stated;
  if (stated && own && stated.currency === own.currency && stated.value > own.value * 1.005 && monthly === undefined)
    report(
      { pointer: stated.pointer, from: stated.words[0], to: stated.words[1] },
      `${money(stated.value, stated.currency)} a month against ${money(own.value, own.currency)}: ${percent(stated.value / own.value - 1)} over.`,
      {
        fix: {
          title: 'Raise the budget',
          sort: 'choice',
          edits: [
            {
              within: own.pointer,
              from: own.words[0],
              to: own.words[1],
              text: `${amountText(Math.ceil(stated.value), own.currency)} a month`,
            },
          ],
        },
      },
    );
  if (!unit || !requests || monthly === undefined || !budget) return;
  const over = overrun(monthly, budget.value);
  if (over === undefined || over <= 0.005) return;
  const [sum, limit] = [money(monthly, unit.currency), money(budget.value, unit.currency)];
  const least = breakEvenCost(budget.value, requests.value * daysPerMonth) ?? 0;
  const own1 = facts.cost?.budget;
  report(
    unit,
    `${sum} a month against ${limit}: ${Number.isFinite(over) ? `${percent(over)} over` : 'over'}. ${money(least, unit.currency)} a request would fit.\nAssumes 30 days and ${count(requests.value)} requests a day${retries > 0 ? ', retries counted' : ''}${judged ? ', grading counted' : ''}.`,
    {
      fix: [
        ...(own1
          ? [
              {
                title: `Raise the budget to ${sum}`,
                sort: 'choice' as const,
                edits: [
                  { within: own1.pointer, from: own1.words[0], to: own1.words[1], text: amountText(Math.ceil(monthly), own1.currency) },
                ],
              },
            ]
          : []),
        ...(unit.pointer.endsWith('/cost_per_request')
          ? [
              {
                title: `Bring a request down to ${money(floor(least), unit.currency)}`,
                sort: 'choice' as const,
                edits: [{ put: unit.pointer, text: amountText(floor(least), unit.currency) }],
              },
            ]
          : []),
        ...(requests.pointer.endsWith('/requests_per_day')
          ? [
              {
                title: `Answer ${count(Math.floor((requests.value * budget.value) / monthly))} requests a day`,
                sort: 'choice' as const,
                edits: [{ put: requests.pointer, text: String(Math.floor((requests.value * budget.value) / monthly)) }],
              },
            ]
          : []),
      ],
    },
  );
}

function winnerOverBudget({ artifact, facts, initiative }: Context, report: ReportFinding): void {
  const { chosen, candidates } = facts.comparison;
  const winner = chosen?.candidate ?? (candidates.length === 1 ? candidates[0] : undefined);
  const requests =
    requestsPerDay(artifact) ??
    membersOf(initiative, 'prd').flatMap((prd) => prd.facts.cost?.requests ?? requestsPerDay(prd.artifact) ?? [])[0];
  const prds = membersOf(initiative, 'prd');
  const budget =
    prds.flatMap((prd) => prd.facts.cost?.budget ?? [])[0] ?? (winner?.cost && ceilingIn(initiative.members, winner.cost.currency));
  if (!winner?.cost || !requests || !budget || budget.currency !== winner.cost.currency) return;
  const monthly = monthlyCost({ costPerRequest: winner.cost.amount, requestsPerDay: requests.value });
  const over = monthly === undefined ? undefined : overrun(monthly, budget.value);
  if (monthly === undefined || over === undefined || over <= 0.005) return;
  const least = breakEvenCost(budget.value, requests.value * daysPerMonth) ?? 0;
  report(
    winner.prose ? winner.pointer : `${winner.pointer}/cost_per_1k_req`,
    `${money(monthly, budget.currency)} a month against ${money(budget.value, budget.currency)}: ${percent(over)} over.\nAssumes 30 days and ${count(requests.value)} requests a day; ${money(least * 1000, budget.currency)} for 1,000 requests would fit.`,
    winner.prose
      ? {}
      : {
          fix: {
            title: `Bring 1,000 requests down to ${money(floor(least * 1000), budget.currency)}`,
            sort: 'choice',
            edits: [{ put: `${winner.pointer}/cost_per_1k_req`, text: amountText(floor(least * 1000), budget.currency) }],
          },
        },
  );
}

function ceilingIn(members: Context['initiative']['members'], currency: string): Amount | undefined {
  return members
    .filter(({ source }) => source.kind === 'one-pager')
    .flatMap(({ artifact }) => ceilingPerMonth(artifact, ['/value_and_cost/run_cost_ceiling', '/value_and_cost']) ?? [])
    .find((amount) => amount.currency === currency);
}

/** Rounded down to two digits, so that it fits. */
function floor(value: number): number {
  const size = 10 ** (Math.floor(Math.log10(value)) - 1);
  return value > 0 ? Number((Math.floor(value / size) * size).toPrecision(2)) : 0;
}

/** As `money`, with the sign kept from being taken for a tab stop. */
const amountText = (value: number, currency: string): string => money(value, currency).replace('$', '\\$');
