// "Check it" is no action: the first minute passes, and nothing has changed for the user.
import { findPlaceholders } from '../../language/placeholder.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'alert-not-actionable',
  group: 'monitoring',
  kinds: ['monitoring'],
  level: 'warning',
  prose: true,
  says: 'This first action only looks: what changes for the user in minute one?',
  because: 'An alert is for somebody who can do something at once. What only asks to look belongs on a dashboard.',
  source: 'Google, Site Reliability Engineering, being on-call',
  bad: [
    yaml`
      kind: monitoring
      alerts:
        - {name: PrecisionLow, signal: precision, op: "<", threshold: 0.8, owner: "@mei", first_action: <|investigate the drop|>}
    `,
    markdown`
      ## Alerts

      | Alert | Condition | Owner | First action |
      |---|---|---|---|
      | WaitTimes | p95 response time > 6 s | @li | <|Check the dashboard and monitor closely|> |
      | Refunds | refunds > 80 per hour | @ana | stop the agent's refunds with the kill switch |
    `,
  ],
  good: [
    yaml`
      kind: monitoring
      alerts:
        - {name: PrecisionLow, signal: precision, op: "<", threshold: 0.8, first_action: "look at the last deployment; if it is new, roll back to v41"}
    `,
    markdown`
      ## Alerts

      - Forecast error above 25 % for a day: ticket for @tom, first action: switch the region to last year's curve
    `,
  ],
  check({ facts }, report) {
    for (const { action } of facts.alerts) {
      if (!action || findPlaceholders(action.text).length > 0 || action.text.length > 160) continue;
      if (!looks.test(action.text) || acts.test(action.text)) continue;
      report(
        action,
        `"${action.text.length > 50 ? `${action.text.slice(0, 49)}…` : action.text}" only looks: what changes for the user in minute one?`,
        {
          fix: {
            title: 'Say what is done first',
            sort: 'template',
            edits: [
              { within: action.pointer, from: action.from, to: action.to, text: '${1:set flag <name> to 0 %}, then ${2:find out why}' },
            ],
          },
        },
      );
    }
  },
});

/** It begins with looking, waiting or telling … */
const looks =
  /^\W{0,4}(?:please |first |immediately |the team |we |on-?call |some(?:one|body) )?(?:to |should |must |will )?(?:(?:take|have) a )?(?:manually )?(?:check|look|open (?:the )?(?:dashboards?|grafana|panels?|logs?)|go to (?:the )?(?:dashboards?|logs?)|read (?:the )?(?:logs?|dashboard)|investigat|monitor|review|analy[sz]|examin|inspect|watch|observ|assess|evaluat|debug|diagnos|find out|figure|see\b|verif|confirm|discuss|ask around|wait|keep an eye|be aware|note\b|acknowledg|triage|study|understand|determin|identif|root cause|rca\b|tbd)/i;
/** … and nothing after it changes anything. */
const acts =
  /\b(?:roll(?:ed|ing)?[- ]?back|revert|kill switch|fall ?back|fail ?over)\b|(?:[,;.:→>–\n]\s{0,2}|\b(?:then|and|or|else|to|by)\s)(?:set|flip|switch|turn|disable|enable|roll(?:ed|ing)?[- ]?back|revert|restart|reboot|scale|add|drain|block|pause|stop|halt|kill|increase|decrease|reduce|raise|lower|escalate|page|call|retrain|re-?run|run|start|move|route|reroute|deploy|redeploy|release|remove|freeze|throttle|fall ?back|fail ?over|clear|rotate|quarantine|replay|purge|replace|take|unload|put|open|close|cut|send|refresh|reload|reset|tighten|loosen|promote|demote|apply|fix|resync|backfill|re-?index|shift|cap|limit|suspend|isolate|hand|hold|use|serve|show|hide|rebalance|evict|tell|notify|inform|correct|relabel|adjust|tune|re-?calibrate|patch|update|file|create|ship|skip|retry|requeue|unblock|renew|extend|load|warm|delete|mark|assign|contact)\b/i;
