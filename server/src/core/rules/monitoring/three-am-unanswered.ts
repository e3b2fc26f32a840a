// Who is responsible at 3 am when the model goes haywire?
import { findPlaceholders } from '../../language/placeholder.js';
import { type Artifact, dataAt } from '../../model/artifact.js';
import { reached } from '../../schema/look.js';
import { errorFrom, markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'three-am-unanswered',
  group: 'monitoring',
  kinds: ['runbook', 'monitoring'],
  level: errorFrom('deploy'),
  prose: true,
  profile: 'light',
  says: 'Who is responsible at 3 am? Nobody who can be woken is named.',
  because: 'If the answer is "we’ll figure it out", the model misbehaves until somebody happens to look.',
  source: '"PM responsibilities in AI", monitoring: "Who is responsible at 3am when the model goes haywire?"',
  bad: [
    yaml`
      kind: runbook
      oncall: <|we'll figure it out|>
    `,
    markdown`
      ---
      kind: runbook
      ---
      # <|Deploy the ranker|>

      ## Incident levels

      1: customers find nothing at all. 2: results older than a day.
    `,
    markdown`
      ---
      kind: runbook
      phase: deploy
      ---
      # <|Deploy the reader of referral letters|>

      ## Rollback

      On-call flips the flag off, without asking.
    `,
    yaml`
      kind: runbook
      oncall:
        primary: "@ana"
        hours: <|business hours|>
    `,
    yaml`
      kind: runbook
      oncall: <|weekdays 9–17 CET @ana, otherwise nobody|>
    `,
  ],
  good: [
    yaml`
      kind: runbook
      oncall: weekdays 9–17 CET @ana, otherwise @li
    `,
    markdown`
      ---
      kind: monitoring
      ---
      # Reading the latency dashboard

      ## Dashboards

      - Latency by region
    `,
    markdown`
      ---
      kind: runbook
      ---
      # Archive runbook

      ## Steps

      1. Move last season's price lists into the archive
      2. Update the index
    `,
    markdown`
      ---
      kind: runbook
      ---
      # Local dictation on a laptop

      ## Incident-like triage

      - Nothing is typed: start the engine again
    `,
    markdown`
      ---
      kind: monitoring
      ---
      # Watching the leaflet assistant

      ## Alerts

      - Answers without a source > 2 % for 15 min

      Each alert e-mails the owner, who stops the assistant with one switch.
    `,
    yaml`
      kind: runbook
      oncall:
        primary: "@ana"
        secondary: "@li"
        hours: 24x7
    `,
    markdown`
      ---
      kind: runbook
      ---
      # Deploy the ranker

      ## On-call

      PagerDuty schedule recs-primary, 24×7; @li after 15 minutes.
    `,
  ],
  check({ artifact, facts, phase }, report) {
    const fix = {
      title: 'Add who is on call',
      sort: 'template' as const,
      edits: [
        {
          add: '/oncall',
          value: { primary: '${1:<who>}', secondary: '${2:<who is next>}', hours: '${3:24x7}', escalation: ['${4:<who> after 15 min}'] },
        },
      ],
    };
    if (dataAt(artifact, '/oncall') === undefined) {
      if (artifact.unclaimed.some(({ words }) => /\bon-?\s?call\b|\bescalation\b|\bcontacts?\b/i.test(words))) return;
      if (!reached(phase, 'deploy') && (!isOperated(artifact, facts.alerts.length) || isAnswered(artifact))) return;
      report('/oncall', undefined, { fix });
      return;
    }
    const oncall = facts.oncall;
    // "On-call / support contacts and escalation path." is what a template asks for.
    if (
      !oncall ||
      findPlaceholders(oncall.text).length > 0 ||
      /^\W*(?:on-?call|contacts?|support|escalation|and|path|list|of|the|\W)+$/i.test(oncall.text)
    )
      return;
    // "Level 1: data engineer, investigates …": a page of escalation names its people in ways of its own.
    if (oncall.people.length === 0 && !oncall.rota && (oncall.text.length > 120 || oncall.text.includes('\n'))) return;
    if (oncall.people.length === 0 && !oncall.rota) {
      report(
        '/oncall',
        `Who is responsible at 3 am? "${short(oncall.text)}" names nobody who can be woken.`,
        artifact.places.get('/oncall')?.text
          ? {
              fix: {
                title: 'Name who is on call',
                sort: 'template',
                edits: [{ put: '/oncall', text: '${1:<who>}, 24x7; ${2:<who is next>} after ${3:15} min' }],
              },
            }
          : {},
      );
      return;
    }
    const serving = dataAt(artifact, '/serving');
    if (oncall.aroundTheClock === false && serving !== 'batch')
      report(
        artifact.places.has('/oncall/hours') ? '/oncall/hours' : '/oncall',
        'Covered in office hours only: who is responsible at 3 am?',
      );
  },
});

const short = (text: string): string => {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 36 ? `${line.slice(0, 35)}…` : line;
};

/**
 * A draft is asked only where something can go off at night: it has alerts or objectives, or speaks of incidents or of running
 * in production. How to read one dashboard, archive a sprint or publish the handbook is nobody's plan for the night.
 */
const isOperated = (artifact: Artifact, alerts: number): boolean =>
  artifact.syntax === 'yaml' ||
  alerts > 1 ||
  dataAt(artifact, '/slos') !== undefined ||
  (headings(artifact).some((words) => nightly.test(words)) && served.test(artifact.source));

const nightly = /\b(?:incidents?|outages?|paging|sev-?[0-3]|severity levels?|operations runbook)\b/i;

/** Somebody depends on it while the author sleeps; a tool on one's own desk can wait. */
const served = /\bproduction\b|\bcustomers?\b|\buptime\b|\bSLOs?\b|\bpatients?\b|\bpassengers?\b|\blive traffic\b/i;

const headings = (artifact: Artifact): readonly string[] => artifact.source.split('\n').filter((line) => /^\ufeff?#{1,4}\s/.test(line));

/** "Critical alerts page the on-call", "escalate to the shift lead", "every alert e-mails the owner": somebody is reached. */
const isAnswered = (artifact: Artifact): boolean =>
  /\bon-?call\b|\bpager\s?duty\b|\bops\s?genie\b|\bescalat(?:e|ed|es|ion)\b|\b(?:page[sd]?|notif(?:y|ies)|e-?mails?|wakes?|alerts?|calls?|contact) (?:the |your |our )?(?:\w+ )?(?:owner|team|lead|engineer|maintainer|administrator|operator)s?\b/i.test(
    artifact.source,
  );
