// More pages than one person can follow up: the third of a night gets no thought.
import { rowsAt } from '../../facts/rows.js';
import { alertLoad } from '../../math/oncall.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'alert-load',
  group: 'monitoring',
  kinds: ['monitoring'],
  level: 'warning',
  prose: true,
  says: 'More pages are expected in twelve hours than one person can follow up.',
  because: 'An incident takes about six hours with its follow-up. Beyond two a shift the rest is clicked away.',
  source: 'Google, Site Reliability Engineering, being on-call; arithmetic (A17)',
  noFix: 'which alerts are merged, and which can wait until morning, only the team knows',
  bad: [
    yaml`
      kind: monitoring
      alerts:
        - {name: Errors, signal: error rate, op: ">", threshold: 1 %, severity: page, expected_per_day: 3}
        - {name: Latency, signal: p95 latency, op: ">", threshold: 400 ms, severity: page, expected_per_day: <|2|>}
        - {name: Drift, signal: PSI, op: ">", threshold: "0.2", severity: ticket, expected_per_day: 9}
    `,
    markdown`
      ## Alerts

      <|25 alerts, each rings about 0.2 times a day.|>
    `,
    markdown`
      ## Alerts

      - Page @li when the error rate is above 1 % for 5 minutes, expect 4 pages per day
      - <|Page @li when p95 latency > 2 s, about 3 pages per day|>
    `,
  ],
  good: [
    yaml`
      kind: monitoring
      alerts:
        - {name: Errors, signal: error rate, op: ">", threshold: 1 %, severity: page, expected_per_day: 0.2}
        - {name: Latency, signal: p95 latency, op: ">", threshold: 400 ms, severity: page, expected_per_day: 0.5}
    `,
    markdown`
      ## Alerts

      - Is the page up? Page views, which came in at about 30/day last month: none in a whole day wakes @bo.

      ## Signals

      - views
    `,
    markdown`
      ## Alerts

      | Alert | Condition | Severity | Frequency |
      |---|---|---|---|
      | Errors | error rate > 1 % | page | every 5 min |
      | Latency | p95 > 400 ms | page | every 5 min |
    `,
  ],
  check({ facts, threshold, artifact }, report) {
    const most = threshold('pages_per_shift');
    // An alert that does not say how loud it is may wake somebody.
    const pages = facts.alerts.filter(({ severity, perDay }) => perDay !== undefined && (severity === 'page' || severity === undefined));
    const load = alertLoad(pages.map(({ perDay }) => perDay ?? 0));
    const last = pages.at(-1);
    if (last && load && load.perShift > most + 1e-9) {
      const field = `${last.pointer}/expected_per_day`;
      report(artifact.places.get(field)?.text ? field : last.pointer, words(load.perShift, load.perDay, pages.length, most));
      return;
    }
    // A sentence for all of them, which may have been cut at its semicolon.
    const sentences = rowsAt(artifact, '/alerts').filter(({ prose }) => prose);
    const text = sentences.map((row) => row.text).join('; ');
    const found = together.exec(text) ?? perAlert.exec(text);
    const [count, each] = [Number(found?.[1]), Number(found?.[2])];
    const first = sentences.find((row) => found && row.text.includes(found[1] as string));
    if (found && first && (count * each) / 2 > most + 1e-9) report(first.pointer, words((count * each) / 2, count * each, count, most));
  },
});

const words = (perShift: number, perDay: number, alerts: number, most: number): string =>
  `${number(perShift)} pages in twelve hours are expected; ${number(most)} are the most one person can follow up.\n${alerts} ${alerts === 1 ? 'alert' : 'alerts'}, ${number(perDay)} pages a day: merge what has one cause, make tickets of what can wait.`;

/** "25 alerts × 0.2/day", "25 alerts, each rings about 0.2 times a day". */
const together =
  /\b(\d{1,4}) (?:paging )?(?:alerts|pages|alarms|rules)\b[^.\n\d]{0,60}?(?:[x×*]|\beach\b|\bat\b|\babout\b)[^.;\n\d]{0,30}(\d+(?:\.\d+)?)\s?(?:times?|pages?|alerts?)?\s?(?:\/|per|a|an)\s?d(?:ay)?\b/i;
/** "25 alerts, 0.2 pages a day each". */
const perAlert =
  /\b(\d{1,4}) (?:paging )?(?:alerts|alarms|rules)\b[^.;\n\d]{0,30}(\d+(?:\.\d+)?)\s?(?:times?|pages?|alerts?)?\s?(?:\/|per|a|an)\s?d(?:ay)?,? (?:each|per alert|apiece)\b/i;
const number = (value: number): string => String(Number(value.toPrecision(3)));
