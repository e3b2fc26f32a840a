// A goal without a deadline can be reached at any time, so it can never be missed.
import { markdown, rule, yaml } from '../rule.js';
import { caution, isReadable, spotOf } from './goal-vague.js';

export default rule({
  id: 'goal-no-window',
  group: 'measurability',
  kinds: ['prd', 'one-pager'],
  level: 'error',
  prose: true,
  profile: 'light',
  says: 'The goal has no deadline: by when, and counted from what?',
  because: 'Without a date nobody can say that it was missed. The window also decides whether rollout and test fit into it.',
  source: '"PM responsibilities in AI": "… within 90 days …"',
  bad: [
    yaml`
      kind: prd
      goal: <|lift CTR on recommended items by 8 % relative while complaints stay under 0.5 %|>
    `,
    markdown`
      ## Goal

      <|Cut false declines from 1.4 % to 1.0 % without raising chargebacks.|>
    `,
  ],
  good: [
    yaml`
      kind: prd
      goal: lift CTR by 8 % relative within 90 days of full rollout while complaints stay under 0.5 %
    `,
    markdown`
      ---
      kind: one-pager
      ---
      # Captions

      **Success:** words wrong ≤ 8 % (M2), ≤ 5 % (M3); cost of an hour ≤ $0.40 (M3).
    `,
    markdown`
      ## Goal

      Reduce missed calls from 9 % to 6 % while waiting stays under 40 s.

      ## Success metrics

      | Metric | Target (60 days after launch) |
      |---|---|
      | Missed calls | 6 % |
    `,
    markdown`
      ## Goal

      Cut false declines from 1.4 % to 1.0 % by 2027-03-31 without raising chargebacks.
    `,
  ],
  check({ facts }, report) {
    const goal = facts.goal;
    if (!goal || !isReadable(goal) || goal.has.window || milestone.test(goal.text)) return;
    // Behind the amount, before "while …".
    const slots = [goal.reading.magnitude, goal.reading.target, goal.reading.metric].filter((slot) => slot !== undefined);
    const end = slots.length > 0 ? Math.max(...slots.map((slot) => slot.span[1])) : goal.text.replace(/(?<![.\s])[.\s]+$/, '').length;
    report(spotOf(goal), undefined, {
      fix: {
        title: 'Add the window',
        sort: 'template',
        edits: [{ within: goal.pointer, from: end, to: end, text: ` within \${1:90 days} of \${2:full rollout}` }],
      },
      ...caution(goal),
    });
  },
});

/** "(M2)", "in month 3", "v1 milestone 2": a day that stands in the plan. */
const milestone = /\bM\d{1,2}\b|\b(?:month|week|day|sprint|milestone|phase|year) ?#?\d{1,2}\b/i;
