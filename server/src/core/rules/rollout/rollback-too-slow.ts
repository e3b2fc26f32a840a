// Detect plus restore, against the month's error budget.
import { readDuration } from '../../language/duration.js';
import { budgetMinutes } from '../../math/availability.js';
import { rollbackCost } from '../../math/canary.js';
import { type Artifact, dataAt, textAt } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

const objective = 0.999;
const windowDays = 30;

export default rule({
  id: 'rollback-too-slow',
  group: 'rollout',
  kinds: ['runbook'],
  level: 'warning',
  says: 'One rollback at full traffic spends more than a fifth of the month’s error budget.',
  because: 'Until the old version serves again, everybody gets the broken one. A switch takes seconds, a redeploy half an hour.',
  source: 'arithmetic (A5); Site Reliability Workbook',
  noFix: 'a faster way back has to be built first',
  bad: [
    yaml`
      kind: runbook
      rollback: {minutes_to_detect: 5, minutes_to_restore: <|30|>}
    `,
    markdown`
      ---
      kind: runbook
      ---
      # Deploy the scorer

      ## Rollback

      - Authority: @sam
      - Minutes to restore: <|25|>
    `,
  ],
  good: [
    yaml`
      kind: runbook
      rollback: {minutes_to_detect: 5, minutes_to_restore: 2}
    `,
    markdown`
      ---
      kind: runbook
      ---
      # Deploy the scorer

      ## Rollback

      - Authority: @sam
      - Minutes to restore: 4
    `,
  ],
  check({ artifact, threshold }, report) {
    if (artifact.data.serving === 'batch') return;
    const restore = minutesAt(artifact, '/rollback/minutes_to_restore');
    const detect = minutesAt(artifact, '/rollback/minutes_to_detect') ?? 0;
    if (restore === undefined) return;
    const share = rollbackCost({ objective, windowDays, detectMinutes: detect, restoreMinutes: restore });
    const budget = budgetMinutes(objective, windowDays);
    if (share === undefined || budget === undefined || share <= threshold('rollback_budget_share')) return;
    report(
      '/rollback/minutes_to_restore',
      `${detect + restore} minutes down spend ${Math.round(share * 100)} % of ${budget.toFixed(1)} minutes: is there a faster switch?\nAssumes an objective of 99.9 % over 30 days and a failure at full traffic.`,
    );
  },
});

function minutesAt(artifact: Artifact, pointer: string): number | undefined {
  const data = dataAt(artifact, pointer);
  if (typeof data === 'number') return data;
  const text = textAt(artifact, pointer);
  const plain = /^\s*(\d{1,4}(?:\.\d+)?)\s*$/.exec(text)?.[1];
  if (plain !== undefined) return Number(plain);
  const days = readDuration(text, artifact.vocabulary)?.value.days;
  return days === undefined ? undefined : Math.round(days * 1440 * 10) / 10;
}
