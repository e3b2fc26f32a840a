// The plan has a playbook for an alert, and the rule that rings does not carry it. Where no rule of that file has one, the team may add
// it on the way: then it is a hint, once.
import type { AlertFact } from '../../facts/alerts.js';
import { fileName, type Have } from '../../have/have.js';
import { alertRulesOf } from '../../have/lookup.js';
import { child } from '../../model/artifact.js';
import { markdown, rule, withFiles, yaml } from '../rule.js';

const alertsYml = `
  groups:
    - name: claims
      rules:
        - alert: ClaimsErrorsHigh
          expr: job:errors:ratio > 0.05
        - alert: ClaimsSlow
          expr: job:latency:p95 > 0.4
          annotations: {runbook_url: https://example.org/slow}
`;

export default rule({
  id: 'alert-rule-no-runbook',
  group: 'cross-artifact',
  kinds: ['monitoring'],
  level: { discover: 'hint', build: 'hint', deploy: 'warning', operate: 'warning' },
  says: 'The rule that rings does not carry the playbook that stands here.',
  because: 'Whoever is woken sees the alert and not this plan; a link that is in the alert is one tap away.',
  source: 'Google, Site Reliability Engineering, being on-call; runbook_url in the mixins of Prometheus',
  noFix: 'the rule stands in a file that is not ours to write',
  bad: [
    withFiles(
      yaml`
        kind: monitoring
        related: [./alerts.yml]
        alerts:
          - {name: ClaimsErrorsHigh, signal: error rate, op: ">", threshold: 5 %, severity: page, owner: "@li", runbook: <|./claims.md#errors|>}
      `,
      { 'alerts.yml': alertsYml },
    ),
    withFiles(
      markdown`
        # Monitoring

        The rules: [alerts.yml](./alerts.yml)

        ## Alerts

        | Alert | Condition | Owner | Runbook |
        |---|---|---|---|
        | ClaimsErrorsHigh | error rate > 5 % for 10 min | @li | <|./claims.md#errors|> |
      `,
      { 'alerts.yml': alertsYml },
    ),
  ],
  good: [
    withFiles(
      yaml`
        kind: monitoring
        related: [./alerts.yml]
        alerts:
          - {name: ClaimsSlow, signal: p95 latency, op: ">", threshold: 400 ms, severity: page, owner: "@li", runbook: ./claims.md#slow}
          - {name: ClaimsErrorsHigh, signal: error rate, op: ">", threshold: 5 %, severity: ticket, owner: "@li", runbook: ./claims.md#errors}
      `,
      { 'alerts.yml': alertsYml },
    ),
    markdown`
      # Monitoring

      ## Alerts

      | Alert | Condition | Owner | Runbook |
      |---|---|---|---|
      | ClaimsErrorsHigh | error rate > 5 % for 10 min | @li | ./claims.md#errors |
    `,
  ],
  check({ artifact, facts, self }, report) {
    const bare = new Map<Have, AlertFact[]>();
    for (const alert of facts.alerts) {
      // What waits until morning can be looked up.
      if (alert.runbook === '' || alert.severity === 'ticket' || alert.severity === 'info') continue;
      const [found, ...others] = alertRulesOf(self, alert.name);
      if (!found || [found, ...others].some((one) => one.rule.runbook !== '')) continue;
      const field = child(alert.pointer, 'runbook');
      const at = artifact.places.get(field)?.text ? field : alert.pointer;
      const file = fileName(found.from);
      if (found.from.alerts.some(({ runbook }) => runbook !== ''))
        report(at, `${short(found.rule.name)} pages without this playbook: its rule in ${short(file)} has no runbook_url.`, {
          related: [{ have: found.from, span: found.rule.span, message: 'Other rules of this file have one.' }],
        });
      else bare.set(found.from, [...(bare.get(found.from) ?? []), alert]);
    }
    for (const [have] of bare)
      report({ keyOf: '/alerts' }, `No rule in ${short(fileName(have))} has a runbook_url: does the page carry the playbook?`, {
        level: 'hint',
      });
  },
});

const short = (name: string): string => (name.length > 24 ? `${name.slice(0, 23)}…` : name);
