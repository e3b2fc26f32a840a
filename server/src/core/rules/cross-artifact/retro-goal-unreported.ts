// Every promise of the PRD has a row in the retrospective: a missing one reads like a success.
import { speaksOf } from '../../facts/guarded.js';
import { sameMetric } from '../../facts/promise.js';
import type { MetricMention } from '../../language/types.js';
import { membersOf } from '../../project.js';
import { titleOf } from '../disagree.js';
import { markdown, rule, together, yaml } from '../rule.js';

const told = /^\/(?:goal_vs_actual|experiment_result|slo_attainment|adoption_actual|cost_actual|risk_review)/;

export default rule({
  id: 'retro-goal-unreported',
  group: 'cross-artifact',
  kinds: ['retrospective'],
  level: 'error',
  across: true,
  prose: true,
  says: 'A goal or guardrail of the PRD has no row here.',
  because: 'Silence is not success. The guardrail that nobody reports is usually the one that was broken.',
  source: '"PM responsibilities in AI": post-launch retrospective',
  bad: [
    together(
      yaml`
        kind: retrospective
        <|goal_vs_actual|>:
          - {metric: click-through, target: 4.32 %, actual: 4.4 %, verdict: met}
      `,
      yaml`
        kind: prd
        goal: increase click-through from 4.0 % to 4.32 % within 90 days while NPS drops by at most 3 points
      `,
    ),
    together(
      markdown`
        ---
        kind: retrospective
        ---
        # Retro

        ## <|Goal vs actual|>

        | Metric | Target | Actual | Verdict |
        |---|---|---|---|
        | reopen rate | ≤ 4 % | 3.8 % | met |
      `,
      markdown`
        ---
        kind: prd
        ---
        # Claims triage

        ## Goal

        Cut handling time by 12 % relative within 90 days while reopen rate stays at or below 4 %.
      `,
    ),
  ],
  good: [
    together(
      yaml`
        kind: retrospective
        goal_vs_actual:
          - {metric: click-through, target: 4.32 %, actual: 4.4 %, verdict: met}
          - {metric: NPS, target: drops at most 3 points, actual: -1 point, verdict: met}
      `,
      yaml`
        kind: prd
        goal: increase click-through from 4.0 % to 4.32 % within 90 days while NPS drops by at most 3 points
      `,
    ),
    together(
      markdown`
        ---
        kind: retrospective
        ---
        # Retro

        ## What went well

        - The canary caught the bad deploy
      `,
      markdown`
        ---
        kind: prd
        ---
        # Claims triage

        ## Goal

        Cut handling time by 12 % relative within 90 days while reopen rate stays at or below 4 %.
      `,
    ),
  ],
  check({ artifact, facts, initiative }, report) {
    if (!artifact.places.has('/goal_vs_actual')) return;
    const missing: { readonly metric: MetricMention; readonly related: Parameters<typeof report>[2] }[] = [];
    for (const member of membersOf(initiative, 'prd')) {
      const promised = [
        ...(member.facts.promise?.metric ? [{ metric: member.facts.promise.metric.value, at: member.facts.promise.metric.at }] : []),
        ...member.facts.guarded.map(({ metric, at }) => ({ metric, at })),
      ];
      for (const { metric, at } of promised) {
        if (missing.some((known) => sameMetric(known.metric, metric))) continue;
        if (
          facts.outcomes.some(({ name, entry }) => sameMetric({ name, ...(entry ? { entry } : {}) }, metric)) ||
          speaksOf(artifact, metric, told)
        )
          continue;
        missing.push({
          metric,
          related: {
            related: [{ member, at: { pointer: at.pointer, from: at.from, to: at.to }, message: `Promised in the ${titleOf(member)}.` }],
          },
        });
      }
    }
    if (missing.length === 0) return;
    const names = missing.map(({ metric }) => metric.name);
    const shown = names.length > 2 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more` : names.join(' and ');
    report(
      { keyOf: '/goal_vs_actual' },
      `${shown} ${names.length > 1 ? 'are' : 'is'} promised in the PRD, and not reported here.`.slice(0, 100),
      {
        related: missing.flatMap(({ related }) => related?.related ?? []),
        fix: {
          title: names.length > 1 ? 'Add their rows' : `Add the row for ${shown}`,
          sort: 'template',
          edits: [
            {
              append: '/goal_vs_actual',
              value: {
                metric: names[0] as string,
                target: '${1:target}',
                actual: '${2:actual}',
                ci: '${3:interval}',
                verdict: '${4:met, not met or inconclusive}',
              },
            },
          ],
        },
      },
    );
  },
});
