// The error budget is spent, and nothing changes.

import { rowsAt, textBelow } from '../../facts/rows.js';
import { findPlaceholders } from '../../language/placeholder.js';
import { readSlo } from '../../language/slo.js';
import { dataAt } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'budget-policy-missing',
  group: 'monitoring',
  kinds: ['monitoring', 'prd'],
  level: { discover: 'hint', build: 'warning', deploy: 'warning', operate: 'warning' },
  prose: true,
  says: 'What changes when the error budget is spent? Nothing is said.',
  because: 'Without a consequence the objective is a wish, and the argument is held during the incident.',
  source: 'Google, example error budget policy; "PM responsibilities in AI": error budgets',
  bad: [
    yaml`
      kind: monitoring
      phase: build
      <|slos|>: [99.9 % of requests are answered over 30 days]
    `,
    markdown`
      ---
      kind: prd
      ---
      # Route planner

      ## <|SLOs|>

      - 99.5 % of route requests answered in under 2 s over 28 days
    `,
  ],
  good: [
    yaml`
      kind: monitoring
      slos: [99.9 % of requests are answered over 30 days]
      error_budget_policy:
        - {spent: 100 %, action: freeze releases except fixes}
    `,
    markdown`
      ## SLOs

      - 99.5 % of route requests answered in under 2 s over 28 days. When the error budget is spent, releases stop.
    `,
  ],
  check({ artifact }, report) {
    // "Non-functional requirements" hold numbers that nobody meant as an objective.
    if (artifact.kind !== 'monitoring' && !/\bslos?\b|service[- ]level|objective/i.test(artifact.places.get('/slos')?.words ?? '')) return;
    if (dataAt(artifact, '/error_budget_policy') !== undefined || /\berror budget|budget policy/i.test(artifact.source)) return;
    // Examples in brackets are nobody's objectives.
    if (findPlaceholders(textBelow(artifact, '/slos')).length > 0) return;
    if (!rowsAt(artifact, '/slos').some((row) => readSlo(row.text, artifact.vocabulary).objective !== undefined)) return;
    report({ keyOf: '/slos' }, undefined, {
      fix: {
        title: 'Add an error budget policy',
        sort: 'template',
        edits: [
          {
            add: '/error_budget_policy',
            value: [
              { spent: '75 %', action: '${1:ramp more slowly, tests first}' },
              { spent: '100 %', action: '${2:freeze releases except fixes and security}' },
            ],
          },
        ],
      },
    });
  },
});
