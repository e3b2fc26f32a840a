// Hours of the week in which nobody answers, counted from the shifts as they are written. Beyond the catalogue: three-am-unanswered asks
// whether somebody is named at all, this one whether the hours that are named add up to the week, in summer and in winter.
import { type Drill, drillOf } from '../../drill.js';
import { dataAt } from '../../model/artifact.js';
import { errorFrom, markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'oncall-hole',
  group: 'monitoring',
  kinds: ['runbook', 'monitoring'],
  level: errorFrom('operate', 'hint', 'warning'),
  says: 'There are hours in the week in which nobody answers.',
  because: 'Two shifts that meet in winter may miss each other in summer, and a weekend belongs to whoever was not asked.',
  source:
    '"PM responsibilities in AI", monitoring: "Who is responsible at 3am when the model goes haywire?"; Site Reliability Engineering, ch. 11',
  bad: [
    yaml`
      kind: runbook
      oncall:
        primary: "@ana"
        hours: <|Mon to Fri, 8 to 18 CET|>
        escalation: ["@li after 15 min"]
    `,
    yaml`
      kind: monitoring
      oncall:
        <|shifts|>:
          - {who: "@bo", days: daily, hours: "06:00 to 18:00", zone: Europe/Madrid}
          - {who: "@kim", days: daily, hours: "12:00 to 23:00", zone: America/New_York}
    `,
    markdown`
      # Runbook of the fraud score

      ## On-call

      | Who | Days | Hours | Time zone |
      |---|---|---|---|
      | <|@noor|> | Mon to Fri | 07:00 to 19:00 | UTC |
      | @sam | Mon to Fri | 19:00 to 07:00 | UTC |
    `,
  ],
  good: [
    yaml`
      kind: runbook
      oncall: {primary: "@ana", secondary: "@li", hours: 24x7}
    `,
    yaml`
      kind: monitoring
      oncall:
        shifts:
          - {who: "@bo", days: daily, hours: "06:00 to 19:00", zone: UTC}
          - {who: "PagerDuty schedule support-us", days: daily, hours: "19:00 to 06:00", zone: UTC}
    `,
    yaml`
      kind: runbook
      serving: batch
      oncall: {primary: "@ana", hours: "Mon to Fri, 8 to 18 CET"}
    `,
    markdown`
      # Runbook of the translator

      ## On-call

      Weekdays 9–17 CET @ana, otherwise @li.
    `,
  ],
  check({ artifact, facts, initiative, settings }, report) {
    const { oncall } = facts;
    // Office hours alone are what three-am-unanswered is about; a job that runs by day needs nobody at night.
    if (!oncall || oncall.aroundTheClock !== undefined || oncall.rota || dataAt(artifact, '/serving') === 'batch') return;
    if (dataAt(artifact, '/oncall/coverage') === 'business') return;
    const own = drillOf({ checks: [{ artifact, facts, path: '' }] }, settings.today);
    if (!own || own.week.holes.length === 0) return;
    // What another document covers is no hole.
    const drill = drillOf({ checks: initiative.members }, settings.today) ?? own;
    const open = longest(drill);
    if (!open) return;
    const [first] = own.shifts;
    const at = artifact.places.has('/oncall/shifts') ? '/oncall/shifts' : (first?.pointer ?? '/oncall');
    const { week, covered } = drill;
    const unnamed = drill.assumed.length > 0;
    report(at, `Nobody answers in ${week.hours - covered} of ${week.hours} hours of the week, longest ${open}. Who does?`, {
      // Read out of a sentence, or with a zone that nobody wrote: it may be meant otherwise.
      ...(unnamed || at === '/oncall' ? { level: 'hint' as const } : {}),
      fix: {
        title: 'Add who answers in the rest of the week',
        sort: 'template',
        edits: [{ append: '/oncall/shifts', value: { who: '${1:@name}', hours: '${2:all other hours}' } }],
      },
    });
  },
});

function longest({ week }: Drill): string | undefined {
  const [hole] = [...week.holes].sort((a, b) => b.hours - a.hours);
  return hole && `${hole.from} – ${hole.to}`;
}
