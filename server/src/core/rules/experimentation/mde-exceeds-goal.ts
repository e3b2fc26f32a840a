// The smallest effect that the test is planned to see is larger than the one that is wanted.
import type { Said } from '../../facts/experiment.js';
import type { Facts } from '../../facts/facts.js';
import { textsUnder } from '../../facts/rows.js';
import { readQuantities } from '../../language/quantity.js';
import type { Quantity } from '../../language/types.js';
import { type Artifact, textAt } from '../../model/artifact.js';
import { membersOf } from '../../project.js';
import { markdown, rule, together, yaml } from '../rule.js';

export default rule({
  id: 'mde-exceeds-goal',
  group: 'experimentation',
  kinds: ['experiment-plan', 'prd'],
  level: 'error',
  says: 'The test is planned for a larger effect than the one that is wanted: it cannot see the goal.',
  because: 'If the wanted effect is really there, the test will most likely end without a result.',
  source: 'arithmetic (A2)',
  bad: [
    yaml`
      kind: experiment-plan
      hypothesis: the new ranking raises click-through by 8 % relative
      online_test: {mde: <|12 % relative|>}
    `,
    markdown`
      ## Hypothesis

      Summaries raise the resolution rate by 2 percentage points.

      ## Online test

      - MDE: <|3 percentage points|>
    `,
    together(
      yaml`
        kind: experiment-plan
        online_test: {mde: <|12 %|>}
      `,
      yaml`
        kind: prd
        goal: raise click-through on recommended items from 4.0 % to 4.32 % within 90 days while NPS drops by at most 3 points
      `,
    ),
    markdown`
      ---
      kind: prd
      ---
      # Reading lists

      ## Goal

      Raise loans of recommended titles by 5 % relative within 60 days of the start in all branches.

      ## Rollout plan

      - Pilot in 3 branches for 2 weeks
      - A/B test on half of the readers for 3 weeks, smallest detectable effect <|9 %|> relative
      - All branches
    `,
  ],
  good: [
    yaml`
      kind: experiment-plan
      hypothesis: the new ranking raises click-through by 8 % relative
      online_test: {mde: 6 % relative}
    `,
    markdown`
      ## Hypothesis

      Summaries raise the resolution rate by 2 percentage points.

      ## Online test

      - MDE: 1.5 percentage points
    `,
    together(
      yaml`
        kind: experiment-plan
        online_test: {mde: 6 %}
      `,
      yaml`
        kind: prd
        goal: raise click-through on recommended items from 4.0 % to 4.32 % within 90 days while NPS drops by at most 3 points
      `,
    ),
    yaml`
      kind: prd
      goal: raise loans of recommended titles by 5 % relative within 60 days of the start in all branches
      rollout_plan:
        - A/B test on half of the readers for 8 weeks (MDE 4 % relative)
        - All branches
    `,
  ],
  check({ artifact, facts, initiative }, report) {
    const { mde, said } = artifact.kind === 'prd' ? inRollout(artifact) : { mde: facts.experiment?.mde, said: facts.experiment?.said.mde };
    if (!mde || !said || mde.high !== undefined) return;
    // The plan's own hypothesis, else the goal that the PRD gives it.
    const own = wanted(facts, mde);
    const prd = own === undefined ? membersOf(initiative, 'prd').find((member) => wanted(member.facts, mde) !== undefined) : undefined;
    const goal = own ?? (prd && wanted(prd.facts, mde));
    if (goal === undefined || mde.value <= goal) return;
    const unit = mde.basis === 'points' ? ' points' : ` ${mde.unit}`;
    const at = { from: said.words[0], to: said.words[1] };
    const words = textAt(artifact, said.pointer).slice(...said.words);
    report(
      { pointer: said.pointer, ...at },
      `Planned to see ${mde.value}${unit}, wanted are ${goal}${unit}: this test cannot see the goal.`,
      {
        ...(prd ? { related: [{ member: prd, at: '/goal', message: `The PRD wants ${goal}${unit}.` }] } : {}),
        fix: {
          title: `Plan for ${goal}${unit}`,
          sort: 'choice',
          edits: [{ within: said.pointer, ...at, text: words.replace(String(mde.value), String(goal)) }],
        },
      },
    );
  },
});

/** A PRD says it, if at all, with the test in its rollout plan. */
function inRollout(artifact: Artifact): { readonly mde?: Quantity; readonly said?: Said } {
  for (const { pointer, text } of textsUnder(artifact, ['/rollout_plan'])) {
    const named =
      /\b(?:MDE|(?:minimum|minimal|smallest) detectable (?:effect|change|difference|lift))\b[\s:=(]{0,4}(?:(?:of|is|at|about)\s)?/i.exec(
        text,
      );
    const from = named ? named.index + named[0].length : -1;
    const amount = from < 0 ? undefined : readQuantities(text.slice(from, from + 40))[0];
    if (amount && amount.span[0] <= 3)
      return { mde: amount.value, said: { pointer, words: [from + amount.span[0], from + amount.span[1]] } };
  }
  return {};
}

/** The change that is wanted, in the unit and on the basis of the planned one; undefined where they are not comparable. */
function wanted(facts: Facts, mde: Quantity): number | undefined {
  const goal = facts.goal?.reading;
  const amount = goal?.magnitude;
  if (amount) {
    const { value, confidence } = amount;
    const same = value.unit === mde.unit && (value.basis === mde.basis || value.basis === undefined || mde.basis === undefined);
    return confidence >= 0.6 && value.high === undefined && same ? Math.abs(value.value) : undefined;
  }
  const [from, to] = [facts.promise?.baseline?.value, goal?.target?.value];
  if (!from || !to || from.unit !== to.unit || !(from.value > 0) || from.high !== undefined || to.high !== undefined) return undefined;
  const step = Math.abs(to.value - from.value);
  if (mde.basis === 'points') return mde.unit === from.unit || from.unit === '%' ? Number(step.toPrecision(4)) : undefined;
  return mde.unit === '%' ? Number(((step / from.value) * 100).toPrecision(4)) : undefined;
}
