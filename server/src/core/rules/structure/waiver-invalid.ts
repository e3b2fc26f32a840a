// A waiver without person, reason or last day is a silence that nobody answers for; an expired one has lost its reason.
import { closest } from '../../schema/closest.js';
import { daysBetween, faultOf, readWaivers } from '../../waivers.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'waiver-invalid',
  group: 'structure',
  kinds: ['prd', 'one-pager', 'data-readiness', 'experiment-plan', 'runbook', 'monitoring', 'retrospective'],
  level: 'warning',
  profile: 'light',
  says: 'This waiver silences nothing: it lacks a rule, a date, a person or a reason, or it has expired.',
  because: 'A finding may be right and still wait. Who decided that, why and until when is what makes it a decision.',
  source: 'snoozes of alert linters; exemptions of service scorecards',
  noFix: 'only the author knows who, why and until when',
  bad: [
    yaml`
      kind: prd
      <|# shipworthy-ignore goal-no-window|>
      goal: Cut false declines from 1.4 % to 1.0 % without raising chargebacks
    `,
    markdown`
      # Search

      <|<!-- shipworthy-ignore goal-no-window until 2026-11-12 by @ana: OKR still open -->|>

      ## Goal

      Cut search exits from 31 % to 25 % without raising latency.
    `,
  ],
  good: [
    yaml`
      kind: prd
      # shipworthy-ignore goal-no-window until 2027-03-01 by @ana: OKR still open
      goal: Cut false declines from 1.4 % to 1.0 % without raising chargebacks
    `,
    markdown`
      # Search

      <!-- shipworthy-ignore goal-no-window until 2027-03-01 by @ana: OKR still open -->
    `,
  ],
  check({ artifact, settings, knownRules }, report) {
    for (const waiver of readWaivers(artifact)) {
      const at = { span: waiver.at, pointer: waiver.scope };
      const fault = faultOf(waiver);
      if (fault !== undefined) report(at, `This waiver does not say ${fault}, so the finding stays.`);
      else if (!knownRules.includes(waiver.rule)) {
        const near = closest(waiver.rule, knownRules);
        report(at, `There is no rule ${waiver.rule} to waive.${near ? ` Did you mean ${near}?` : ''}`);
      } else if (waiver.until < settings.today) {
        const days = daysBetween(waiver.until, settings.today);
        report(at, `This waiver expired ${days} ${days === 1 ? 'day' : 'days'} ago; the finding is back.`);
      } else if (daysBetween(settings.today, waiver.until) <= 14) {
        report(at, `This waiver ends on ${waiver.until}; then the finding is back.`);
      }
    }
  },
});
