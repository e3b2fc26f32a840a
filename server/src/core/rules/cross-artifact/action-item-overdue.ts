// An action item whose day is over and that nobody has ticked off. Beyond the catalogue: the design asks for open action items.
// Where a tracker is named, its state is the tracker's, and this says nothing.
import { readDate } from '../../language/date.js';
import { textAt } from '../../model/artifact.js';
import { daysBetween } from '../../waivers.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'action-item-overdue',
  group: 'cross-artifact',
  kinds: ['retrospective'],
  level: 'information',
  prose: true,
  says: 'The day of this action item is over, and nothing says that it is done.',
  because: 'What was learned is lost if nobody asks again: the next incident has the same cause.',
  source: 'Site Reliability Engineering, postmortem template',
  noFix: 'Whether it is done, or when it will be, only its owner knows.',
  bad: [
    yaml`
      kind: retrospective
      action_items:
        - {what: alert on feed age, owner: "@li", due: <|2026-04-01|>, type: detect}
        - {what: retrain with the spring data, owner: "@noor", due: 2027-04-01}
    `,
    markdown`
      ## Action items

      - [ ] <|Write the runbook for the cold start (@sam, by 2026-03-15)|>
      - [x] Raise the timeout (@sam, by 2026-03-15)
    `,
  ],
  good: [
    yaml`
      kind: retrospective
      action_items:
        - {what: alert on feed age, owner: "@li", due: 2026-04-01, tracker: "https://example.org/ops/17"}
        - {what: "done: raise the timeout", owner: "@li", due: 2026-04-01}
    `,
    markdown`
      ---
      kind: retrospective
      ---
      # Forecast, half a year on

      ## Action items

      | Action | Owner | Due | Status |
      |---|---|---|---|
      | Retrain with the spring data | @noor | 2026-04-01 | closed |
      | Add a canary for the tokenizer | @li | 2027-04-01 | |
    `,
  ],
  check({ artifact, facts, settings }, report) {
    for (const { row, tracked, done } of facts.tasks) {
      if (tracked || done) continue;
      const due = row.prose ? '' : textAt(artifact, `${row.pointer}/due`);
      // In a sentence only a whole date behind "by" or "due" is a deadline.
      const words = row.prose ? (/\b(?:by|due|until)\b[^\d\n]{0,10}(\d{4}-\d{2}-\d{2})/i.exec(row.text)?.[1] ?? '') : due;
      const day = /^\s*\d{4}-\d{2}-\d{2}\s*$/.test(words) ? readDate(words)?.value : undefined;
      if (day === undefined || day >= settings.today) continue;
      const late = daysBetween(day, settings.today);
      report(
        row.prose ? row.pointer : `${row.pointer}/due`,
        `Due on ${day}, ${late} ${late === 1 ? 'day' : 'days'} ago, and not ticked off: is it done, or when will it be?`,
      );
    }
  },
});
