// A promise of 100 % leaves no room for a single failed request, and so for no release.
import { rowsAt } from '../../facts/rows.js';
import { readSlo } from '../../language/slo.js';
import { textAt } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'slo-100',
  group: 'monitoring',
  kinds: ['monitoring', 'prd'],
  level: 'error',
  says: 'An objective of 100 % leaves no error budget: nothing may ever fail, nothing may be released.',
  because: 'At 99.9 % over 30 days 43.2 minutes may fail. At 100 % the first failed request breaks the promise.',
  source: 'OpenSLO (a target is below 1); Site Reliability Workbook',
  bad: [
    yaml`
      kind: monitoring
      slos:
        - {sli: requests answered, objective: <|100 %|>, window: 30 days}
    `,
    markdown`
      ---
      kind: prd
      ---
      # Route planner

      ## SLOs

      - <|100 % of route requests answered in under 2 s over 30 days|>
    `,
  ],
  good: [
    yaml`
      kind: monitoring
      slos:
        - {sli: requests answered, objective: 99.9 %, window: 30 days}
    `,
    markdown`
      ## SLOs

      - 99.5 % of route requests answered in under 2 s over 30 days, measured on 100 % of traffic
    `,
  ],
  check({ artifact }, report) {
    for (const { at, objective } of objectivesOf(artifact)) {
      if (objective !== 100) continue;
      const text = textAt(artifact, at);
      const found = /\b100(?:\.0+)?(?=\s?%)/.exec(text) ?? /\b100(?:\.0+)?\b/.exec(text);
      report(
        at,
        undefined,
        found
          ? {
              fix: [99.9, 99.5, 99].map((value) => ({
                title: `Promise ${value} %`,
                sort: 'choice' as const,
                edits: [{ within: at, from: found.index, to: found.index + found[0].length, text: String(value) }],
              })),
            }
          : {},
      );
    }
  },
});

function objectivesOf(artifact: Parameters<typeof rowsAt>[0]) {
  return rowsAt(artifact, '/slos').flatMap((row) => {
    const at = textAt(artifact, `${row.pointer}/objective`) === '' ? row.pointer : `${row.pointer}/objective`;
    const text = textAt(artifact, at);
    const objective =
      at === row.pointer
        ? readSlo(text, artifact.vocabulary).objective?.value
        : Number(/^\s*(\d+(?:\.\d+)?)\s*%?\s*$/.exec(text)?.[1] ?? Number.NaN);
    return objective === undefined ? [] : [{ at, objective }];
  });
}
