// Eight per cent overall from thirty per cent of the users: those would need 26.7 %. Is that plausible?

import type { GoalFact } from '../../facts/goal.js';
import { mentions } from '../../facts/mentions.js';
import { textBelow } from '../../facts/rows.js';
import { readQuantities } from '../../language/quantity.js';
import { relativeChange } from '../../math/change.js';
import { liftAmongAdopters } from '../../math/dilution.js';
import type { Artifact } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'goal-diluted',
  group: 'adoption',
  kinds: ['prd', 'experiment-plan'],
  level: 'warning',
  profile: 'strict',
  prose: true,
  says: 'So few people use it that they would have to change a lot to move the whole.',
  because: 'Whoever does not use it dilutes the effect. Either more people use it, or the goal is too high.',
  source: 'own arithmetic: lift among adopters = overall lift ÷ adoption',
  noFix: 'the goal, the adoption or the population that is measured has to change; all three are decisions',
  bad: [
    yaml`
      kind: prd
      goal: Increase revenue per visitor by <|8 %|> relative within 90 days of full rollout
      adoption:
        metric: visitors who use a recommendation in a week
        target: 30 %
    `,
    markdown`
      # Drafts for the service desk

      ## Goal

      Reduce average handling time by <|12 %|> within 60 days of full rollout while CSAT stays at or above 4.2.

      ## Adoption

      Target: 25 % of agents use a draft each week; below 10 % on day 20 we change the button.
    `,
  ],
  good: [
    yaml`
      kind: prd
      goal: Increase revenue per visitor by 8 % relative within 90 days of full rollout
      adoption:
        metric: visitors who use a recommendation in a week
        target: 90 %
    `,
    markdown`
      # Drafts for the service desk

      ## Goal

      Reduce handling time among agents who use a draft by 12 % within 60 days of full rollout.

      ## Adoption

      Target: 25 % of agents use a draft each week.
    `,
  ],
  check({ artifact, facts, initiative, threshold }, report) {
    const goal = facts.goal;
    // Who measures the adopters alone has nothing to dilute.
    if (
      !goal ||
      /\b(?:among|of|for|by) (?:those|the )?(?:\w{2,14} )?(?:who|that|which) (?:use|accept|adopt|open|start|try)|\badopters\b|\bper use\b/i.test(
        goal.text,
      )
    )
      return;
    const lift = liftOf(goal);
    const adoption =
      adoptionOf(artifact) ?? initiative.members.map((member) => adoptionOf(member.artifact)).find((share) => share !== undefined);
    if (!lift || adoption === undefined) return;
    const among = liftAmongAdopters(lift.percent / 100, adoption / 100);
    if (among === undefined || !Number.isFinite(among) || Math.abs(among) * 100 <= threshold('adopter_lift') + 1e-9) return;
    report(
      { pointer: goal.pointer, from: lift.span[0], to: lift.span[1] },
      `At ${adoption} % adoption, those who use it need ${(Math.abs(among) * 100).toFixed(1)} %: is that plausible?\nIt assumes that ${lift.percent} % is meant of everybody, and that nothing changes for the others.`,
    );
  },
});

/** Relative change of the whole: "by 8 %", "from 4.0 % to 4.4 %". Percentage points are another matter. */
function liftOf(goal: GoalFact): { readonly percent: number; readonly span: readonly [number, number] } | undefined {
  const { magnitude, baseline, target } = goal.reading;
  if (magnitude && magnitude.value.unit === '%' && magnitude.value.basis !== 'points' && magnitude.value.basis !== 'share')
    return { percent: Math.abs(magnitude.value.value), span: magnitude.span };
  if (!baseline || !target || baseline.value.unit !== target.value.unit) return undefined;
  const change = relativeChange(baseline.value.value, target.value.value);
  return change === undefined || !Number.isFinite(change) || change === 0
    ? undefined
    : { percent: Number((Math.abs(change) * 100).toFixed(1)), span: target.span };
}

/** The target for how many of the eligible use it, in percent. */
function adoptionOf(artifact: Artifact): number | undefined {
  if (artifact.kind !== 'prd') return undefined;
  const shares = (text: string) =>
    readQuantities(text).filter(({ value }) => value.unit === '%' && value.high === undefined && value.value > 0 && value.value <= 100);
  const stated = shares(textBelow(artifact, '/adoption/target'))[0] ?? shares(textBelow(artifact, '/adoption'))[0];
  if (stated) return stated.value.value;
  for (const { sentence } of mentions(artifact, /\badoption(?: rate)?\b/i, new Set(['metrics', 'guardrails']))) {
    const share = shares(sentence)[0];
    if (share) return share.value.value;
  }
  return undefined;
}
