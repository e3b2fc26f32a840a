// A metric and a direction, and no amount: 0.01 % more would be a success.
import { markdown, rule, yaml } from '../rule.js';
import { caution, isReadable, spotOf } from './goal-vague.js';

export default rule({
  id: 'goal-no-magnitude',
  group: 'measurability',
  kinds: ['prd', 'one-pager', 'experiment-plan'],
  level: 'error',
  prose: true,
  profile: 'light',
  says: 'The goal says which way and not how far: by how much?',
  because: 'The amount decides how large the test must be and whether the effort is worth it. Without one, any change at all is a success.',
  source: '"PM responsibilities in AI": numeric success metric',
  bad: [
    yaml`
      kind: prd
      goal: <|raise conversion in Q3 while complaints stay under 0.5 %|>
    `,
    markdown`
      ## Goal

      <|Reduce average handling time within 60 days of launch without lowering CSAT.|>
    `,
  ],
  good: [
    yaml`
      kind: prd
      goal: raise conversion from 2.0 % to 2.3 % within 90 days of full rollout while complaints stay under 0.5 %
    `,
    markdown`
      ## Goal

      Reduce average handling time within 60 days of launch without lowering CSAT.

      ## Success metrics

      - Average handling time ≤ 9.5 min
    `,
  ],
  check({ facts }, report) {
    const goal = facts.goal;
    if (!goal || !isReadable(goal) || goal.has.magnitude || goal.targetInMetrics || !goal.has.metric) return;
    const metric = goal.reading.metric;
    const end = metric ? metric.span[1] : goal.text.length;
    report(spotOf(goal), metric ? `By how much? "${metric.value.name}" has a direction and no amount.` : undefined, {
      fix: {
        title: 'Add the amount',
        sort: 'template',
        edits: [{ within: goal.pointer, from: end, to: end, text: ' by ${1:8} % ${2|relative,percentage points|}' }],
      },
      ...caution(goal),
    });
  },
});
