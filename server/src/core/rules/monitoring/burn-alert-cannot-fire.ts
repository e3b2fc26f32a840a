// 14.4 times the budget of a 93 % objective is more than every request failing.

import { numberAt } from '../../facts/experiment.js';
import { rowsAt } from '../../facts/rows.js';
import { readSlo } from '../../language/slo.js';
import { burnCanFire, burnErrorRate } from '../../math/availability.js';
import { type Artifact, textAt } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'burn-alert-cannot-fire',
  group: 'monitoring',
  kinds: ['monitoring'],
  level: 'error',
  says: 'This burn-rate alert can never fire: it would need more than 100 % errors.',
  because: 'A burn rate only works below 1/(1 − objective). Above that even a full outage stays silent.',
  source: 'arithmetic (A15); Site Reliability Workbook, alerting on SLOs',
  bad: [
    yaml`
      kind: monitoring
      slos: [93 % of summaries are accepted over 30 days]
      alerts:
        - {name: fast burn, burn_rate: <|14.4|>, long_window: 1 h}
    `,
    markdown`
      ## SLOs

      - 90 % of answers arrive in under 2 s over 28 days

      ## Alerts

      | Name | Burn rate | Long window |
      |---|---|---|
      | Fast burn | <|13.44|> | 1 h |
    `,
  ],
  good: [
    yaml`
      kind: monitoring
      slos: [99 % of summaries are accepted over 30 days]
      alerts:
        - {name: fast burn, burn_rate: 14.4, long_window: 1 h}
    `,
    markdown`
      ## SLOs

      - 90 % of answers arrive in under 2 s over 28 days

      ## Alerts

      | Name | Burn rate | Long window |
      |---|---|---|
      | Slow burn | 5.6 | 6 h |
    `,
  ],
  check({ artifact }, report) {
    const objective = onlyObjective(artifact);
    if (objective === undefined) return;
    for (const row of rowsAt(artifact, '/alerts')) {
      const at = `${row.pointer}/burn_rate`;
      const factor = row.prose ? undefined : numberAt(artifact, at);
      if (factor === undefined || burnCanFire(factor, objective) !== false) continue;
      const rate = (burnErrorRate(factor, objective) ?? 0) * 100;
      const most = Math.floor((1 / (1 - objective)) * 0.7 * 10) / 10;
      report(at, `${factor} × ${round((1 - objective) * 100)} % is ${round(rate)} % errors: this alert can never fire.`, {
        fix: { title: `Lower it to ${most}`, sort: 'choice', edits: [{ put: at, text: String(most) }] },
      });
    }
  },
});

/** Where there are several, which one the alert means is not known. */
function onlyObjective(artifact: Artifact): number | undefined {
  const found = rowsAt(artifact, '/slos').flatMap((row) => {
    const stated =
      numberAt(artifact, `${row.pointer}/objective`) ?? readSlo(textAt(artifact, row.pointer), artifact.vocabulary).objective?.value;
    return stated === undefined ? [] : [stated];
  });
  const only = found[0];
  return found.length === 1 && only !== undefined && only > 0 && only < 100 ? only / 100 : undefined;
}
const round = (value: number): number => Number(value.toPrecision(4));
