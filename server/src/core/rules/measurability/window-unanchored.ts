// "Within 90 days": of what? Kick-off and full rollout can lie a quarter apart.
import { dataAt } from '../../model/artifact.js';
import { behind } from '../behind.js';
import { markdown, rule, yaml } from '../rule.js';
import { isReadable } from './goal-vague.js';

export default rule({
  id: 'window-unanchored',
  group: 'measurability',
  kinds: ['prd', 'one-pager'],
  level: 'hint',
  prose: true,
  says: 'Counted from which day? The window has no first day.',
  because:
    'Kick-off, first canary and full rollout can lie a quarter apart. Whether rollout and test fit into the window depends on day 0.',
  source: 'arithmetic (A6)',
  bad: [
    yaml`
      kind: prd
      goal: increase click-through on recommended items by 8% <|within 90 days|> while preserving NPS
    `,
    markdown`
      ## Goal

      Cut the median time to settle a claim from 6 to 4 days <|in 3 months|> while reopened claims stay below 2 %.
    `,
  ],
  good: [
    yaml`
      kind: prd
      goal: increase click-through on recommended items by 8% within 90 days of full rollout while preserving NPS
    `,
    markdown`
      ## Goal

      Cut the median time to settle a claim from 6 to 4 days by 2027-03-31 while reopened claims stay below 2 %.
    `,
  ],
  check({ artifact, facts }, report) {
    const goal = facts.goal;
    const window = goal?.reading.window;
    if (!goal || !window || !isReadable(goal) || window.confidence < 0.6 || goal.text.includes('\n')) return;
    const { length, anchor, by, deadline } = window.value;
    if (!length || length.days < 7 || anchor !== undefined || by !== undefined || deadline !== undefined) return;
    if (dataAt(artifact, `${goal.field}/anchor`) !== undefined) return;
    report(
      { pointer: goal.pointer, from: window.span[0], to: window.span[1] },
      `"${goal.text.slice(...window.span).slice(0, 40)}" of what? Say which day is day 0.`,
      {
        fix: ['full rollout', 'launch', 'kick-off'].map((event) => ({
          title: `… of ${event}`,
          sort: 'choice' as const,
          edits: [behind(goal.pointer, goal.text, window.span[1], ` of ${event}`)],
        })),
      },
    );
  },
});
