// Limits that noise exceeds, that nothing ever reaches, or that stand in the wrong order; and a p-value in the place of a size.

import type { DriftFact, LimitFact } from '../../facts/drift.js';
import { decimal } from '../../facts/sums/sum.js';
import { type Fix, markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'drift-threshold-implausible',
  group: 'data',
  kinds: ['data-readiness', 'monitoring'],
  level: 'warning',
  profile: 'strict',
  says: 'This limit rings for nothing, or never.',
  because: 'The usual reading of the index is below 0.1 stable and above 0.25 moved; far from there a number is noise or a typing error.',
  source: 'Vendor documentation of the population stability index; A11',
  bad: [
    yaml`
      kind: data-readiness
      drift_detection:
        - signal: income
          metric: PSI
          alert: <|0.01|>
          window: monthly
    `,
    markdown`
      ---
      kind: monitoring
      ---
      # Monitoring of the scorer

      ## Drift

      - Score: PSI, warn 0.1, alert <|25|>, weekly
      - Age: PSI, warn 0.3, alert <|0.2|>, weekly
      - Amount: KS test, alert when p < <|0.05|>, daily on 80,000 rows
    `,
  ],
  good: [
    yaml`
      kind: data-readiness
      drift_detection:
        - signal: income
          metric: PSI
          warn: "0.1"
          alert: "0.25"
          window: monthly
    `,
    markdown`
      ---
      kind: monitoring
      ---
      # Monitoring of the planner

      ## Drift

      - Accuracy on labelled orders: warn below 0.90, alert below 0.85, weekly
      - Temperature: KS test on 300 rows, p < 0.01, and a distance above 0.1, daily
    `,
  ],
  check({ facts, threshold }, report) {
    const usual = { warn: threshold('psi_warn'), alert: threshold('psi_alert') };
    for (const check of facts.drift) {
      const { warn, alert, distance, alpha } = check;
      if (distance === 'psi' && alert && (alert.value < 0.05 || alert.value > 1)) {
        report(
          alert,
          alert.value < 0.05
            ? `A PSI above ${decimal(alert.value, 3)} is noise on most samples; ${usual.alert} is the usual alarm.`
            : `A PSI of ${decimal(alert.value, 2)} is never reached; ${usual.alert} is the usual alarm.`,
          { fix: change(alert, usual.alert) },
        );
      } else if (distance && warn && alert && warn.value >= alert.value) {
        const swap: Fix = { title: 'Swap the two', sort: 'choice', edits: [set(warn, alert.value), set(alert, warn.value)] };
        report(alert, `It alerts at ${decimal(alert.value, 3)} and warns at ${decimal(warn.value, 3)}: the warning comes too late.`, {
          fix: warn.value > alert.value ? swap : [],
        });
      } else if (!distance && alpha && !isMeant(check)) {
        report(alpha, `p < ${decimal(alpha.value, 4)} says that something changed, not how much: on many rows, everything has.`);
      }
    }
  },
});

/** On few rows, beside a size, or corrected for many tests, a p-value does its work. */
const isMeant = ({ sample, text }: DriftFact): boolean =>
  (sample !== undefined && sample.value < 5_000) ||
  /\bdistance\b|\beffect(?: size)?\b|\bbonferroni\b|\bfdr\b|\bfamily|\bcorrected\b|\bD ?[>≥]|\bmagnitude\b|\bpsi\b/i.test(text);

const set = ({ pointer, from, to }: LimitFact, value: number) => ({ within: pointer, from, to, text: String(value) });
const change = (limit: LimitFact, value: number): Fix => ({ title: `Make it ${value}`, sort: 'choice', edits: [set(limit, value)] });
