// "None" may be the right answer; without a reason nobody can tell it from "not looked at".
import { findPlaceholders, readNotApplicable } from '../../language/placeholder.js';
import { leaves } from '../../model/artifact.js';
import { shapeAt } from '../../schema/look.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'na-without-reason',
  group: 'structure',
  kinds: ['prd', 'one-pager', 'data-readiness', 'experiment-plan', 'runbook', 'monitoring', 'retrospective'],
  level: 'warning',
  says: 'It says that this does not apply, and not why.',
  because: '"None" without a reason reads the same whether somebody checked or nobody did.',
  source: '"PM responsibilities in AI": privacy and risks are decided, not skipped',
  bad: [
    yaml`
      kind: prd
      privacy_concerns: <|none|>
    `,
    markdown`
      ## Privacy

      <|N/A|>
    `,
  ],
  good: [
    yaml`
      kind: prd
      privacy_concerns: "none: item ids only, no user data joined"
    `,
    markdown`
      ## Baseline

      None, this is a new surface; the popularity heuristic of EXP-3 stands in.
    `,
  ],
  check({ artifact }, report) {
    for (const { pointer, text } of leaves(artifact)) {
      // A field, or the only item of one; a cell in a table may well be "none".
      if (!/^\/[^/]+(?:\/0)?$/.test(pointer)) continue;
      const shape = shapeAt(artifact.kind, `/${pointer.split('/')[1]}`);
      if (!shape || shape.need.as !== 'required' || shape.choices.length > 0) continue;
      const answer = readNotApplicable(text.text);
      if (!answer.stated || answer.reason || findPlaceholders(text.text).length > 0) continue;
      report(pointer, `${shape.title} says "${text.text}", and not why: what was looked at?`, {
        fix: {
          title: 'Add the reason',
          sort: 'template',
          edits: [{ put: pointer, text: `${text.text.replace(/(?<![.\s])[.\s]+$/, '')}, because \${1:<what was looked at>}` }],
        },
      });
    }
  },
});
