// Many features, each tested at five per cent, every day: the false alarms can be counted beforehand.

import { chance, decimal } from '../../facts/sums/sum.js';
import { alarmFlood } from '../../math/drift.js';
import { textAt } from '../../model/artifact.js';
import { behind } from '../behind.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'drift-alert-flood',
  group: 'data',
  kinds: ['monitoring'],
  level: 'warning',
  profile: 'strict',
  prose: true,
  says: 'So many tests at this level ring every day although nothing has changed.',
  because: 'A test at 5 % is wrong once in twenty times by design; forty of them a day are an alarm that nobody reads.',
  source: 'Multiple testing; A11',
  bad: [
    markdown`
      ---
      kind: monitoring
      ---
      # Monitoring of the price model

      ## Drift

      - <|KS test on each of 40 features, alert when p < 0.05, daily|>
    `,
    yaml`
      kind: monitoring
      drift:
        - signal: <|120 numeric columns|>
          metric: chi-square test
          alert: p < 0.01
          window: hourly
    `,
  ],
  good: [
    markdown`
      ---
      kind: monitoring
      ---
      # Monitoring of the price model

      ## Drift

      - KS test on each of 40 features, p < 0.05 Bonferroni-corrected, daily
    `,
    yaml`
      kind: monitoring
      drift:
        - signal: 8 sensor signals
          metric: KS test
          alert: p < 0.001
          window: daily
    `,
  ],
  check({ artifact, facts, threshold }, report) {
    for (const { pointer, text, prose, features, alpha, runsPerDay } of facts.drift) {
      if (!features || !alpha || !runsPerDay || corrected.test(text)) continue;
      const flood = alarmFlood(features, alpha.value, runsPerDay);
      if (!flood || flood.perDay <= threshold('drift_false_alarms')) continue;
      const at = prose ? pointer : alpha.pointer;
      const end = prose ? text.replace(/(?<![.\s])[.\s]+$/, '').length : alpha.to;
      const words = `, Bonferroni-corrected over ${features} features`;
      report(
        pointer,
        `${decimal(flood.perDay, 1)} false alarms a day: ${features} features × ${decimal(alpha.value, 4)} × ${decimal(runsPerDay, 2)} runs a day.\n${chance(flood.atLeastOne)} of quiet days have at least one, if the tests are independent.`,
        {
          fix: {
            title: 'Correct for the number of tests',
            sort: 'choice',
            edits: [behind(at, textAt(artifact, at), end, words)],
          },
        },
      );
    }
  },
});

const corrected =
  /\bbonferroni|\bholm\b|\bbenjamini|\bfdr\b|\bfalse discovery|\bfamily-?wise|\bcorrect(?:ed|ion)\b|\badjusted\b|\bmultiple[- ]test/i;
