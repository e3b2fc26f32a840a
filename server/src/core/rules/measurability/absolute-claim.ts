// "No hallucinations": no sample can show zero. Only about what a model gets wrong, and only where success is stated.
import { cleanTrialsFor } from '../../math/interval.js';
import { leaves } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'absolute-claim',
  group: 'measurability',
  kinds: ['prd', 'experiment-plan', 'retrospective', 'one-pager'],
  level: 'warning',
  prose: true,
  says: 'No sample can show "never" or "all": which rate would still be acceptable, on how many cases?',
  because: 'Without a failure in 300 cases the rate may still be 1 % (rule of three). A promise of zero is broken by the first one.',
  source: 'Hanley & Lippman-Hand, "If nothing goes wrong, is everything all right?", JAMA 249 (1983)',
  bad: [
    yaml`
      kind: prd
      metrics:
        technical: [<|no hallucinations|>, p95 latency ≤ 2 s]
        business: [containment ≥ 40 %]
    `,
    markdown`
      ## Success metrics

      - <|100 % accuracy|> on the intake forms
      - Average handling time ≤ 9 min
    `,
  ],
  good: [
    yaml`
      kind: prd
      metrics:
        technical: [at most 2 % unsupported claims on 1 000 answers of eval@v3]
    `,
    markdown`
      ## Success metrics

      - 100 % of answers carry a link to their source
      - No downtime longer than 5 minutes
    `,
  ],
  check({ artifact }, report) {
    for (const { pointer, text } of leaves(artifact)) {
      if (text.verbatim === 'code' || !stated.has(pointer.split('/')[1] as string)) continue;
      const found = absolute.exec(text.text);
      if (!found) continue;
      const at = { pointer, from: found.index, to: found.index + found[0].length };
      const correct = found[1] !== undefined || found[2] !== undefined || /always/i.test(found[0]);
      report(at, `"${found[0].slice(0, 30)}" cannot be shown: ${cleanTrialsFor(0.01)} clean cases only prove less than 1 % wrong.`, {
        fix: {
          title: 'Make it a rate on a number of cases',
          sort: 'template',
          edits: [
            {
              within: pointer,
              from: at.from,
              to: at.to,
              text: correct ? '${1:at least 98 %} correct on ${2:1,000} cases' : `\${1:at most 1 %} ${noun(found[0])} on \${2:1,000} cases`,
            },
          ],
        },
      });
    }
  },
});

const stated: ReadonlySet<string> = new Set([
  'goal',
  'success_statement',
  'success_metrics',
  'metrics',
  'guardrails',
  'launch_gate',
  'llm_eval',
  'decision_rule',
  'goal_vs_actual',
]);

const faults =
  'hallucinat(?:ions?|ed \\w{1,20})|false (?:positives?|negatives?|alarms?)|misclassifications?|unsupported claims|wrong answers|incorrect answers|fabricat(?:ions?|ed \\w{1,20})';
const absolute = new RegExp(
  `\\b(?:no|zero|0)\\s+(?:${faults})\\b|\\bnever (?:hallucinat\\w+|wrong)\\b|(?<![\\d.])(100\\s?(?:%|percent) (?:accura(?:cy|te)|precision|recall|correct\\w{0,6}))\\b|\\b((?:accuracy|precision|recall)(?: of| at|:| =)? 100\\s?%)|\\balways (?:correct|accurate|right)\\b`,
  'i',
);

const noun = (words: string): string => words.replace(/^(?:no|zero|0|never)\s+/i, '');
