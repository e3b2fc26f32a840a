// 14.4 belongs to a window of 30 days; over 7 days it spends another share of the budget before it rings.
import type { AlertFact } from '../../facts/alerts.js';
import { burnedShare, burnFactor, shortWindowHours, usualBurnAlerts } from '../../math/availability.js';
import { type Artifact, child, textAt } from '../../model/artifact.js';
import { addTo } from '../addTo.js';
import { behind } from '../behind.js';
import { type ModelEdit, markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'burn-rate-window',
  group: 'monitoring',
  kinds: ['monitoring'],
  level: 'warning',
  prose: true,
  says: 'This burn rate does not fit the window of the objective, or has no short window beside the long one.',
  because: 'The usual factors spend 2, 5 and 10 % of a 30-day budget. A short window ends the alert soon after its cause.',
  source: 'Site Reliability Workbook, alerting on SLOs; arithmetic (A15)',
  bad: [
    yaml`
      kind: monitoring
      slos: ["99.9 % of routes are answered over 7 days"]
      alerts:
        - {name: Fast, burn_rate: <|14.4|>, long_window: 1 h, short_window: 5 min, owner: "@li"}
    `,
    markdown`
      ## SLOs

      - 99.5 % of summaries are delivered over 30 days

      ## Alerts

      | Alert | Burn rate | Long window | Owner |
      |---|---|---|---|
      | Fast | <|14.4|> | 1 h | @li |
    `,
    yaml`
      kind: monitoring
      slos: [{sli: requests answered, objective: 99.9 %, window: 90 days}]
      alerts: [Page @li at a <|6|>x burn over 6 h and 30 min]
    `,
  ],
  good: [
    yaml`
      kind: monitoring
      slos: ["99.9 % of routes are answered over 7 days"]
      alerts:
        - {name: Fast, burn_rate: 3.36, long_window: 1 h, short_window: 5 min, owner: "@li"}
    `,
    markdown`
      ## SLOs

      - 99.5 % of summaries are delivered over 28 days

      ## Alerts

      - Page @li at a burn rate of 14.4 over 1 h and 5 min
      - Ticket for @li at a burn rate of 1 over 3 d and 6 h
    `,
  ],
  check({ artifact, facts }, report) {
    const windows = new Set(facts.slos.flatMap(({ objective }) => objective?.windowDays ?? []));
    const [windowDays] = windows;
    for (const alert of facts.alerts) {
      const { burn } = alert;
      if (!burn) continue;
      const misfit = windows.size === 1 && windowDays !== undefined ? unscaled(burn, windowDays) : undefined;
      if (misfit) {
        report(burn.at, misfit.message, {
          fix: {
            title: `Rescale to ${misfit.factor}`,
            sort: 'choice',
            edits: [{ within: burn.at.pointer, from: burn.at.from, to: burn.at.to, text: String(misfit.factor) }],
          },
        });
      } else if (burn.longHours !== undefined && burn.shortHours === undefined && burn.longHours >= 0.5) {
        const short = hours(shortWindowHours(burn.longHours));
        report(burn.at, `No short window beside ${hours(burn.longHours)}: the alert rings on after the cause is gone.`, {
          fix: { title: `Add a short window of ${short}`, sort: 'choice', edits: [shortWindow(artifact, alert, short)] },
        });
      }
    }
  },
});

/** A table without a column for it takes it in the cell of the long one. */
function shortWindow(artifact: Artifact, alert: AlertFact, short: string): ModelEdit {
  const cell = child(alert.pointer, 'long_window');
  const text = textAt(artifact, cell);
  return artifact.places.get(cell)?.from === 'table'
    ? behind(cell, text, text.length, ` and ${short}`)
    : addTo(alert, 'short_window', short, ` and ${short}`);
}

/** One of the workbook's factors for 30 days, on a window that is not about 30 days. */
function unscaled(
  burn: NonNullable<AlertFact['burn']>,
  windowDays: number,
): { readonly message: string; readonly factor: number } | undefined {
  if (windowDays >= 27 && windowDays <= 32) return undefined;
  const usual = usualBurnAlerts.find(({ budgetShare, alertHours }) => {
    const factor = burnFactor(budgetShare, alertHours, 30) ?? 0;
    return Math.abs(burn.factor / factor - 1) < 0.03 && (burn.longHours === undefined || Math.abs(burn.longHours / alertHours - 1) < 0.03);
  });
  if (!usual) return undefined;
  const scaled = burnFactor(usual.budgetShare, usual.alertHours, windowDays);
  const spent = burnedShare(burn.factor, usual.alertHours, windowDays);
  if (scaled === undefined || spent === undefined) return undefined;
  const factor = Number(scaled.toPrecision(3));
  return {
    factor,
    message: `${burn.factor} over ${hours(usual.alertHours)} spends ${number(spent * 100)} % of a ${number(windowDays)}-day budget, not ${number(usual.budgetShare * 100)} %: ${factor}?\nThe factor is share × window ÷ alert window; ${burn.factor} is for 30 days.`,
  };
}

const hours = (value: number): string =>
  value >= 48 ? `${number(value / 24)} d` : value >= 1 ? `${number(value)} h` : `${number(value * 60)} min`;
const number = (value: number): string => String(Number(value.toPrecision(2 + (value >= 100 ? 1 : 0))));
