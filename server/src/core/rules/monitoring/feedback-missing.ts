// The training set was built once: nothing that users do afterwards ever reaches the model.

import { textBelow } from '../../facts/rows.js';
import { findPlaceholders } from '../../language/placeholder.js';
import { dataAt } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'feedback-missing',
  group: 'monitoring',
  kinds: ['monitoring'],
  level: { discover: 'hint', build: 'hint', deploy: 'warning', operate: 'error' },
  profile: 'strict',
  prose: true,
  says: 'Where do new labels come from? Nothing that users do is captured.',
  because: 'Without labels from live use nobody can tell that the model got worse, and the next one learns from the past.',
  source: '"PM responsibilities in AI": user feedback loop, label capture',
  bad: [
    yaml`
      kind: monitoring
      phase: deploy
      feedback: <|training set built once from 2024 logs|>
    `,
    markdown`
      # <|Monitoring of the CV screening|>

      ## Signals

      - p95 latency
      - error rate
      - time to hire

      ## Retraining

      Every quarter, gate: recall at most 1 point below the live model.
    `,
  ],
  good: [
    yaml`
      kind: monitoring
      phase: deploy
      feedback: thumbs and a reason under every answer, about 300 labels a week
    `,
    markdown`
      ## Feedback

      - Channel: the radiologist confirms or corrects each finding in the report
      - Expected labels per week: 2,000
    `,
  ],
  check({ artifact, facts }, report) {
    const text = textBelow(artifact, '/feedback');
    const edits = {
      label_capture_channel: '${1:where users say what was wrong}',
      expected_labels_per_week: '${2:300}',
      latency: '${3:2 days}',
    };
    if (dataAt(artifact, '/feedback') === undefined) {
      // A list of alerts alone is no plan for the model, and whoever captures labels elsewhere says so in some words.
      if (dataAt(artifact, '/signals') === undefined && dataAt(artifact, '/retraining') === undefined) return;
      if (!facts.watched.ofModel || elsewhere.test(artifact.source)) return;
      report('/feedback', undefined, {
        fix: { title: 'Say how labels are captured', sort: 'template', edits: [{ add: '/feedback', value: edits }] },
      });
      return;
    }
    if (text === '' || findPlaceholders(text).length > 0 || dataAt(artifact, '/feedback/expected_labels_per_week') !== undefined) return;
    if (captures.test(text) && !once.test(text)) return;
    const leaf = artifact.places.get('/feedback')?.text !== undefined;
    report(
      '/feedback',
      undefined,
      leaf
        ? {
            fix: {
              title: 'Say how labels are captured',
              sort: 'template',
              edits: [{ put: '/feedback', text: '${1:thumbs and a reason under every answer}, about ${2:300} labels a week' }],
            },
          }
        : {},
    );
  },
});

const captures =
  /\b(?:thumbs?|rat(?:e|es|ed|ings?)|stars?|reasons?|buttons?|clicks?|dwell|accept\w*|reject\w*|overrid\w+|correct\w*|edit\w*|surveys?|label\w*|annotat\w*|review\w*|report\w*|flag\w*|outcomes?|chargebacks?|disputes?|confirm\w*|form|votes?|tickets?|implicit|explicit|feedback|comments?|returns?|purchases?|hid(?:e|es|den)|dismiss\w*|appeals?|nps|csat|interviews?)\b/i;
const once =
  /\bonce\b(?! (?:a|per|every)\b)|\bone[- ](?:off|time)\b|\bno (?:new )?(?:labels?|feedback|capture)\b|\bnot (?:yet )?(?:captured|collected|planned)\b|^\s*(?:none|no|nothing)\b/i;
const elsewhere =
  /\bfeedback\b|\bthumbs\b|\blabel(?:l?ed|s)?\b|\bannotat|\buser reports?\b|\bratings?\b|\bcorrections?\b|\bhuman (?:review|audit|eval)/i;
