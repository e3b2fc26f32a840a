// An action item that nobody owns, that has no date or that stands in no tracker: a wish.

import { isSomebody } from '../../facts/ownership.js';
import { rowsAt } from '../../facts/rows.js';
import { readDeadline } from '../../language/date.js';
import { readOwners } from '../../language/owner.js';
import { findPlaceholders } from '../../language/placeholder.js';
import { textAt } from '../../model/artifact.js';
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
      - [x] Raise the timeout
    `,
  ],
  check({ artifact }, report) {
    // "Future improvement", "Prevention": an outlook and good habits, which nobody will tick off.
    const { words } = artifact.places.get('/action_items') ?? {};
    if (words !== undefined && /\b(?:future|prevention|preventing|recommendations?|long[- ]term|ideas?)\b/i.test(words)) return;
    const rows = rowsAt(artifact, '/action_items');
    const lacking = rows.flatMap((row): Lacking[] => {
      const what = `${row.pointer}/what`;
      const at = row.prose ? row.pointer : what;
      const text = textAt(artifact, at);
      // "Preventative measures" is a heading of a template and no task.
      if (
        text.trim().split(/\s+/).length < 3 ||
        findPlaceholders(text).length > 0 ||
        /^\[.*\]\.?$/s.test(text.trim()) ||
        isDone(artifact.source, artifact.places.get(row.pointer)?.whole[0] ?? 0)
      )
        return [];
      const owned =
        textAt(artifact, `${row.pointer}/owner`).trim() !== '' ||
        readOwners(row.text).some(({ value, confidence }) => isSomebody(value) && confidence >= 0.7) ||
        /\(\s*[A-Z]\w+|\bowner\b/.test(row.text);
      const dated =
        textAt(artifact, `${row.pointer}/due`).trim() !== '' ||
        readDeadline(row.text) !== undefined ||
        /\b\d{4}-\d{2}-\d{2}\b|\bQ[1-4]\b|\bby (?:end of |next )?\w+|\bsprint\b|\bweek\b/i.test(row.text);
      const tracked =
        textAt(artifact, `${row.pointer}/tracker`).trim() !== '' || /(?:^|[\s(])#\d+|\b[A-Z]{2,10}-\d+\b|https?:/.test(row.text);
      if (owned && (dated || tracked)) return [];
      const missing = [...(owned ? [] : ['owner']), ...(dated || tracked ? [] : ['date'])];
      const edits: readonly ModelEdit[] = row.prose
        ? [behind(row.pointer, text, text.replace(/[.\s]+$/, '').length, ` (${owned ? '' : '${1:@name}, '}\${2:by 2027-01-31})`)]
        : [
            ...(owned ? [] : addPart(artifact, row.pointer, 'owner', '${1:@name}')),
            ...(dated || tracked ? [] : addPart(artifact, row.pointer, 'due', '${2:2027-01-31}')),
          ];
      return [
        {
          at,
          message: `No ${missing.join(' and no ')}: who does this, and by when?`,
          edits: row.prose && !owned && dated ? [behind(row.pointer, text, text.replace(/[.\s]+$/, '').length, ' (${1:@name})')] : edits,
        },
      ];
    });
    eachOrAll(
      report,
      { field: '/action_items', rows: rows.length, lacking },
      { all: (share) => `${share} action items has an owner and a date.`, title: 'Add owner and date' },
    );
  },
});

/** A ticked box needs nobody any more. */
const isDone = (source: string, at: number): boolean =>
  /^\s*(?:[-*+]|\d+[.)])?\s*\[[xX]\]/.test(source.slice(source.lastIndexOf('\n', at - 1) + 1, at + 12));
