// The feed stops, nothing is above the limit any more, and the alert is green.
import type { AlertFact } from '../../facts/alerts.js';
import { child } from '../../model/artifact.js';
import { addTo } from '../addTo.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'no-data-unhandled',
  group: 'monitoring',
  kinds: ['monitoring'],
  level: 'warning',
  profile: 'strict',
  prose: true,
  says: 'A feed that stops looks healthy to this alert: what happens without data?',
  because: 'The worst failure sends nothing at all. Without data a limit is never passed.',
  source: 'OpenSLO, alert conditions without data',
  bad: [
    yaml`
      kind: monitoring
      alerts:
        - {name: Complaints, signal: complaint rate, op: ">", threshold: 0.5 %, owner: "@ana", no_data: <|ok|>}
    `,
    markdown`
      ## Alerts

      - <|Share of answers with thumbs down above 6 % for 2 hours: ticket for @noor|>
    `,
  ],
  good: [
    yaml`
      kind: monitoring
      alerts:
        - {name: Complaints, signal: complaint rate, op: ">", threshold: 0.5 %, owner: "@ana", no_data: alert}
        - {name: Errors, signal: error rate, op: ">", threshold: 2 %, owner: "@ana", no_data: alert}
    `,
    markdown`
      ## Alerts

      - Share of answers with thumbs down above 6 % for 2 hours, or no data for 30 minutes: ticket for @noor
      - Readmissions below 2 % or above 9 % in a week: ticket for @tom
    `,
  ],
  check({ artifact, facts }, report) {
    const watched = feedWatched.test(artifact.source);
    for (const alert of facts.alerts) {
      const field = child(alert.pointer, 'no_data');
      if (alert.noData === 'ok') {
        const stated = artifact.places.get(field)?.text !== undefined;
        report(
          stated ? field : alert.pointer,
          'Without data this alert stays green: a dead feed looks healthy.',
          stated ? { fix: { title: 'Ring without data', sort: 'safe', edits: [{ put: field, text: 'alert' }] } } : {},
        );
      } else if (alert.noData === undefined && !watched && fedFromElsewhere(alert)) {
        const name = child(alert.pointer, 'name');
        report(
          !alert.prose && artifact.places.get(name)?.text ? name : alert.pointer,
          'If this feed stops, nothing is above the limit: what happens without data?',
          {
            fix: {
              title: 'Ring without data',
              sort: 'template',
              edits: [addTo(alert, 'no_data', 'alert', '; no data for ${1:30 min} rings too')],
            },
          },
        );
      }
    }
  },
});

/**
 * Requests come with the traffic and are missed at once. What people or other systems send in – complaints, ratings, labels –
 * may stop alone; only an upper limit is silent then.
 */
function fedFromElsewhere({ condition, metric, name, text, prose }: AlertFact): boolean {
  const words = prose ? text : `${name} ${condition?.metric.name ?? ''}`;
  if (!condition || condition.change !== undefined || !/^>=?$/.test(condition.comparator)) return false;
  return (
    /^(?:complaints|thumbs-down|appeal|override|chargeback|return-rate|refund-rate)$/.test(metric?.id ?? '') ||
    /\bcomplaints?\b|\bthumbs\b|\blabel(?:s|led)\b|\bfeedback\b|\bsurvey/i.test(words)
  );
}

/** The feed itself is watched, in whatever words. */
const feedWatched =
  /\bno[- ]?data\b|\bheartbeat|\bdead[- ]?man|\bwatchdog|\bmissing (?:data|feed|events)|\babsent\b|\bfeed (?:stops|is (?:late|empty|silent))|\b(?:data|feed) freshness|\bstale (?:data|feed)/i;
