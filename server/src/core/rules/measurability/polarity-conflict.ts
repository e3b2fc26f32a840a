// "Increase churn": more of it is worse. Or the target lies on the wrong side of today's value.
import { markdown, rule, yaml } from '../rule.js';
import { isReadable } from './goal-vague.js';

export default rule({
  id: 'polarity-conflict',
  group: 'measurability',
  kinds: ['prd', 'one-pager', 'experiment-plan'],
  level: 'error',
  prose: true,
  says: 'The direction points away from what is better for this metric.',
  because: 'Either a word or a number slipped, and a team that takes it literally makes the product worse.',
  source: 'arithmetic',
  noFix: 'whether the verb or a number slipped is for the author to say; where one verb is wrong, the other is offered',
  bad: [
    yaml`
      kind: prd
      goal: <|increase churn|> by 5 % relative within 90 days of launch while revenue stays above 1.9 million
    `,
    markdown`
      ## Goal

      Raise click-through rate from <|4.2 % to 4.0 %|> within 60 days of full rollout without raising complaints.
    `,
  ],
  good: [
    yaml`
      kind: prd
      goal: increase churn prediction accuracy by 5 points within 90 days of launch while latency stays under 1 s
    `,
    markdown`
      ## Goal

      Cut word error rate from 9.1 % to 7.5 % within 60 days of full rollout without raising latency above 300 ms.
    `,
  ],
  check({ facts }, report) {
    const goal = facts.goal;
    if (!goal || !isReadable(goal) || goal.text.includes('\n')) return;
    const { direction, metric, baseline, target, magnitude } = goal.reading;
    if (!direction || direction.confidence < 0.6 || direction.value === 'hold') return;
    if (baseline && target && baseline.value.unit === target.value.unit && baseline.confidence >= 0.6 && target.confidence >= 0.6) {
      const [from, to] = [baseline.value.value, target.value.value];
      if (
        target.value.high === undefined &&
        baseline.value.high === undefined &&
        (direction.value === 'increase' ? to < from : to > from)
      ) {
        const start = Math.min(baseline.span[0], target.span[0]);
        const end = Math.max(baseline.span[1], target.span[1]);
        if (end - start < 40)
          report(
            { pointer: goal.pointer, from: start, to: end },
            `The goal says ${direction.value}, and ${from} to ${to} ${to < from ? 'falls' : 'rises'}: which is meant?`,
          );
        return;
      }
    }
    const better = metric?.value.entry?.better;
    if (!metric || !magnitude || metric.confidence < 0.6 || (better !== 'up' && better !== 'down')) return;
    if ((direction.value === 'increase') === (better === 'up')) return;
    // The verb must govern the metric itself: not "increase churn prediction", not "reduce the time to conversion".
    const between = goal.text.slice(direction.span[1], metric.span[0]);
    const after = goal.text.slice(metric.span[1]);
    if (!/^\s*(?:the |our |overall |average |median |customer |user )?$/i.test(between) || !/^\s*(?:by\b|from\b|to\b|,|\.|$)/i.test(after))
      return;
    report(
      { pointer: goal.pointer, from: direction.span[0], to: metric.span[1] },
      `More ${metric.value.name} is ${better === 'up' ? 'better' : 'worse'}, and the goal says ${direction.value}: which is meant?`,
    );
  },
});
