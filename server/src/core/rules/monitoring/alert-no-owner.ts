// It rings in a channel, and whoever is in it waits for somebody else.

import { alertRulesOf } from '../../have/lookup.js';
import { child } from '../../model/artifact.js';
import { addTo } from '../addTo.js';
import { eachOrAll } from '../eachOrAll.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'alert-no-owner',
  group: 'monitoring',
  kinds: ['monitoring'],
  level: 'error',
  prose: true,
  says: 'This alert goes to nobody: who acts when it rings?',
  because: 'In a channel everybody sees it and everybody thinks that another one has it. A person or a rota has it.',
  source: '"PM responsibilities in AI": who is responsible at 3 am; Site Reliability Workbook, on-call',
  bad: [
    yaml`
      kind: monitoring
      alerts:
        - {name: ScorerErrors, signal: error rate, op: ">", threshold: 2 %, for: 5 min, severity: page, route: <|"#fraud-alerts"|>}
    `,
    markdown`
      ## Alerts

      | Alert | Condition | Owner | First action |
      |---|---|---|---|
      | SlowReads | p95 latency > 4 s for 10 min | @radiology-it | switch the worklist to arrival order |
      | <|ReadsMissing|> | share of unread scans > 3 % | | hand the queue to the second reader |
    `,
    yaml`
      kind: monitoring
      alerts:
        - <|WER above 14 % for 1 h goes to the Slack channel|>
    `,
  ],
  good: [
    yaml`
      kind: monitoring
      alerts:
        - {name: ScorerErrors, signal: error rate, op: ">", threshold: 2 %, for: 5 min, severity: page, route: PagerDuty fraud}
    `,
    markdown`
      ## Alerts

      - Page @search-oncall when zero results exceed 9 % for 15 minutes
      - Click-through below 21 % for a day opens a ticket for the ranking team

      ## On-call

      @ana, then @li after 15 min, around the clock
    `,
    markdown`
      ## Alerts

      | Alert | Condition | Severity |
      |---|---|---|
      | SlowReads | p95 latency > 4 s for 10 min | page |

      ## On-call

      @ana, then @li after 15 min, around the clock
    `,
  ],
  check({ artifact, facts, initiative, self }, report) {
    const rows = facts.alerts;
    const ownedElsewhere = rows.every(({ owner, channel }) => owner === '' && channel === '') && /\|\s*owner\s*\|/i.test(artifact.source);
    // Whoever is on call gets what names nobody else; only a bare channel is sent past them.
    const oncall = initiative.members.some((member) => (member.facts.oncall?.people.length ?? 0) > 0 || member.facts.oncall?.rota === true);
    const received = oncall || elsewhere.test(artifact.source) || ownedElsewhere;
    const lacking = rows
      .filter(({ routed, channel }) => !routed && (channel !== '' || !received))
      .filter(({ name }) => alertRulesOf(self, name).every(({ rule: rings }) => rings.owner === ''))
      .map((alert) => {
        const at = (['route', 'owner'] as const).map((key) => child(alert.pointer, key)).find((place) => artifact.places.get(place)?.text);
        const name = child(alert.pointer, 'name');
        return {
          at: alert.channel !== '' && at ? at : !alert.prose && artifact.places.get(name)?.text ? name : alert.pointer,
          message:
            alert.channel === ''
              ? 'Nobody is named who acts when this alert rings: whose is it?'
              : `"${alert.channel.slice(0, 40)}" is a channel: who in it acts when this alert rings?`,
          edits: [addTo(alert, 'owner', '${1:<who>}', '; owner ${1:@who}')],
        };
      });
    eachOrAll(
      report,
      { field: '/alerts', rows: rows.length, lacking },
      { all: `None of the ${rows.length} alerts says who acts when it rings.`, title: 'Name who acts' },
    );
  },
});

/** Said once for all alerts: "notifications go to the on-call", "contact point: email of the operator". */
const elsewhere =
  /\bon-?call\b|\bnotification (?:channels?|polic(?:y|ies))\b|\bcontact points?\b|\balertmanager\b[^.\n]{0,60}\broute|\balerts?\b[^.\n]{0,60}\b(?:sent to|routed? to|go(?:es)? to|notif(?:y|ies)|e-?mails?|reach)\b/i;
