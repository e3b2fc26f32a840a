// An action item that nobody owns, that has no date or that stands in no tracker: a wish.
import { findPlaceholders } from '../../language/placeholder.js';
import { addPart } from '../addPart.js';
import { behind } from '../behind.js';
import { eachOrAll, type Lacking } from '../eachOrAll.js';
import type { ModelEdit } from '../rule.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'action-item-untracked',
  group: 'cross-artifact',
  kinds: ['retrospective'],
  level: 'warning',
  prose: true,
  says: 'This action item has no owner or no date.',
  because: 'An item without a name and a day is done by nobody, and the next retrospective lists it again.',
  source: 'Site Reliability Engineering, postmortem template',
  bad: [
    yaml`
      kind: retrospective
      action_items:
        - <|improve the tests of the feature job|>
        - {what: alert on feed age, owner: "@li", due: 2027-04-01, type: detect}
    `,
    markdown`
      ## Action items

      | Action | Owner | Due |
      |---|---|---|
      | <|Retrain with the spring data|> | @noor | |
      | Add a canary for the tokenizer | @li | 2027-04-01 |
    `,
    markdown`
      ## Action items

      - [ ] <|Write the runbook for the cold start|>
    `,
  ],
  good: [
    markdown`
      ---
      kind: retrospective
      ---
      # Wrong vaccine in the reminder

      ## Prevention

      - Always try the empty result before a release
      - Never rely on a field that may be absent
    `,
    markdown`
      ## Action items

      - Immediate fixes
      - Preventative measures
    `,
    yaml`
      kind: retrospective
      action_items:
        - {what: alert on feed age, owner: "@li", due: 2027-04-01, type: detect}
    `,
    markdown`
      ## Action items

      - [ ] Write the runbook for the cold start (@sam, by 2027-03-15)
      - [ ] One alert a depot — Luis Ortega — 2027-07-15
      - [ ] Train again on the winter parcels (Jun, end of August)
      - Amara: name the second rater by Q2
      - [x] Raise the timeout
    `,
  ],
  check({ artifact, facts }, report) {
    // "Future improvement", "Prevention": an outlook and good habits, which nobody will tick off.
    const { words } = artifact.places.get('/action_items') ?? {};
    if (words !== undefined && /\b(?:future|prevention|preventing|recommendations?|long[- ]term|ideas?)\b/i.test(words)) return;
    const lacking = facts.tasks.flatMap(({ row, at, text, owned, dated, tracked, done }): Lacking[] => {
      // "Preventative measures" is a heading of a template and no task.
      if (done || text.trim().split(/\s+/).length < 3 || findPlaceholders(text).length > 0 || /^\[.*\]\.?$/s.test(text.trim())) return [];
      if (owned && (dated || tracked)) return [];
      const missing = [...(owned ? [] : ['owner']), ...(dated || tracked ? [] : ['date'])];
      const edits: readonly ModelEdit[] = row.prose
        ? [behind(row.pointer, text, text.replace(/(?<![.\s])[.\s]+$/, '').length, ` (${owned ? '' : '${1:@name}, '}\${2:by 2027-01-31})`)]
        : [
            ...(owned ? [] : addPart(artifact, row.pointer, 'owner', '${1:@name}')),
            ...(dated || tracked ? [] : addPart(artifact, row.pointer, 'due', '${2:2027-01-31}')),
          ];
      return [
        {
          at,
          message: `No ${missing.join(' and no ')}: who does this, and by when?`,
          edits:
            row.prose && !owned && dated
              ? [behind(row.pointer, text, text.replace(/(?<![.\s])[.\s]+$/, '').length, ' (${1:@name})')]
              : edits,
        },
      ];
    });
    eachOrAll(
      report,
      { field: '/action_items', rows: facts.tasks.length, lacking },
      { all: (share) => `${share} action items has an owner and a date.`, title: 'Add owner and date' },
    );
  },
});
