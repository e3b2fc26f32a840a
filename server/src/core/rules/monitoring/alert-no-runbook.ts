// A page without a playbook: the person it wakes starts from nothing.

import { alertRulesOf } from '../../have/lookup.js';
import { child } from '../../model/artifact.js';
import { addTo } from '../addTo.js';
import { eachOrAll } from '../eachOrAll.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'alert-no-runbook',
  group: 'monitoring',
  kinds: ['monitoring'],
  level: 'error',
  prose: true,
  says: 'This page leads to no playbook: what does the person who is woken do?',
  because: 'A playbook that was written by day cuts the time to repair to about a third.',
  source: 'Google, Site Reliability Engineering, being on-call',
  bad: [
    yaml`
      kind: monitoring
      alerts:
        - {name: <|CTRDrop|>, signal: CTR, op: "<", threshold: 3.1 %, for: 30 min, severity: page, owner: "@recs-oncall"}
    `,
    markdown`
      ## Alerts

      | Alert | Condition | Severity | Owner | Runbook |
      |---|---|---|---|---|
      | TranslationErrors | error rate > 2 % for 5 min | page | @li | [errors](./mt.md#errors) |
      | <|QueueFull|> | backlog > 4,000 documents | page | @li | |
    `,
    yaml`
      kind: monitoring
      alerts: [<|Page @ana when p95 latency > 900 ms for 10 min|>]
    `,
  ],
  good: [
    yaml`
      kind: monitoring
      alerts:
        - name: CTRDrop
          signal: CTR
          op: "<"
          threshold: 3.1 %
          severity: page
          owner: "@recs-oncall"
          runbook: ./recs.monitoring.md#ctr-drop
          first_action: set flag recs_v42 to 0 %
    `,
    markdown`
      ## Alerts

      - Page @ana when p95 latency > 900 ms for 10 min, playbook ./mt.md#latency
      - Unsupported claims > 2 % in a day: ticket for @noor, first action: turn the draft mode on
    `,
  ],
  check({ artifact, facts, self }, report) {
    const lacking = facts.alerts.flatMap((alert) => {
      const page = alert.severity === 'page';
      if (alert.runbook !== '' || alert.severity === 'info') return [];
      // The rule that rings has it: whoever is woken sees that one.
      if (alertRulesOf(self, alert.name).some(({ rule: rings }) => rings.runbook !== '')) return [];
      // A first action is half a playbook: enough for what waits until morning.
      if (alert.action && !page) return [];
      if (alert.severity === undefined && (guided(artifact.unclaimed) || pointed.test(artifact.source))) return [];
      const name = child(alert.pointer, 'name');
      return [
        {
          at: !alert.prose && artifact.places.get(name)?.text ? name : alert.pointer,
          message: alert.action
            ? 'This page has a first action and no playbook: what comes after it?'
            : page
              ? 'This page leads to no playbook: what does the person who is woken do?'
              : 'This alert leads to no playbook and no first action: what is done about it?',
          level: alert.action ? ('hint' as const) : page ? ('error' as const) : ('warning' as const),
          edits: [addTo(alert, 'runbook', './${1:runbook}.md#${2:anchor}', '; runbook ./${1:runbook}.md#${2:anchor}')],
        },
      ];
    });
    for (const level of ['error', 'warning', 'hint'] as const) {
      const same = lacking.filter((one) => one.level === level);
      const all =
        level === 'warning'
          ? 'None of the alerts says what is done about it: no playbook, no first action.'
          : `None of the ${same.length} pages leads to a playbook.`;
      eachOrAll(
        (at, message, more) => report(at, message, { ...more, level }),
        { field: '/alerts', rows: facts.alerts.length, lacking: same },
        { all, title: 'Link the playbook' },
      );
    }
  },
});

/** Said once for all: "when an alert fires, the runbooks say what to do". */
const pointed = /\b(?:alerts?|fires?|rings?)\b[^.\n|]{0,60}\b(?:runbooks?|playbooks?)\b(?! is\b)/i;

/** What is done stands in a section of its own. */
const guided = (sections: readonly { readonly words: string }[]): boolean =>
  sections.some(({ words }) =>
    /\b(?:runbooks?|playbooks?|respon(?:se|ding)|troubleshoot|incident|what to do|remediation|procedures?|when .{1,40} fires?)\b/i.test(
      words,
    ),
  );
