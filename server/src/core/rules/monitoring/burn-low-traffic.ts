// With so few requests a single failure is already more than the alert's limit.
import { requestsPerHourIn } from '../../facts/traffic.js';
import { fewestRequestsPerHour, singleFailureBurn } from '../../math/availability.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'burn-low-traffic',
  group: 'monitoring',
  kinds: ['monitoring'],
  level: 'warning',
  prose: true,
  says: 'With so little traffic a single failed request sets this alert off.',
  because: 'Who is woken by one failure among fifty soon believes no alert at all.',
  source: 'Site Reliability Workbook, alerting on SLOs: low-traffic services; arithmetic (A15)',
  noFix: 'a longer window, synthetic requests or a lower objective: each has its price',
  bad: [
    yaml`
      kind: monitoring
      traffic: {requests_per_day: 1200}
      slos: ["99.9 % of scans are read without an error over 30 days"]
      alerts:
        - {name: Fast, burn_rate: <|14.4|>, long_window: 1 h, short_window: 5 min, owner: "@li"}
    `,
    markdown`
      ## SLOs

      - 99.9 % of 50 requests per hour succeed over 30 days

      ## Alerts

      | Alert | Burn rate | Long window | Short window | Owner |
      |---|---|---|---|---|
      | Fast | <|14.4|> | 1 h | 5 min | @li |
    `,
  ],
  good: [
    yaml`
      kind: monitoring
      traffic: {requests_per_day: 120000}
      slos: ["99.9 % of scans are read without an error over 30 days"]
      alerts:
        - {name: Fast, burn_rate: 14.4, long_window: 1 h, short_window: 5 min, owner: "@li"}
    `,
    markdown`
      ## SLOs

      - 99 % of 50 requests per hour succeed over 30 days

      ## Alerts

      - Page @li at a burn rate of 6 over 6 h and 30 min
    `,
  ],
  check({ artifact, facts, initiative, self }, report) {
    const objectives = facts.slos.filter(({ objective, latency }) => objective !== undefined && latency === undefined);
    const objective = objectives.length === 1 ? objectives[0]?.objective?.value : undefined;
    const members = [self, ...initiative.members.filter((member) => member !== self)];
    const traffic = requestsPerHourIn(artifact) ?? members.flatMap((member) => requestsPerHourIn(member.artifact) ?? [])[0];
    if (objective === undefined || objective >= 1 || traffic === undefined) return;
    for (const { burn } of facts.alerts) {
      if (!burn) continue;
      const hours = burn.longHours ?? 1;
      const fewest = fewestRequestsPerHour(burn.factor, objective, hours);
      const single = singleFailureBurn(traffic, objective, hours);
      if (fewest === undefined || single === undefined || traffic >= fewest) continue;
      report(
        burn.at,
        `One failure among ${number(traffic * hours)} requests burns ${number(single)} times as fast as allowed: it rings.\nIt takes ${number(Math.ceil(fewest))} requests an hour at ${number(objective * 100)} %: use a longer window, synthetic requests or a lower objective.`,
      );
    }
  },
});

const number = (value: number): string => String(Number(value.toPrecision(4)));
