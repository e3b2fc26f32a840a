// A closed choice or a number that holds something else.
import { validate } from '../../schema/validate.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'value-unexpected',
  group: 'structure',
  kinds: ['prd', 'one-pager', 'data-readiness', 'experiment-plan', 'runbook', 'monitoring', 'retrospective'],
  level: 'warning',
  profile: 'light',
  says: 'This value is none of the known ones.',
  because: 'The phase and the context flags decide what is checked; a slip there switches checks off.',
  source: 'the schema of the kind',
  noFix: 'the message names the nearest known value',
  bad: [
    yaml`
      kind: prd
      phase: <|biuld|>
    `,
    markdown`
      ---
      kind: prd
      personal_data: <|a little|>
      ---
      # Recommendations
    `,
  ],
  good: [
    yaml`
      kind: prd
      phase: Build
      regulated: yes
    `,
    markdown`
      ---
      kind: prd
      personal_data: none
      ---
      # Recommendations
    `,
  ],
  check({ artifact }, report) {
    for (const { message, at } of validate(artifact)) report({ span: at, pointer: '' }, message);
  },
});
