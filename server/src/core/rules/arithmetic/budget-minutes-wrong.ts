// 99.9 % over a month is 43.2 minutes, whatever the document says.
import { budgetMinutes } from '../../math/availability.js';
import { leaves } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'budget-minutes-wrong',
  group: 'arithmetic',
  kinds: ['monitoring', 'prd'],
  level: 'error',
  prose: true,
  says: 'These minutes do not follow from the objective.',
  because: 'The budget decides when releases stop. Ten times too much is found out after the outage.',
  source: 'arithmetic (A15)',
  bad: [
    yaml`
      kind: monitoring
      slos: [99.9 % of requests over 30 days (<|4.3 minutes|> of downtime)]
    `,
    markdown`
      ---
      kind: prd
      ---
      # Route planner

      ## SLOs

      - Availability 99.5 %, that is <|21 min|> of downtime per month
    `,
  ],
  good: [
    yaml`
      kind: monitoring
      slos: [99.9 % of requests over 30 days (43.2 minutes of downtime)]
    `,
    markdown`
      ## SLOs

      - Availability 99.95 %, that is about 22 min of downtime per month
      - 99.9 % of requests; page after 5 minutes of errors
    `,
  ],
  check({ artifact }, report) {
    for (const { pointer, text } of leaves(artifact)) {
      if (text.verbatim === 'code' || !/^\/(?:slos|error_budget_policy|metrics|guardrails)/.test(pointer)) continue;
      for (const sentence of text.text.matchAll(/[^;\n]{1,240}/g)) {
        const objectives = [...sentence[0].matchAll(/\b(9\d(?:\.\d+)?)\s?%/g)];
        const minutes = [
          ...sentence[0].matchAll(/\b(\d+(?:\.\d+)?) ?(?:min(?:utes?)?)\b(?: of)? (?:downtime|error budget|budget|allowed|outage)/gi),
        ];
        const month = /\b(?:30[- ]days?|month(?:ly)?)\b/i.test(sentence[0]);
        const [objective, stated] = [objectives[0], minutes[0]];
        if (objectives.length !== 1 || minutes.length !== 1 || !objective || !stated || !month) continue;
        if (/\b(?:28|31|7|90)[- ]days?|\bweek|\bquarter|\byear/i.test(sentence[0])) continue;
        const computed = budgetMinutes(Number(objective[1]) / 100, 30);
        // A month has 28 to 31 days, and people round.
        if (computed === undefined || Math.abs(Number(stated[1]) / computed - 1) < 0.09 || Math.abs(Number(stated[1]) - computed) < 1)
          continue;
        const length = /^\d+(?:\.\d+)? ?min(?:utes?)?/i.exec(stated[0])?.[0].length ?? stated[0].length;
        const from = sentence.index + stated.index;
        report(
          { pointer, from, to: from + length },
          `${objective[1]} % over 30 days allows ${round(computed)} minutes, not ${stated[1]}.`,
          {
            fix: {
              title: `${round(computed)} minutes`,
              sort: 'choice',
              edits: [{ within: pointer, from, to: from + length, text: `${round(computed)} minutes` }],
            },
          },
        );
      }
    }
  },
});

const round = (value: number): number => Number(value.toFixed(1));
