// The exam is written before the student studies: a test set has a version or a date, and it is older than the first training.

import type { EvaluationSetFact } from '../../facts/evaluationSet.js';
import { behind } from '../behind.js';
import { type Fix, markdown, rule, together, yaml } from '../rule.js';

export default rule({
  id: 'eval-set-not-frozen',
  group: 'data',
  kinds: ['data-readiness', 'experiment-plan', 'prd'],
  level: 'warning',
  prose: true,
  says: 'The test set has no version and no date: is it still the same exam next week?',
  because: 'A test set that changes, or is chosen after the model, measures nothing: every comparison is between two exams.',
  source: '"PM responsibilities in AI": evaluation dataset up front, no "test later"; ML Test Score',
  bad: [
    yaml`
      kind: prd
      evaluation_dataset: <|We will pick the test set later|>
    `,
    markdown`
      ## <|Splits|>

      - Strategy: by patient
      - Train: 80 %
      - Test: 20 %
    `,
    yaml`
      kind: experiment-plan
      <|evaluation_dataset|>:
        name: agent answers
        n: 400
    `,
    yaml`
      kind: experiment-plan
      evaluation_dataset:
        name: fraud-eval@v2
        frozen: <|2026-03-02|>
      reproducibility: first training run 2026-02-10, seed 7
    `,
  ],
  good: [
    markdown`
      ## Evaluation dataset

      - **Wild-Birds-XL**: calls recorded outdoors
    `,
    markdown`
      ---
      kind: prd
      ---
      # Recommendations

      ## Evaluation dataset

      recs-eval@v3, frozen 2 March 2026.
    `,
    yaml`
      kind: data-readiness
      splits:
        strategy: time
        train: 90 %
        test: 10 %
        frozen: {version: demand-test@v1, date: 2026-01-12}
    `,
    yaml`
      kind: data-readiness
      splits:
        strategy: by time; train August to mid-September, validation to 30 September, test October
        train: 50 %
        val: 17 %
        test: 33 %
    `,
    together(
      yaml`
        kind: prd
        id: mt
        evaluation_dataset: 2,000 sentence pairs of the legal department
      `,
      yaml`
        kind: experiment-plan
        id: mt
        evaluation_dataset: legal-pairs@v4, 2,000 pairs
      `,
    ),
  ],
  check({ facts, initiative, self }, report) {
    const set = facts.evaluationSet;
    if (!set || set.open) return;
    const trained = initiative.members.flatMap((member) => member.facts.evaluationSet?.trained ?? []).sort()[0];
    if (set.frozen && trained && set.frozen.date > trained) {
      report(set.frozen.pointer, `Frozen on ${set.frozen.date}, and trained on ${trained}: the exam came after the studying.`);
      return;
    }
    const elsewhere = initiative.members.some((member) => member !== self && member.facts.evaluationSet?.fixed);
    if (set.putOff === undefined && (set.fixed || elsewhere || isPublished(set.text))) return;
    report(
      set.prose ? set.field : { keyOf: set.field },
      set.putOff === undefined ? undefined : `"${set.putOff.slice(0, 50)}": decide the exam before the student studies.`,
      { fix: freeze(set) },
    );
  },
});

/** "In-The-Wild", "LibriSpeech", "FLORES-200": a name of its own in capitals is a published set, which changes under another name. */
const isPublished = (text: string): boolean =>
  /^\W*(?:[A-Z][\w]*-[A-Z0-9][\w]*(?:-[A-Z0-9][\w]*){0,3}|[A-Z][a-z]+[A-Z]\w+|[A-Z]{2,}[a-z]+\w*\d{2,4})\b/.test(text);

function freeze(set: EvaluationSetFact): Fix {
  const title = 'Add version and date';
  if (!set.prose) {
    const part = set.field === '/splits' ? 'frozen' : 'version';
    return { title, sort: 'template', edits: [{ add: `${set.field}/${part}`, value: '${1:name}@v1, frozen on ${2:2026-03-02}' }] };
  }
  const end = set.text.replace(/(?<![.\s])[.\s]+$/, '').length;
  return set.putOff === undefined
    ? { title, sort: 'template', edits: [behind(set.field, set.text, end, ', version ${1:v1}, frozen on ${2:2026-03-02}')] }
    : { title, sort: 'template', edits: [{ put: set.field, text: '${1:name}@v1, frozen on ${2:2026-03-02}' }] };
}
