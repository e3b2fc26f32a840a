// On few rows the PSI of two samples of the very same data exceeds the limit by chance.

import type { DriftFact } from '../../facts/drift.js';
import { chance, count, decimal } from '../../facts/sums/sum.js';
import { quietAlarmShare, quietPsiQuantile, quietSample } from '../../math/drift.js';
import { type Fix, markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'drift-window-too-small',
  group: 'data',
  kinds: ['data-readiness', 'monitoring'],
  level: 'warning',
  says: 'On so few rows chance alone exceeds the limit.',
  because: 'Alarms that mean nothing are switched off, and the one that means something goes with them.',
  source: 'B. Yurdakul, Statistical properties of the population stability index (2018); A11',
  bad: [
    yaml`
      kind: data-readiness
      drift_detection:
        - signal: basket size
          metric: PSI
          bins: 10
          warn: "0.1"
          alert: "0.25"
          window: daily
          min_sample: <|200|>
    `,
    markdown`
      ---
      kind: monitoring
      ---
      # Monitoring of the triage model

      ## Drift

      - Age of patients: PSI, 10 bins, warn 0.1, alert 0.25, daily, n = <|150|> vs 5,000
    `,
    yaml`
      kind: monitoring
      drift:
        - PSI of query length, 20 bins, warn 0.1, hourly, n ≥ <|500|>
    `,
  ],
  good: [
    yaml`
      kind: data-readiness
      drift_detection:
        - PSI, 10 bins, warn .1, alert .25, daily, n ≥ 1000
    `,
    markdown`
      ## Drift

      | Signal | Metric | Warn | Alert | Window | Sample |
      |---|---|---|---|---|---|
      | Amount | PSI, 10 bins | 0.2 | 0.4 | weekly | 400 |
    `,
  ],
  check({ facts, threshold }, report) {
    for (const check of facts.drift) {
      const { sample, reference, bins } = check;
      if (check.distance !== 'psi' || !sample || sample.value < 2) continue;
      const limit = check.warn?.value ?? check.alert?.value ?? threshold('psi_warn');
      if (!(limit > 0) || limit > 1) continue;
      const quantile = quietPsiQuantile({ sample: sample.value, reference, bins });
      const share = quietAlarmShare({ sample: sample.value, reference, bins }, limit);
      if (quantile === undefined || share === undefined || quantile < limit) continue;
      const needed = quietSample({ threshold: limit, reference, bins });
      const rows = needed !== undefined && Number.isFinite(needed) ? needed : undefined;
      report(
        sample,
        `On ${count(sample.value)} rows ${chance(share)} of quiet windows exceed ${decimal(limit, 3)} by chance.${why(check, rows)}`,
        { fix: rows === undefined ? [] : enlarge(check, rows) },
      );
    }
  },
});

function why({ reference, bins }: DriftFact, rows: number | undefined): string {
  const against = reference === undefined ? 'a reference of the same size' : `a reference of ${count(reference)} rows`;
  const mend = rows === undefined ? 'The reference alone is too small.' : `From ${count(rows)} rows on it is one in twenty.`;
  return `\n${mend} Reckoned with ${bins ?? 10} bins${bins === undefined ? ' (none given)' : ''} and ${against}.`;
}

/** Rounded up to what one would write. */
function enlarge({ sample }: DriftFact, rows: number): readonly Fix[] {
  if (!sample) return [];
  const step = rows > 1_000 ? 100 : 50;
  const text = String(Math.ceil((rows + 1) / step) * step);
  return [
    {
      title: `Make the window at least ${text} rows`,
      sort: 'choice',
      edits: [{ within: sample.pointer, from: sample.from, to: sample.to, text }],
    },
  ];
}
