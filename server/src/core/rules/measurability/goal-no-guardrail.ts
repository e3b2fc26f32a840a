// A goal that protects nothing can be reached at any price.
import { errorFrom, markdown, rule, yaml } from '../rule.js';
import { caution, isReadable, spotOf } from './goal-vague.js';

export default rule({
  id: 'goal-no-guardrail',
  group: 'measurability',
  kinds: ['prd', 'one-pager'],
  level: errorFrom('build', 'warning'),
  prose: true,
  says: 'The goal protects nothing: what must not get worse while it is reached?',
  because:
    'Every metric can be bought with another one: clicks with complaints, speed with errors. The guardrail is what you refuse to pay.',
  source: '"PM responsibilities in AI": "… while preserving NPS"; guardrails are set up front',
  bad: [
    yaml`
      kind: prd
      goal: <|lift CTR on recommended items by 8 % relative within 90 days of full rollout|>
    `,
    markdown`
      ## Goal

      <|Reduce average handling time from 11 to 9.5 minutes by 2027-03-31.|>
    `,
    markdown`
      ---
      kind: one-pager
      ---
      # Recommender

      ## Success statement

      <|Launch the new recommender by June and increase engagement.|>
    `,
  ],
  good: [
    markdown`
      ## Goal

      Useful-comment rate rises from 20 % to 35 % by 2027-03-31; median cost of a review ≤ $0.10.
    `,
    yaml`
      kind: prd
      goal: lift CTR by 8 % relative within 90 days of full rollout while complaint rate stays at or below 0.5 %
    `,
    markdown`
      ## Goal

      Reduce average handling time from 11 to 9.5 minutes by 2027-03-31.

      ## Guardrails

      - CSAT drops by at most 0.1 points
    `,
  ],
  check({ facts }, report) {
    const goal = facts.goal;
    if (!goal || !isReadable(goal) || goal.has.guardrail || secondBound.test(goal.text)) return;
    const end = goal.text.replace(/(?<![.\s])[.\s]+$/, '').length;
    report(spotOf(goal), undefined, {
      fix: {
        title: 'Add a guardrail',
        sort: 'template',
        edits: [{ within: goal.pointer, from: end, to: end, text: ' while ${1:complaint rate} stays ${2:at or below 0.5 %}' }],
      },
      ...caution(goal),
    });
  },
});

/** "Useful comments ≥ 35 %; cost per review ≤ $0.10": the second bound protects something, without saying so. */
const secondBound = /\d[^;,\n]{0,60}[;,]\s[^;,\d\n]{3,60}(?:≤|<=?|\bat most|\bno more than|\bunder|\bbelow)\s?[$€£]?\d/;
