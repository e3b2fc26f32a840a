// "Retrain as needed": the need is noticed when the model is two years old.

import { textBelow } from '../../facts/rows.js';
import { readDurations } from '../../language/duration.js';
import { findPlaceholders } from '../../language/placeholder.js';
import { readSchedule } from '../../language/schedule.js';
import { dataAt, textAt } from '../../model/artifact.js';
import { addTo } from '../addTo.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'staleness-unbounded',
  group: 'monitoring',
  kinds: ['monitoring'],
  level: 'warning',
  profile: 'strict',
  prose: true,
  says: 'How old may the model get? No limit is set.',
  because: 'A model that nobody retrains loses quality slowly, below every alert. Its age is a number that can ring.',
  source: 'ML Test Score, Monitor 4: models are not too stale; Model 4',
  bad: [
    yaml`
      kind: monitoring
      retraining: <|retrain as needed|>
    `,
    markdown`
      ## Retraining

      - Trigger: <|PSI above 0.3 on two inputs|>
      - Quality gate: MAPE at most that of the live model
    `,
  ],
  good: [
    yaml`
      kind: monitoring
      retraining: {trigger: PSI above 0.3, quality_gate: MAPE at most that of the live model, max_age: 45 days}
    `,
    markdown`
      ## Signals

      - alert when the model is more than 45 days old

      ## Retraining

      As needed, after a review of the drift by @li.
    `,
  ],
  check({ artifact, facts }, report) {
    const text = textBelow(artifact, '/retraining');
    if (text === '' || dataAt(artifact, '/retraining') === undefined || findPlaceholders(text).length > 0) return;
    const never = /\b(?:never|not|no) (?:be )?(?:re-?train|planned)|\bno retraining\b|\bstatic\b|\brules?[- ]based\b/i.test(text);
    if (never || dataAt(artifact, '/retraining/max_age') !== undefined || facts.watched.subjects.has('staleness')) return;
    const cadence =
      ['cadence', 'trigger']
        .map((key) => textBelow(artifact, `/retraining/${key}`))
        .join('\n')
        .trim() || text;
    if (
      readSchedule(cadence)?.value.every !== undefined ||
      readDurations(cadence, artifact.vocabulary).some(({ value }) => value.days >= 0.5) ||
      /\bper (?:day|week|month|quarter)\b/i.test(cadence)
    )
      return;
    const prose = artifact.places.get('/retraining')?.text !== undefined;
    const at = prose
      ? '/retraining'
      : (['/retraining/trigger', '/retraining/cadence'].find((place) => textAt(artifact, place) !== '') ?? '/retraining');
    const words = textAt(artifact, at).replace(/\s+/g, ' ');
    report(at, `How old may the model get? "${words.length > 50 ? `${words.slice(0, 49)}…` : words}" sets no limit.`, {
      fix: {
        title: 'Set a largest age',
        sort: 'template',
        edits: [
          addTo(
            { pointer: '/retraining', text: prose ? words : '', prose },
            'max_age',
            '${1:45 days}',
            '; alert when the model is more than ${1:45 days} old',
          ),
        ],
      },
    });
  },
});
