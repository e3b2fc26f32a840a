// "Improve personalization": a wish. No metric, no number, so nothing can ever show that it was missed.
import { findPlaceholders } from '../../language/placeholder.js';
import type { Fix } from '../rule.js';
import type { GoalFact } from '../../facts/goal.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'goal-vague',
  group: 'measurability',
  kinds: ['prd', 'one-pager'],
  level: 'error',
  prose: true,
  says: 'This goal cannot pass or fail: which metric, how much, by when, without hurting what?',
  because: 'If success cannot be told in one measurable sentence, it is an idea and not yet a problem. Every team will read its own goal into it.',
  source: '"PM responsibilities in AI", problem framing: rewrite "improve personalization"',
  bad: [
    yaml`
      kind: prd
      goal: <|improve personalization|>
    `,
    markdown`
      ## Goal

      <|Make our support agents more productive with AI.|>
    `,
  ],
  good: [
    yaml`
      kind: prd
      goal: increase click-through on recommended items by 8% within 90 days while preserving NPS
    `,
    markdown`
      ## Objective

      Make support agents more productive.

      ## Success metrics

      | Metric | Baseline | Target |
      |---|---|---|
      | Average handling time | 11 min | ≤ 9.5 min |
    `,
  ],
  check({ facts }, report) {
    const goal = facts.goal;
    if (!goal || !isVague(goal)) return;
    const low = goal.text.length > 600 || goal.text.split('\n').length > 4;
    report(goal.pointer, undefined, { fix: rewrite(goal), ...(low ? { level: 'hint' } : {}) });
  },
});

/** Nothing measurable is said anywhere, and it is not a placeholder either. Other goal rules are silent then. */
export function isVague(goal: GoalFact): boolean {
  const { has } = goal;
  return goal.text !== '' && !has.magnitude && !has.metric && !goal.targetInMetrics && findPlaceholders(goal.text).length === 0;
}

/** Whether the other goal rules have something to say at all. */
export const isReadable = (goal: GoalFact): boolean => goal.text !== '' && !isVague(goal) && findPlaceholders(goal.text).length === 0;

/** The five slots as tab stops, keeping what the author said of the direction. */
function rewrite(goal: GoalFact): Fix {
  const said = goal.reading.direction?.value;
  const direction = said === 'decrease' ? '${1|reduce,increase,keep|}' : said === 'hold' ? '${1|keep,increase,reduce|}' : '${1|increase,reduce,keep|}';
  return {
    title: 'Rewrite in five slots: direction, metric, amount, window, guardrail',
    sort: 'template',
    edits: [{ put: goal.pointer, text: `${direction} \${2:<metric>} by \${3:<amount>} \${4|relative,percentage points|} within \${5:<days>} of \${6:<event>} while \${7:<guardrail>} stays \${8:<limit>}` }],
  };
}
