// "99.9 %" alone: of what, over which time?
import { rowsAt } from '../../facts/rows.js';
import { findPlaceholders } from '../../language/placeholder.js';
import { readSlo } from '../../language/slo.js';
import { dataAt, textAt } from '../../model/artifact.js';
import { behind } from '../behind.js';
import { errorFrom, markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'slo-incomplete',
  group: 'monitoring',
  kinds: ['monitoring', 'prd'],
  level: errorFrom('build'),
  prose: true,
  says: 'Of what, and over which time? This objective cannot be computed yet.',
  because: '99.9 % of requests over 30 days allows 43.2 minutes; over 90 days it allows two hours, in one night if need be.',
  source: '"PM responsibilities in AI": SLO for inference latency; OpenSLO',
  bad: [
    yaml`
      kind: monitoring
      phase: build
      slos: [<|availability 99.9 %|>]
    `,
    markdown`
      ---
      kind: prd
      ---
      # Route planner

      ## SLOs

      - <|99.5 % of route requests answered in under 2 s|>
    `,
  ],
  good: [
    yaml`
      kind: monitoring
      slos: [availability 99.9 % over 30 days]
    `,
    markdown`
      ## SLOs

      | Indicator | Objective | Window |
      |---|---|---|
      | Answered in under 2 s | 99.5 % | 28 days |
    `,
  ],
  check({ artifact }, report) {
    // "Non-functional requirements" hold numbers that nobody meant as an objective.
    if (artifact.kind !== 'monitoring' && !/\bslos?\b|service[- ]level|objective/i.test(artifact.places.get('/slos')?.words ?? '')) return;
    for (const row of rowsAt(artifact, '/slos')) {
      const text = textAt(artifact, row.pointer);
      if (!row.prose || findPlaceholders(text).length > 0) continue;
      const slo = readSlo(text, artifact.vocabulary);
      if (slo.objective === undefined || slo.window !== undefined || slo.confidence < 0.5) continue;
      if (dataAt(artifact, `${row.pointer}/window`) !== undefined || /\b(?:month|week|quarter|day|year|rolling|hour)/i.test(text)) continue;
      const end = text.replace(/(?<![.\s])[.\s]+$/, '').length;
      report(
        row.pointer,
        `${slo.objective.value} % over which time? 30 days allow ${(3 * (100 - slo.objective.value) * 144).toFixed(1).replace(/\.0$/, '')} minutes of failure.`,
        {
          fix: {
            title: 'Add the window',
            sort: 'template',
            edits: [behind(row.pointer, text, end, ' over ${1:30 days}')],
          },
        },
      );
    }
  },
});
