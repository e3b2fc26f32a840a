import assert from 'node:assert/strict';
import { readGoal } from '../../../server/src/core/language/goal.js';
import type { Goal, Quantity } from '../../../server/src/core/language/types.js';

const amount = (quantity: Quantity): string =>
  `${quantity.comparator ?? ''}${quantity.value} ${quantity.unit}${quantity.basis ? ` ${quantity.basis}` : ''}`.trim();

/** "increase ctr by 8 % within P90D keeping nps": only what was read. */
function spell(goal: Goal): string {
  const window = goal.window?.value;
  const parts: (string | false | undefined)[] = [
    goal.direction?.value,
    goal.metric && (goal.metric.value.entry?.id ?? `"${goal.metric.value.name}"`),
    goal.magnitude && `by ${amount(goal.magnitude.value)}`,
    goal.baseline && `from ${amount(goal.baseline.value)}`,
    goal.target && `to ${amount(goal.target.value)}`,
    window && `within ${window.length?.iso ?? window.by ?? window.deadline}`,
    window?.anchor && `of ${window.anchor}`,
    goal.population && `for ${goal.population.value}`,
    goal.guardrails.length > 0 &&
      `keeping ${goal.guardrails.map(({ value: { metric, margin } }) => [metric.entry?.id ?? `"${metric.name}"`, margin && amount(margin)].filter(Boolean).join(' ')).join(', ')}`,
    goal.output && `output "${goal.output.value}"`,
  ];
  return parts.filter((part) => part).join(' ');
}

