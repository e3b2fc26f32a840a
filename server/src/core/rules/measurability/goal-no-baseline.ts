// "+8 %" of what? A relative amount without a start value cannot be checked afterwards.
import { textBelow } from '../../facts/rows.js';
import { behind } from '../behind.js';
import { markdown, rule, yaml } from '../rule.js';
import { caution, isReadable } from './goal-vague.js';

export default rule({
  id: 'goal-no-baseline',
  group: 'measurability',
  kinds: ['prd', 'one-pager'],
  // A first sentence may stand before the first measurement.
  level: { discover: 'hint', build: 'warning', deploy: 'warning', operate: 'warning' },
  prose: true,
  says: 'A percentage of what? The goal has no start value.',
  because: 'Without today’s number nobody can say afterwards whether the amount was reached, nor compute how large a test must be.',
  source: '"PM responsibilities in AI": define a baseline and require any model to beat it',
  bad: [
    yaml`
      kind: prd
      phase: build
      goal: raise repeat orders by <|6 %|> within 60 days of launch while refunds stay below 2 %
    `,
    markdown`
      ## Goal

      Cut false alarms on chest scans by <|20 %|> by 2027-06-30 without missing more findings.
    `,
  ],
  good: [
    yaml`
      kind: prd
      goal: raise repeat orders from 4.0 % to 4.3 % within 60 days of launch while refunds stay below 2 %
    `,
    markdown`
      ## Goal

      Cut false alarms on chest scans by 20 % by 2027-06-30 without missing more findings.

      ## Baseline

      31 false alarms per 100 scans in March 2026.
    `,
  ],
  check({ artifact, facts }, report) {
    const goal = facts.goal;
    const amount = goal?.reading.magnitude;
    if (!goal || !amount || !isReadable(goal) || goal.has.baseline || !goal.has.metric || goal.reading.target) return;
    if (amount.value.unit !== '%' || amount.value.basis === 'points' || amount.confidence < 0.6) return;
    // "Current state: $2 M a year" beside the target.
    if (/\b(?:current(?:ly)?|today|now|baseline|as is|from)\b.{0,40}\d/is.test(textBelow(artifact, goal.field))) return;
    const metric = goal.reading.metric;
    const at = metric?.span[1] ?? amount.span[0];
    report(
      { pointer: goal.pointer, from: amount.span[0], to: amount.span[1] },
      `${amount.value.value} % of what? ${metric ? `"${metric.value.name.slice(0, 40)}" has` : 'The goal has'} no start value.`,
      {
        fix: {
          title: 'Add today’s value',
          sort: 'template',
          edits: [behind(goal.pointer, goal.text, at, ' from ${1:4.0} %')],
        },
        ...caution(goal),
      },
    );
  },
});
