// TBD, xx %, <metric>: text that holds a place and says nothing. One finding for each field.
import { findPlaceholders, isEmptyAnswer } from '../../language/placeholder.js';
import { leaves } from '../../model/artifact.js';
import { shapeAt } from '../../schema/look.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'field-placeholder',
  group: 'structure',
  kinds: ['prd', 'one-pager', 'data-readiness', 'experiment-plan', 'runbook', 'monitoring', 'retrospective'],
  level: { discover: 'warning', build: 'warning', deploy: 'error', operate: 'error' },
  says: 'A placeholder is left; it counts as not started.',
  because: 'A heading with TBD below it looks finished from afar. Readers stop asking, and the question stays open until launch.',
  source: '"PM responsibilities in AI"; placeholders seen in real PRDs',
  noFix: 'only the author knows the answer',
  bad: [
    yaml`
      kind: prd
      baseline: <|TBD|>
    `,
    markdown`
      ## Goal

      Increase <|<metric>|> by 8 % within 90 days.

      ## Owners

      - Product: <|to be defined|>
    `,
    markdown`
      | Metric | Target |
      |---|---|
      | CTR | ≥ 4.3 % |

      ## Success metrics

      - Resolution rate ≥ <|XX%|>
    `,
  ],
  good: [
    yaml`
      kind: prd
      baseline: "none, new surface; heuristic in EXP-3"
    `,
    markdown`
      ## Goal

      Reduce handling time by 12 % ([definition](metrics.md#aht)) by 2027-03-31.

      ## Rollout plan

      - [ ] Shadow mode for 2 weeks
      - [x] Canary on 5 % of traffic for 1 week<br>
    `,
  ],
  check({ artifact }, report) {
    const fields = new Map<
      string,
      { readonly at: { readonly pointer: string; readonly from: number; readonly to: number }; count: number; whole: boolean }
    >();
    for (const { pointer, text } of leaves(artifact)) {
      if (text.verbatim === 'code') continue;
      const spans = findPlaceholders(text.text, text.masked ? { masked: text.masked } : {});
      const field = pointer.split('/')[1] as string;
      const first = spans[0];
      // A product may be a to-do list.
      if (!first || (field === 'title' && /^todo$/i.test(text.text.slice(...first)))) continue;
      const known = fields.get(field);
      if (known) known.count += spans.length;
      else fields.set(field, { at: { pointer, from: first[0], to: first[1] }, count: spans.length, whole: isEmptyAnswer(text.text) });
    }
    for (const [field, { at, count, whole }] of fields) {
      const title = shapeAt(artifact.kind, `/${field}`)?.title ?? field;
      report(
        at,
        count > 1
          ? `${count} placeholders are left in ${title}; they count as not started.`
          : whole
            ? `${title} is still a placeholder; it counts as not started.`
            : `A placeholder is left in ${title}; it counts as not started.`,
      );
    }
  },
});