const rows: readonly (readonly [text: string, reading: string])[] = [
  ['improve personalization', 'increase'],
  [
    'increase click-through on recommended items by 8% within 90 days while preserving NPS',
    'increase ctr by 8 % within P90D for recommended items keeping nps',
  ],
  ['raise conversion 2.0→2.3 %', 'increase conversion from 2 % to 2.3 %'],
  ['raise conversion in Q3', 'increase conversion within Q3'],
  ['lift CTR 8 % in 90 days', 'increase ctr by 8 % within P90D'],
  ['lift CTR by 8 % relative within 90 days of full rollout', 'increase ctr by 8 % relative within P90D of full rollout'],
  ['cut handling time 12 %', 'decrease aht by 12 %'],
  ['Reduce average handling time from 11 to 9.5 minutes by 2027-03-31.', 'decrease aht from 11 min to 9.5 min within 2027-03-31'],
  ['increase CTR by 8 % while NPS drops ≤ 3 pts', 'increase ctr by 8 % keeping nps <=3 points'],
  ['increase CTR by 8 % without lowering CSAT or raising complaints', 'increase ctr by 8 % keeping csat, complaints'],
  ['raise revenue per user by 4 %, provided that churn stays below 3 %', 'increase revenue-per-visitor by 4 % keeping churn <3 %'],
  ['Without hurting NPS, increase CTR by 8 % within 90 days', 'increase ctr by 8 % within P90D keeping nps'],
  ['Keep p95 latency under 300 ms', 'hold latency to <300 ms'],
  ['CTR ≥ 4.3 %', 'increase ctr to >=4.3 %'],
  ['error rate below 1 % by June', 'decrease error-rate to <1 % within June'],
  ['Improve p95 latency by 20 %', 'decrease latency by 20 %'],
  ['NPS from 31 to 40 by 2026-12-31', 'increase nps from 31 to 40 within 2026-12-31'],
  ['raise NPS to 45', 'increase nps to 45'],
  ['Double weekly active users by end of Q3 2026', 'increase active-users by 2 x within 2026-09-30'],
  ['CTR +8 %', 'increase ctr by 8 %'],
  ['a 5 % uplift in conversion within 6 weeks', 'increase conversion by 5 % within P42D'],
  ['12 % fewer escalations by day 60', 'decrease escalation by 12 % within P60D'],
  ['increase CTR by 8 % (from 4.0 % to 4.32 %)', 'increase ctr by 8 % from 4 % to 4.32 %'],
  ['reduce churn by 2 pp (currently 6 %)', 'decrease churn by 2 pp points from 6 %'],
  ['launch transformer v2 by June', 'within June output "launch transformer v2"'],
  ['Launch the new ranker to increase CTR by 8 %', 'increase ctr by 8 %'],
  ['resolve 45 % of tickets without a human', 'increase "tickets without a human" to 45 % share'],
  // A bound in a sentence that tells how things are.
  ['A bounce rate of 38 % or lower until the end of August 2028', 'decrease bounce to <=38 % within 2028-08-31'],
  ['Should cut churn by a fifth in the year after launch', 'decrease churn by 20 % within P1Y of launch'],
  ['The aim is for 9 of 10 looms to run unattended by spring 2028', 'increase "looms to run unattended" to 90 % within spring 2028'],
  ['Uploads over 25 MB are rejected.', ''],
  ['Guests who wait longer than 10 minutes tend to leave.', ''],
  ['Two thirds of tenants come from abroad.', ''],
  ['The grant covers 70 % of the costs.', ''],
  ['With more than 64 threads the throughput drops by 20 %.', ''],
  ['We lost 3 % of subscribers last spring.', ''],
  ['They hope for 10 % more visitors.', ''],
  ['The API is limited to 100 requests per minute.', ''],
  ['More than 400 abbeys already use the planner.', ''],
  ['The old lease allowed 3 % defects.', ''],
  ['Five of the nine piers reported fewer than 10 incidents.', ''],
  ['Model B has an AUC of 0.88, model A 0.84.', ''],
  ['The campaign ended with a conversion rate of 2.1 %.', ''],
  ['With 95 % confidence the effect lies between 0.4 and 1.9 points.', ''],
  ['For comparison: Finland is at 12 %, Norway at 9 %.', ''],
  ['It is unclear whether 60 % can be reached at all.', ''],
  ['Every claim above €5,000 needs a second signature.', ''],
  ['Some guests waited more than 20 minutes.', ''],
  ['An earlier attempt to reduce churn by 20 % failed.', ''],
  ['We sold 1.2 million tickets, 8 % more than the year before.', ''],
  ['The p95 is computed over 5 min windows.', ''],
  // Not the author's aim, or no aim at all.
  ['If CTR drops by 5 % we roll back.', ''],
  ['We do not aim to raise CTR by 8 %.', ''],
  ['A competitor raised conversion by 12 %.', ''],
  ['Competitors report 12 %; we want to raise conversion by 5 %.', 'increase conversion by 5 %'],
  ['“Ads lift CTR by 30 %” is what the vendor promises.', ''],
  ['Last year we raised CTR by 9 %.', ''],
  ['Raise CTR with GPT-4 and v2 of the API in phase 3', 'increase ctr'],
  ['3. Raise CTR', 'increase ctr'],
  ['raise CTR by 8 % with 95 % confidence and 80 % power', 'increase ctr by 8 %'],
  ['raise CTR by 8 % on 20 % of traffic', 'increase ctr by 8 %'],
  ['raise 7-day retention by 3 pp', 'increase retention by 3 pp points'],
  ['raise CTR by 8 % because 40 % of users leave', 'increase ctr by 8 %'],
  ['', ''],
  ['Raise CTR by 5 %\nKeep NPS ≥ 40\nBy 2026-06-30', 'increase ctr by 5 % within 2026-06-30 keeping nps >=40'],
  ['Metric: CTR\nBaseline: 4.0 %\nTarget: 4.32 %\nGuardrail: NPS drop ≤ 3 pts', 'increase ctr from 4 % to 4.32 % keeping nps <=3 points'],
  [
    '- Increase CTR by 8 % relative\n- within 90 days\n- without raising complaints',
    'increase ctr by 8 % relative within P90D keeping complaints',
  ],
  // Where it stands and where it shall be, in clauses of their own.
  ['Hem tears per bolt: 14 at present; 9 or less by 2028-05-01', 'decrease "Hem tears per bolt" from 14 to <=9 within 2028-05-01'],
  ['Cash-desk queue is 8 min today. Make it 5 min by Easter 2028.', 'decrease "Cash-desk queue" from 8 min to 5 min within Easter 2028'],
  ['Reel breaks | now 12 | want 7', 'decrease "Reel breaks" from 12 to 7'],
  ['Our spore count is 340; we would be happy with 200 by tape-out', 'decrease "spore count" from 340 to 200 within tape-out'],
  ['Page jams per run: 6 (was 11) by summer 2028', 'decrease "Page jams per run" from 11 to 6 within summer 2028'],
  [
    'At 26 days the permit wait is not good enough, and it has to be cut by 10 days by the 2028 season',
    'decrease "permit wait" by 10 d from 26 d within 2028 season',
  ],
  ['Can we get seat gaps from 21 % to 15 % before the merger?', 'decrease "seat gaps" from 21 % to 15 % within merger'],
  [
    'Drill wear shall not be more than 3 % by the time the new shaft opens',
    'decrease "Drill wear" to <=3 % within time the new shaft opens',
  ],
  ['Reduce lamp faults by 4 %, sorting speed being at least as good as now', 'decrease "lamp faults" by 4 % keeping "sorting speed"'],
  ["Today's 18 % of empty legs should become 11 % by Easter 2028", 'decrease "empty legs" from 18 % share to 11 % within Easter 2028'],
  ["The kiln's loss, 18 %, is to come down to 14 %", 'decrease "kiln\'s loss" from 18 % to 14 %'],
  ['Weld strength: 0.91 now – 0.96 required by winter 2028', 'increase "Weld strength" from 0.91 to 0.96 within winter 2028'],
  // Numbers that stand beside an aim and are none.
  ['The desk is open between 7 and 19 h. Keep reel breaks at most 6.', 'hold "reel breaks" to <=6'],
  ['Raise CTR for readers under 30 to 4 %', 'increase ctr to 4 % for readers under 30'],
  ['Cut reel breaks by 4. The p99 was 840 ms in the last load test.', 'decrease "reel breaks" by 4'],
  ['Churn 5 % to 4 % by June. Our closest rival is at 2 %. We do not aim for 1 %.', 'decrease churn from 5 % to 4 % within June'],
];

