// "Review results": decided after the data are in, when everybody knows which answer they would like.
import { textBelow } from '../../facts/rows.js';
import { findPlaceholders } from '../../language/placeholder.js';
import { behind } from '../behind.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'decision-rule-missing',
  group: 'experimentation',
  kinds: ['experiment-plan'],
  level: 'warning',
  prose: true,
  says: 'Decide before you see the data: which number ships it, which one stops it?',
  because: 'Without a limit that was set before, every result can be argued into a success.',
  source: 'Spotify Engineering, risk-aware product decisions in A/B tests',
  bad: [
    yaml`
      kind: experiment-plan
      decision_rule: <|review the results with the team|>
    `,
    markdown`
      ## Decision rule

      <|If the new triage looks better, we roll it out.|>
    `,
  ],
  good: [
    yaml`
      kind: experiment-plan
      decision_rule: {ship: lower bound of the CTR effect > 0 and all guardrails hold, stop: upper bound < 0}
    `,
    markdown`
      ## Decision rule

      Ship if the gain is significant and no guardrail is crossed; stop otherwise.
    `,
  ],
  check({ artifact }, report) {
    const text = textBelow(artifact, '/decision_rule');
    if (text.trim() === '' || text.length > 600 || decided.test(text) || findPlaceholders(text).length > 0) return;
    const end = text.replace(/(?<![.\s])[.\s]+$/, '').length;
    report(
      '/decision_rule',
      undefined,
      artifact.places.get('/decision_rule')?.text
        ? {
            fix: {
              title: 'Add the limits',
              sort: 'template',
              edits: [
                behind(
                  '/decision_rule',
                  text,
                  end,
                  '; ship if the lower bound of the ${1:effect} is above ${2:0} and every guardrail holds, stop if ${3:the upper bound is below 0}',
                ),
              ],
            },
          }
        : {},
    );
  },
});

const decided =
  /[<>≤≥=\d]|\b(?:significan\w+|non-?inferior\w*|confidence|interval|lower bound|upper bound|posterior|probability|zero|threshold|statistic\w*)\b/i;
