// Only numbers that come in at the end of the quarter. Judged where every metric in the list is one that we know.
import { dataAt } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'leading-lagging-missing',
  group: 'measurability',
  kinds: ['prd'],
  level: 'warning',
  prose: true,
  says: 'All metrics come in late: which one moves in the first weeks?',
  because: 'A late metric tells you that it failed when it can no longer be mended. An early one alone may never turn into value.',
  source: '"PM responsibilities in AI": at least one leading and one lagging metric',
  bad: [
    yaml`
      kind: prd
      metrics:
        business:
          - <|quarterly revenue +3 %|>
          - annual churn ≤ 6 %
    `,
    markdown`
      ## Success metrics

      | Metric | Target |
      |---|---|
      | <|Customer lifetime value|> | +5 % |
      | Net revenue retention | ≥ 104 % |
    `,
  ],
  good: [
    yaml`
      kind: prd
      metrics:
        technical: [p95 latency ≤ 300 ms]
        business: [quarterly revenue +3 %]
    `,
    markdown`
      ## Success metrics

      - Click-through rate on suggestions ≥ 4.3 %
      - Churn after 90 days ≤ 6 %
    `,
  ],
  check({ artifact, facts }, report) {
    const { metrics } = facts;
    if (metrics.length < 2 || metrics.some(({ entry }) => entry === undefined)) return;
    if (!metrics.every(({ entry }) => entry?.timing === 'lagging')) return;
    const first = metrics[0] as (typeof metrics)[0];
    const last = metrics[metrics.length - 1] as (typeof metrics)[0];
    report(dataAt(artifact, `${first.pointer}/name`) === undefined ? first.pointer : `${first.pointer}/name`, undefined, {
      fix: {
        title: 'Add a metric that moves early',
        sort: 'template',
        edits: [{ append: `/metrics/${last.group}`, value: '${1:click-through rate} ${2:≥ 4.3 %}' }],
      },
    });
  },
});