describe('readGoal', () => {
  for (const [text, reading] of rows)
    it(`${JSON.stringify(text)} → ${reading || 'nothing'}`, () => assert.equal(spell(readGoal(text)), reading));

  it('reads code as code', () =>
    assert.equal(spell(readGoal('raise CTR by 8 % see ctr=9 %', { masked: [[21, 28]] })), 'increase ctr by 8 %'));
  it('says which words it could not read', () => {
    const text = 'raise CTR by 8 %, 12 ms';
    assert.deepEqual(
      readGoal(text).unread.map((span) => text.slice(...span)),
      ['12 ms'],
    );
  });
  it('is less sure of what it guesses', () => {
    assert.ok(readGoal('lift CTR by 8 %').confidence > readGoal('lift widget happiness by 8 %').confidence);
    assert.ok(readGoal('nothing here').confidence < 0.6);
  });
  it('points at the words', () => {
    const text = 'increase click-through on recommended items by 8% within 90 days while preserving NPS';
    const goal = readGoal(text);
    const words = [goal.direction, goal.metric, goal.magnitude, goal.window, goal.population, goal.guardrails[0]].map((slot) =>
      text.slice(...(slot?.span ?? [0, 0])),
    );
    assert.deepEqual(words, ['increase', 'click-through', '8%', 'within 90 days', 'recommended items', 'NPS']);
  });
});
