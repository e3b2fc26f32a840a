// "Preserving NPS": no change at all can never be shown, only a change smaller than some margin.
import { rowsAt, textsUnder } from '../../facts/rows.js';
import { findMetric } from '../../language/metrics.js';
import { findPlaceholders } from '../../language/placeholder.js';
import { textAt } from '../../model/artifact.js';
import { behind } from '../behind.js';
import { markdown, rule, yaml } from '../rule.js';
import { isReadable } from './goal-vague.js';

export default rule({
  id: 'guardrail-no-margin',
  group: 'measurability',
  kinds: ['prd', 'one-pager', 'experiment-plan', 'runbook'],
  level: { discover: 'hint', build: 'warning', deploy: 'warning', operate: 'warning' },
  prose: true,
  says: 'How much of a drop would you accept? "No change" can never be shown.',
  because:
    'Every measurement has an error. A test can show that a loss is smaller than a margin, never that there is none; and the margin decides how many users that takes.',
  source: 'Spotify Engineering on guardrail metrics and non-inferiority; arithmetic (A7)',
  bad: [
    yaml`
      kind: prd
      goal: raise click-through by 8 % relative within 90 days of full rollout while preserving <|NPS|>
    `,
    markdown`
      ## Guardrails

      - <|Churn does not get worse|>
      - Complaint rate stays at or below 0.5 %
    `,
    yaml`
      kind: runbook
      stages:
        - {name: Ten wards, traffic: 10 %, duration: 2 weeks, exit: p95 latency ≤ 400 ms and <|readmissions do not rise|>}
        - {name: Full, traffic: 100 %}
    `,
    markdown`
      ---
      kind: runbook
      ---
      # Answers in the help centre

      ## Stages

      | Stage | Traffic | Duration | Exit |
      |---|---|---|---|
      | Canary | 5 % | 10 days | error rate ≤ 0.6 %, <|CSAT is preserved|> |
      | Full | 100 % | | |
    `,
  ],
  good: [
    yaml`
      kind: prd
      goal: raise click-through by 8 % relative within 90 days of full rollout while NPS drops by at most 3 points
    `,
    markdown`
      ## Guardrails

      - Churn rises by at most 0.2 points
      - Never answers questions about a diagnosis
    `,
    markdown`
      ---
      kind: runbook
      ---
      ## Stages

      - Canary on 5 % of searches for 1 week, exit: error rate ≤ 0.6 % and zero-result rate rises by at most 0.5 points
      - Ramp to 50 % for 1 week while the error rate stays at or below 0.6 %
      - Full
    `,
    yaml`
      kind: runbook
      stages:
        - {name: Canary, traffic: 5 %, duration: 1 week, exit: looks stable}
        - {name: Full, traffic: 100 %}
    `,
  ],
  check({ artifact, facts }, report) {
    const soften = binding.has(artifact.kind) ? {} : { level: 'information' as const };
    const goal = facts.goal;
    if (goal && isReadable(goal) && !goal.text.includes('\n') && goal.field !== '/hypothesis')
      for (const { value, span, confidence } of goal.reading.guardrails) {
        if (value.margin || !value.metric.entry || confidence < 0.6 || /\d/.test(goal.text.slice(...span))) continue;
        offer(goal.pointer, span[0], span[1], value.metric.name);
      }
    for (const row of rowsAt(artifact, '/guardrails')) {
      const at = row.prose ? row.pointer : `${row.pointer}/metric`;
      const text = textAt(artifact, at);
      const metric = findMetric(text, artifact.vocabulary);
      if (/\d/.test(row.text) || !metric?.value.entry || text.length > 80 || findPlaceholders(row.text).length > 0) continue;
      const words = row.text;
      if (!(row.prose ? held.test(words) : words.trim() === text.trim() || held.test(words))) continue;
      const end = text.replace(/(?<![.\s])[.\s]+$/, '').length;
      offer(at, 0, end, metric.value.name);
    }
    // A gate of a release that has a number has a part without one; where it has none at all, stage-exit-not-numeric speaks.
    for (const stage of artifact.kind === 'runbook' ? facts.stages : [])
      if (/\d/.test(stage.exit))
        for (const { pointer, text } of textsUnder(artifact, [stage.pointer]))
          for (const [from, to] of partsOf(text)) {
            const words = text.slice(from, to);
            const metric = findMetric(words, artifact.vocabulary)?.value;
            if (!/\d/.test(words) && metric?.entry && stage.exit.includes(words) && held.test(words)) offer(pointer, from, to, metric.name);
          }

    function offer(pointer: string, from: number, to: number, name: string): void {
      report({ pointer, from, to }, `How much of a loss in ${name.slice(0, 30)} would you accept? "No change" can never be shown.`, {
        fix: {
          title: 'Add the largest loss you accept',
          sort: 'template',
          edits: [behind(pointer, textAt(artifact, pointer), to, ' (drop of at most ${1:3} ${2:points})')],
        },
        ...soften,
      });
    }
  },
});

/** Where a promise is acted upon. */
const binding: ReadonlySet<string> = new Set(['experiment-plan', 'runbook']);

/** "error rate ≤ 0.6 % and NPS holds" in its parts. */
function partsOf(text: string): readonly (readonly [number, number])[] {
  const parts: [number, number][] = [];
  let from = 0;
  for (const { index, 0: joint } of [
    ...text.matchAll(/\s*(?:[,;\n]|\b(?:and|while|with|as long as)\b)\s*/gi),
    { index: text.length, 0: '' },
  ]) {
    const end = from + text.slice(from, index).replace(/(?<![.\s])[.\s]+$/, '').length;
    if (end > from) parts.push([from, end]);
    from = index + joint.length;
  }
  return parts;
}

const held =
  /\b(?:keep|hold|maintain|preserv\w+|stays?|stable|steady|unchanged|flat|not (?:get |become )?(?:worse\w*|degrad\w+|drop|fall|rise|increase|decline|regress)|no (?:worse|drop|loss|increase|regression|degradation|decline|negative))\b/i;
