// Somebody is woken for a number that moves by the week: it could have waited until morning.
import type { AlertFact } from '../../facts/alerts.js';
import { textBelow } from '../../facts/rows.js';
import { type Artifact, child } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'page-not-urgent',
  group: 'monitoring',
  kinds: ['monitoring'],
  level: 'warning',
  profile: 'strict',
  prose: true,
  says: 'This wakes somebody for a signal that moves slowly: can it wait until morning?',
  because: 'Who is woken for what can wait learns to sleep through what cannot.',
  source: 'Site Reliability Workbook, alerting on SLOs: pages and tickets',
  bad: [
    yaml`
      kind: monitoring
      alerts:
        - {name: AmountDrift, signal: weekly PSI of amount, op: ">", threshold: "0.25", severity: <|page|>, owner: "@mei"}
        - {name: SlowBurn, burn_rate: 1, long_window: 3 d, short_window: 6 h, severity: <|page|>, owner: "@mei"}
    `,
    markdown`
      ## Alerts

      - <|Page @noor when the monthly NPS falls below 31|>
      - Page @noor when the error rate is above 3 % for 5 minutes
    `,
  ],
  good: [
    yaml`
      kind: monitoring
      alerts:
        - {name: AmountDrift, signal: weekly PSI of amount, op: ">", threshold: "0.25", severity: ticket, owner: "@mei"}
        - {name: FastBurn, burn_rate: 14.4, long_window: 1 h, short_window: 5 min, severity: page, owner: "@mei"}
    `,
    markdown`
      ## Alerts

      | Alert | Condition | Severity |
      |---|---|---|
      | Drift of hourly basket | PSI > 0.25 for 2 hours | page |
      | Home page empty | empty slots > 5 % for 5 min | page |
    `,
  ],
  check({ artifact, facts }, report) {
    for (const alert of facts.alerts) {
      if (alert.severity !== 'page') continue;
      const slow = slowness(artifact, alert);
      if (slow === undefined) continue;
      const field = child(alert.pointer, 'severity');
      const stated = artifact.places.get(field)?.text !== undefined;
      report(
        stated ? field : alert.pointer,
        `This wakes somebody for ${slow}: can it wait until morning?`,
        stated ? { fix: { title: 'Make it a ticket', sort: 'choice', edits: [{ put: field, text: 'ticket' }] } } : {},
      );
    }
  },
});

/** What makes it slow, in words; undefined where it is fast or nobody says. */
function slowness(artifact: Artifact, { text, condition, burn, metric, pointer, windowDays }: AlertFact): string | undefined {
  const days = Math.max(condition?.duration?.days ?? 0, windowDays ?? 0, burn?.longHours === undefined ? 0 : burn.longHours / 24);
  if (days >= 1) return `what took ${days === 1 ? 'a day' : `${Number(days.toPrecision(3))} days`} to show`;
  if (/\bage\b|\bold\b|\bstale/i.test(text) && /^(?:d|w|month)$/.test(condition?.threshold.unit ?? ''))
    return 'a number that is counted in days';
  // "Daily active users" and the like are names, not how often it is computed.
  const named =
    /\b(daily|nightly|weekly|monthly|quarterly)\b(?! (?:active|users|limit|cap|budget|quota|spend|report|job|batch|run|load|export|sync))/i.exec(
      text,
    )?.[1];
  if (named) return `a ${named.toLowerCase()} number`;
  const window = signalWindow(artifact, [textBelow(artifact, child(pointer, 'signal')), textBelow(artifact, child(pointer, 'name'))]);
  if (window !== undefined) return `a number that is computed ${window}`;
  return metric && !/\b(?:min|minutes?|hours?|h)\b/i.test(text) && /^(?:nps|csat|retention|churn|ltv|repeat-purchase)$/.test(metric.id)
    ? 'a number that moves by the week'
    : undefined;
}

/** "weekly" where the signal of the same name is computed so. */
function signalWindow(artifact: Artifact, names: readonly string[]): string | undefined {
  for (const group of ['technical', 'business'])
    for (let at = 0; artifact.places.has(`/signals/${group}/${at}`); at++) {
      const name = textBelow(artifact, `/signals/${group}/${at}/name`);
      const window = textBelow(artifact, `/signals/${group}/${at}/window`);
      if (
        name !== '' &&
        names.some((one) => one.toLowerCase() === name.toLowerCase()) &&
        /^\s*(?:weekly|monthly|quarterly)\b/i.test(window)
      )
        return window.trim();
    }
  return undefined;
}
