// The smallest effect that the test is planned to see is larger than the one that is wanted.
import { textAt } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'mde-exceeds-goal',
  group: 'experimentation',
  kinds: ['experiment-plan'],
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
  ],
  check({ artifact, facts }, report) {
    const mde = facts.experiment?.mde;
    const goal = facts.goal?.reading.magnitude;
    if (!mde || !goal || goal.confidence < 0.6 || mde.high !== undefined || mde.unit !== goal.value.unit || mde.basis !== goal.value.basis)
      return;
    if (mde.value <= goal.value.value) return;
    const unit = mde.basis === 'points' ? ' points' : ` ${mde.unit}`;
    const said = facts.experiment?.said.mde;
    if (!said) return;
    const at = { from: said.words[0], to: said.words[1] };
    const words = textAt(artifact, said.pointer).slice(...said.words);
    report(
      { pointer: said.pointer, ...at },
      `Planned to see ${mde.value}${unit}, wanted are ${goal.value.value}${unit}: this test cannot see the goal.`,
      {
        fix: {
          title: `Plan for ${goal.value.value}${unit}`,
          sort: 'choice',
          edits: [{ within: said.pointer, ...at, text: words.replace(String(mde.value), String(goal.value.value)) }],
        },
      },
    );
  },
});
