// Only model scores. Judged where every metric in the list is one that we know.
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'metrics-one-sided',
  group: 'measurability',
  kinds: ['prd'],
  level: 'error',
  prose: true,
  says: 'No business metric: a model score is not the outcome.',
  because: 'A better score that moves no business metric is a cost, and nobody can tell from it whether users gained anything.',
  source: '"PM responsibilities in AI": accuracy, latency, business lift',
  bad: [
    yaml`
      kind: prd
      metrics:
        <|technical|>: [F1 ≥ 0.82, AUC ≥ 0.9]
    `,
    markdown`
      ## Success metrics

      - <|p95 latency ≤ 300 ms|>
      - Word error rate ≤ 8 %
    `,
  ],
  good: [
    yaml`
      kind: prd
      metrics:
        technical: [F1 ≥ 0.82]
        business: [conversion lift of 0.3 points]
    `,
    markdown`
      ## Success metrics

      - p95 latency ≤ 300 ms
      - Chargeback rate ≤ 0.4 %
    `,
  ],
  check({ artifact, facts }, report) {
    const { metrics } = facts;
    const first = metrics[0];
    // The other side, nothing but business metrics, is not judged: what a product must do technically stands elsewhere in real documents.
    if (!first || metrics.length < 2 || metrics.some(({ entry, group }) => entry === undefined || group !== 'technical')) return;
    const names = metrics.slice(0, 2).map(({ name, entry }) => entry?.names[0] ?? name);
    report(
      artifact.places.get('/metrics/technical')?.key ? { keyOf: '/metrics/technical' } : first.pointer,
      `No business metric beside ${names.join(' and ').slice(0, 42)}: a model score is not the outcome.`,
      {
        fix: {
          title: 'Add a business metric',
          sort: 'template',
          edits: [{ add: '/metrics/business', value: ['${1:conversion} rises from ${2:2.0} % to ${3:2.3} %'] }],
        },
      },
    );
  },
});
