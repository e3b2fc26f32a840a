// A field is called personal, and it is not said what becomes of it. Masked, dropped or aggregated is enough; what is kept as
// it is needs somebody who agreed.

import { protection } from '../../facts/personalFields.js';
import { textBelow } from '../../facts/rows.js';
import type { Artifact } from '../../model/artifact.js';
import { addPart } from '../addPart.js';
import { behind } from '../behind.js';
import { eachOrAll } from '../eachOrAll.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'pii-no-treatment',
  group: 'data',
  kinds: ['data-readiness'],
  level: 'error',
  profile: 'light',
  prose: true,
  says: 'A personal field has neither a treatment nor a sign-off.',
  because: 'What is copied into a training set is hard to get out again: decide before the first copy, not after the first complaint.',
  source: '"PM responsibilities in AI": redact, pseudonymise, legal sign-off; GDPR Art. 5 and 25',
  bad: [
    yaml`
      kind: data-readiness
      fields:
        - "<|phone|>: direct"
        - field: <|patient_id|>
          class: indirect
          treatment: keep
    `,
    markdown`
      ## Fields

      | Field | Class | Treatment | Sign-off |
      |---|---|---|---|
      | <|caller number|> | direct | | |
      | transcript | direct | names and numbers are redacted | @legal, 2026-02-03 |
    `,
  ],
  good: [
    yaml`
      kind: data-readiness
      fields:
        - "phone: redact, @legal 2026-01-10"
        - field: visitor_id
          class: indirect
          treatment: replaced by a salted hash
        - field: salary
          class: direct
          treatment: keep
          legal_signoff: "@dpo-eva, 2026-03-02"
    `,
    markdown`
      ## Fields

      | Field | Class | Treatment |
      |---|---|---|
      | Name, address | direct | not copied to the training store |
      | Age, sex | indirect | kept apart, read only by the fairness report |
    `,
    markdown`
      ## Fields

      Every personal field is pseudonymised when it is loaded.

      - cv_photo: direct
      - applicant_id: indirect
    `,
  ],
  check({ artifact, facts }, report) {
    const personal = facts.fields.filter(({ class: own, open }) => own !== undefined && own !== 'none' && !open);
    if (personal.length === 0 || treatsAll(artifact)) return;
    const lacking = personal
      .filter(({ treatment, agreed }) => treatment !== 'protected' && !agreed)
      .map((field) => {
        const name = field.name.length > 30 ? `${field.name.slice(0, 29)}…` : field.name;
        const kept = field.treatment === 'kept';
        return {
          at: { pointer: field.nameAt, from: 0, to: field.name.length },
          message: kept
            ? `"${name}" is ${field.class === 'indirect' ? 'indirectly personal' : 'personal'} and kept as it is: who agreed?`
            : `"${name}" is ${field.class}: redact it, pseudonymise it, drop it, or who agreed to keep it?`,
          edits: field.prose
            ? [
                behind(
                  field.pointer,
                  field.text,
                  field.text.replace(/(?<![.\s])[.\s]+$/, '').length,
                  ', ${1:pseudonymise}, ${2:@who} ${3:YYYY-MM-DD}',
                ),
              ]
            : kept
              ? addPart(artifact, field.pointer, 'legal_signoff', '${1:@who}, ${2:date}')
              : artifact.places.get(`${field.pointer}/treatment`)?.text
                ? [{ put: `${field.pointer}/treatment`, text: `${field.class}, \${1:pseudonymise}` }]
                : addPart(artifact, field.pointer, 'treatment', '${1:pseudonymise}'),
        };
      });
    eachOrAll(
      report,
      { field: '/fields', rows: personal.length, lacking },
      { all: (share) => `${share} personal fields says what is done with it, or who agreed.`, title: 'Say what is done with it' },
    );
  },
});

/** "Every personal field is pseudonymised when it is loaded", in the section or under privacy. */
function treatsAll(artifact: Artifact): boolean {
  const place = artifact.places.get('/fields');
  const text = `${place ? artifact.source.slice(...place.value) : ''}\n${textBelow(artifact, '/privacy')}`;
  return text
    .split(/(?<=[.;!])\s|\n/)
    .some((sentence) => /\b(?:all|every|each|any|everything|both)\b/i.test(sentence) && protection.test(sentence));
}
