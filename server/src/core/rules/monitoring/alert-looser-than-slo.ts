// The alert rings far behind the promise: the budget is gone before anybody knows.
import type { AlertFact } from '../../facts/alerts.js';
import { milliseconds, percentileIn, type SloFact } from '../../facts/slos.js';
import { latencyAlertInside, silentSpend } from '../../math/availability.js';
import { replaceNumber } from '../replaceNumber.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'alert-looser-than-slo',
  group: 'monitoring',
  kinds: ['monitoring'],
  level: 'error',
  prose: true,
  says: 'This alert rings only beyond the objective: the budget is spent in silence.',
  because: 'Between the promise and the alert lies a range in which users suffer and nobody is told.',
  source: 'arithmetic (A16); Site Reliability Workbook, alerting on SLOs',
  bad: [
    yaml`
      kind: monitoring
      slos: ["99.5 % of claims are scored without an error over 30 days"]
      alerts:
        - {name: Errors, signal: error rate, op: ">", threshold: <|2 %|>, for: 10 min, owner: "@sam"}
    `,
    markdown`
      ## SLOs

      - p95 latency below 300 ms over 28 days

      ## Alerts

      | Alert | Condition | Severity |
      |---|---|---|
      | Slow | <|p95 latency > 500 ms for 10 min|> | page |
    `,
    markdown`
      ## SLOs

      | Indicator | Threshold | Objective | Window |
      |---|---|---|---|
      | suggestions answered in time | 800 ms | 95 % | 30 days |

      ## Alerts

      - <|Page @li when p95 latency exceeds 2 s for 5 minutes|>
    `,
  ],
  good: [
    yaml`
      kind: monitoring
      slos: ["99.5 % of claims are scored without an error over 30 days"]
      alerts:
        - {name: Errors, signal: error rate, op: ">", threshold: 2 %, for: 10 min, owner: "@sam"}
        - {name: Burn, signal: error budget burn, burn_rate: 6, long_window: 6 h, short_window: 30 min, owner: "@sam"}
    `,
    markdown`
      ## SLOs

      - p95 latency below 300 ms over 28 days

      ## Alerts

      - Ticket for @li when p95 latency > 280 ms for 30 min
      - Page @li when p95 latency > 600 ms for 5 min
      - Page @li when p99 latency > 2 s for 5 min
    `,
  ],
  check({ artifact, facts }, report) {
    // A burn-rate alert sees every pace at which the budget goes.
    if (facts.alerts.some(({ burn, metric }) => burn !== undefined || metric?.id === 'error-budget') || /\bburn/i.test(facts.watched.text))
      return;
    const latencies = comparable(
      facts.slos.filter(({ latency }) => latency !== undefined),
      facts.alerts,
      inSameLatency,
    );
    for (const { alert, slo } of latencies) {
      const ms = milliseconds(alert.condition?.threshold);
      if (ms === undefined || !slo.latency || latencyAlertInside(ms, slo.latency.ms) !== false) continue;
      report(
        alert.conditionAt,
        `The alert rings at ${time(ms)}, the objective is ${time(slo.latency.ms)}: in between nobody is told.`,
        replaceNumber(artifact, alert.conditionAt, alert.condition?.threshold.value, ring(time(slo.latency.ms))),
      );
    }
    const errors = comparable(
      facts.slos.filter((slo) => slo.errors !== undefined),
      facts.alerts,
      aboutErrors,
    );
    for (const { alert, slo } of errors) {
      const rate = (alert.condition?.threshold.value ?? 0) / 100;
      const objective = 1 - (slo.errors ?? 0);
      const window = slo.objective?.windowDays;
      const spend = rate <= 1 ? silentSpend(objective, rate, window ?? 30) : undefined;
      if (!spend || !Number.isFinite(spend.silentDays) || spend.burnRate <= 1.0001) continue;
      const bound = `${short((slo.errors ?? 0) * 100)} %`;
      report(
        alert.conditionAt,
        `Just below ${short(rate * 100)} % errors the budget is gone in ${short(spend.silentDays)} days, in silence.\n${short(objective * 100)} % allows ${bound}${window === undefined ? '; 30 days are assumed' : ` over ${short(window)} days`}. Ring at ${bound}, or on the burn rate.`,
        replaceNumber(artifact, alert.conditionAt, alert.condition?.threshold.value, ring(bound)),
      );
    }
  },
});

interface Pair {
  readonly alert: AlertFact;
  readonly slo: SloFact;
}

/** Alerts on the only objective of their sort; where one of them is inside it, the looser ones are second steps. */
function comparable(
  slos: readonly SloFact[],
  alerts: readonly AlertFact[],
  same: (alert: AlertFact, slo: SloFact) => boolean,
): readonly Pair[] {
  const slo = slos[0];
  if (slos.length !== 1 || !slo) return [];
  const pairs = alerts
    .filter((alert) => alert.condition?.change === undefined && /^>=?$/.test(alert.condition?.comparator ?? '') && same(alert, slo))
    .map((alert) => ({ alert, slo }));
  const inside = ({ alert }: Pair): boolean => {
    const threshold = alert.condition?.threshold;
    return slo.latency
      ? (milliseconds(threshold) ?? Infinity) <= slo.latency.ms
      : (threshold?.value ?? Infinity) / 100 <= (slo.errors ?? 0) * 1.0001;
  };
  return pairs.some(inside) ? [] : pairs;
}

function inSameLatency({ metric, condition, text }: AlertFact, { latency }: SloFact): boolean {
  if (metric?.id !== 'latency' && !(condition?.threshold.percentile !== undefined || /\blatency|\bresponse time/i.test(text))) return false;
  if (metric !== undefined && metric.id !== 'latency') return false;
  const own = condition?.threshold.percentile ?? percentileIn(text);
  return (
    milliseconds(condition?.threshold) !== undefined &&
    (own === undefined || latency?.percentile === undefined || own === latency.percentile)
  );
}

const aboutErrors = ({ metric, condition }: AlertFact): boolean =>
  metric?.id === 'error-rate' && condition?.threshold.unit === '%' && condition.threshold.basis !== 'relative';

const ring = (bound: string) => ({ title: `Ring at ${bound}`, text: bound });
const time = (ms: number): string => (ms >= 1000 ? `${short(ms / 1000)} s` : `${short(ms)} ms`);
const short = (value: number): string => String(Number(value.toPrecision(4)));
