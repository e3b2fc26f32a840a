// "Launch transformer v2 by June": shipping it is in the team's own hands, and may help nobody.
import { behind } from '../behind.js';
import { markdown, rule, yaml } from '../rule.js';
import { caution, spotOf } from './goal-vague.js';

export default rule({
  id: 'goal-is-output',
  group: 'measurability',
  kinds: ['prd', 'one-pager'],
  level: 'warning',
  prose: true,
  says: 'This is a delivery and not an outcome: what gets better for whom once it is there?',
  because: 'A delivery is reached by shipping, whether or not it helps anybody. Success is what changes in the customer’s hands.',
  source: '"PM responsibilities in AI": "what does success look like in the customer’s hands?"',
  bad: [
    yaml`
      kind: prd
      goal: <|launch transformer v2 by June 2027|>
    `,
    markdown`
      ---
      kind: one-pager
      ---
      # Invoice reader

      ## Success statement

      <|Ship the invoice reader to all branches by 2027-03-31.|>
    `,
  ],
  good: [
    yaml`
      kind: prd
      goal: cut handling time from 11 to 9.5 minutes by 2027-03-31 while CSAT drops by at most 0.1
    `,
    markdown`
      ## Goal

      Launch the triage assistant so that median waiting time falls by 20 minutes by 2027-03-31.
    `,
  ],
  check({ facts }, report) {
    const goal = facts.goal;
    const output = goal?.reading.output;
    // One sentence that is nothing but the delivery and its date; a delivery without a date is left to goal-vague.
    if (!goal || !output || goal.text.includes('\n') || !goal.reading.window || goal.targetInMetrics) return;
    const { direction, magnitude, target } = goal.reading;
    if (
      magnitude ||
      target ||
      direction ||
      /\bso that\b|\bin order to\b|\bto (?:help|enable|let|reduce|increase|cut|raise)\b/i.test(goal.text)
    )
      return;
    const end = goal.text.replace(/(?<![.\s])[.\s]+$/, '').length;
    report(spotOf(goal), undefined, {
      fix: {
        title: 'Say what it changes: "so that …"',
        sort: 'template',
        edits: [
          behind(goal.pointer, goal.text, end, ' so that ${1:<users>} ${2:<metric>} ${3:rises|falls} from ${4:<value>} to ${5:<value>}'),
        ],
      },
      ...caution(goal),
    });
  },
});
