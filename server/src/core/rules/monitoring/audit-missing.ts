// Dashboards are looked at, outputs are read by nobody.
import { textBelow } from '../../facts/rows.js';
import { findPlaceholders } from '../../language/placeholder.js';
import { readSchedule } from '../../language/schedule.js';
import { dataAt } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'audit-missing',
  group: 'monitoring',
  kinds: ['monitoring'],
  level: { discover: 'hint', build: 'hint', deploy: 'warning', operate: 'warning' },
  profile: 'strict',
  prose: true,
  says: 'Nobody reads what the model puts out: a human review of samples is missing.',
  because: 'Some faults move no metric: a wrong tone, an unfair pattern, a plausible lie. People see them in a hundred samples.',
  source: '"PM responsibilities in AI": human-in-the-loop audits; EU AI Act, Art. 14',
  bad: [
    yaml`
      kind: monitoring
      phase: deploy
      human_audit: <|dashboards reviewed every Monday|>
    `,
    markdown`
      # <|Monitoring of the claims triage|>

      ## Signals

      - p95 latency and error rate
      - claims settled within a day

      ## Feedback

      Adjusters correct the class in the form, about 400 labels a week.
    `,
    yaml`
      kind: monitoring
      phase: deploy
      human_audit: {sample_n: 100, reviewers: "@noor and @tom", cadence: <|when there is time|>}
    `,
  ],
  good: [
    yaml`
      kind: monitoring
      phase: deploy
      human_audit: {cadence: monthly, sample_n: 100, reviewers: "@noor and @tom", rubric: ./rubric.md}
    `,
    markdown`
      ## Human audit

      Every second week two linguists read 60 translations against the rubric.
    `,
  ],
  check({ artifact, facts }, report) {
    const text = textBelow(artifact, '/human_audit');
    if (dataAt(artifact, '/human_audit') === undefined) {
      if (dataAt(artifact, '/signals') === undefined && dataAt(artifact, '/retraining') === undefined) return;
      if (!facts.watched.ofModel || elsewhere.test(artifact.source)) return;
      const value = { cadence: '${1:monthly}', sample_n: '${2:100}', reviewers: '${3:<who>}', rubric: '${4:link}' };
      report('/human_audit', undefined, { fix: { title: 'Add a human audit', sort: 'template', edits: [{ add: '/human_audit', value }] } });
      return;
    }
    if (findPlaceholders(text).length > 0) return;
    const leaf = artifact.places.get('/human_audit')?.text !== undefined;
    const cadence = textBelow(artifact, '/human_audit/cadence');
    const sampled = dataAt(artifact, '/human_audit/sample_n') !== undefined || samples.test(text);
    const often = readSchedule(cadence || text) !== undefined || periodic.test(cadence || text);
    if (sampled && often) return;
    const at = leaf || !sampled || cadence === '' ? '/human_audit' : '/human_audit/cadence';
    report(
      at,
      sampled
        ? 'How often do people read samples? Without a rhythm the audit does not happen.'
        : 'Which outputs do people read, and how many? A look at dashboards shows none.',
      at === '/human_audit/cadence'
        ? { fix: { title: 'Say how often', sort: 'choice', edits: [{ put: at, text: 'monthly' }] } }
        : leaf
          ? {
              fix: {
                title: 'Say who reads how many, how often',
                sort: 'template',
                edits: [{ put: at, text: '${1:monthly}, ${2:100} samples, ${3:<who>} against ${4:the rubric}' }],
              },
            }
          : {},
    );
  },
});

const samples =
  /\b(?:sampl\w+|outputs?|answers?|repl(?:y|ies)|transcripts?|predictions?|decisions?|conversations?|translations?|summar(?:y|ies)|cases?|reads|scans?|images?|recommendations?|responses?|chats?|generations?|claims?|candidates?|applications?|reviews? of|flagged|rejections?|results?|documents?|records?|items?|calls?|tickets?)\b/i;
const periodic =
  /\b(?:per|each|every|a|once|twice) (?:\w+ )?(?:day|week|month|quarter|sprint|release|shift)\b|\b(?:mon|tues|wednes|thurs|fri)days?\b|\bcontinuous|\b\d+ ?%/i;
const elsewhere =
  /\bhuman (?:review|audit|evaluat|check|grad|label)|\bhuman[- ]in[- ]the[- ]loop|\bmanual(?:ly)? (?:review|check|audit|grad|label|sampl)|\bspot[- ]checks?\b|\baudit(?:s|ed|or)?\b(?! (?:log|trail|event|table|record))|\b(?:analysts?|clinicians?|moderators?|adjusters?|planners?|radiologists?|linguists?|experts?|nurses?) (?:review|read|decisions?|agreement)|\breviewers?\b|\b(?:read|graded|reviewed) by\b/i;
