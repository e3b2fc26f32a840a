// The plan is longer than the time in which the goal must be reached.
import { calendarOf, calendarWords } from '../../facts/sums/rollout.js';
import { membersOf } from '../../project.js';
import { markdown, rule, together, yaml } from '../rule.js';

export default rule({
  id: 'rollout-exceeds-window',
  group: 'rollout',
  kinds: ['prd', 'runbook'],
  level: 'error',
  prose: true,
  says: 'The rollout takes longer than the goal allows: the result comes after the deadline.',
  because: 'Shadow, canary, ramp, test and waiting for the outcome follow each other. What comes late is decided without numbers.',
  source: 'arithmetic (A6)',
  noFix: 'more exposure, shorter stages or a later deadline: each has its price',
  bad: [
    yaml`
      kind: prd
      goal: increase click-through from 4.0 % to 4.32 % within 90 days while complaints stay below 0.5 %
      <|rollout_plan|>:
        - Shadow for 2 weeks
        - Canary on 5 % for 1 week
        - A/B test on 10 % for 11 weeks
        - Full rollout
    `,
    markdown`
      ---
      kind: prd
      ---
      # Dispatch

      ## Goal

      Cut empty miles by 6 % within 30 days of full rollout

      ## <|Rollout plan|>

      | Stage | Traffic | Duration |
      |---|---|---|
      | Canary | 5 % | 1 week |
      | Full | 100 % | |
      | Holdback test | 10 % | 8 weeks |
    `,
    together(
      yaml`
        kind: runbook
        <|stages|>:
          - {name: Shadow, type: shadow, duration: 4 weeks}
          - {name: Canary, traffic: 5 %, duration: 3 weeks}
          - {name: Full, traffic: 100 %}
      `,
      yaml`
        kind: prd
        goal: reduce handling time by 12 % within 6 weeks while CSAT stays at 4.2
      `,
    ),
  ],
  good: [
    yaml`
      kind: prd
      goal: increase click-through from 4.0 % to 4.32 % within 90 days while complaints stay below 0.5 %
      rollout_plan:
        - Shadow for 2 weeks
        - Canary on 5 % for 1 week
        - A/B test on 50 % for 2 weeks
        - Full rollout
    `,
    markdown`
      ---
      kind: prd
      ---
      # Dispatch

      ## Goal

      Cut empty miles by 6 % within 30 days of full rollout

      ## Rollout plan

      - Shadow for 4 weeks
      - Canary on 5 % for 1 week
      - Ramp to 100 %
    `,
  ],
  check({ artifact, facts, initiative }, report) {
    const own = calendarOf(artifact, facts);
    if (!own) return;
    const prds = membersOf(initiative, 'prd');
    // The plan is judged where it stands beside the goal; a runbook only where the PRD has none.
    if (artifact.kind === 'runbook' && prds.some((member) => member.facts.stages.length > 0)) return;
    const goal =
      artifact.kind === 'runbook'
        ? prds.flatMap((member) => windowOf(member.facts.goal?.reading.window?.value))[0]
        : { days: own.windowDays, afterLaunch: own.afterLaunch };
    const windowDays = goal?.days;
    if (windowDays === undefined || (artifact.kind === 'runbook' && goal?.afterLaunch)) return;
    const exposure = membersOf(initiative, 'experiment-plan').map((member) => member.facts.experiment?.exposure)[0];
    const scenario = own.scenarios.length === 1 ? own.scenarios[0] : own.scenarios.find((one) => one.exposure === exposure);
    const shortest = Math.min(...own.scenarios.map(({ totalDays }) => totalDays));
    const total = own.afterLaunch ? own.insideDays : (scenario?.totalDays ?? (own.scenarios.length > 0 ? shortest : own.writtenDays));
    if (!(total > windowDays + 1e-9)) return;
    report(
      { keyOf: artifact.kind === 'runbook' ? '/stages' : '/rollout_plan' },
      `The result comes ${days(total - windowDays)} after the deadline: ${days(total)} of the plan against ${days(windowDays)}.\n${calendarWords({ ...own, windowDays })}. One stage after the other; ${own.afterLaunch ? 'the goal counts from the launch' : 'the goal counts from the first stage'}.`,
    );
  },
});

function windowOf(
  window: { readonly length?: { readonly days: number }; readonly anchor?: string } | undefined,
): readonly { readonly days: number; readonly afterLaunch: boolean }[] {
  if (window?.length === undefined) return [];
  return [{ days: window.length.days, afterLaunch: /\b(?:launch|roll-?out|release|go-live|live|full|ga)\b/i.test(window.anchor ?? '') }];
}

const days = (value: number): string => `${Number(value.toPrecision(4))} ${value === 1 ? 'day' : 'days'}`;
