// Fields whose names look personal, and nobody says so. It goes by names alone; that one is masked or dropped is an answer too.

import { type PersonalMention, personalMentionsIn } from '../../facts/personalFields.js';
import { textBelow } from '../../facts/rows.js';
import { readNotApplicable } from '../../language/placeholder.js';
import { type Artifact, dataAt, leaves } from '../../model/artifact.js';
import { addPart } from '../addPart.js';
import { eachOrAll } from '../eachOrAll.js';
import { type Context, type Fix, markdown, rule, type Spot, yaml } from '../rule.js';

export default rule({
  id: 'pii-unclassified',
  group: 'data',
  kinds: ['data-readiness', 'prd'],
  level: 'error',
  profile: 'light',
  prose: true,
  says: 'A field looks personal and is not classified.',
  because: 'What nobody calls personal gets no masking, no deletion path and no entry in the record of processing.',
  source: '"PM responsibilities in AI": sensitivity and PII',
  bad: [
    yaml`
      kind: data-readiness
      fields:
        - field: <|applicant_email|>
          class: none
        - <|date of birth|>
        - field: years_of_experience
          class: none
    `,
    markdown`
      ## Fields

      | Field | Sensitivity | Treatment |
      |---|---|---|
      | <|client_ip|> | none | |
      | amount | none | keep |
    `,
    yaml`
      kind: prd
      personal_data: none
      data_sources:
        - "support tickets (subject, body, <|customer email|>): @ana"
    `,
    yaml`
      kind: data-readiness
      sources:
        - name: newsletter sign-ups
          owner: "@tom"
          columns: [<|email|>, <|ip|>, country]
          pii: none
    `,
  ],
  good: [
    yaml`
      kind: data-readiness
      fields:
        - email pseudonymised
        - field: phone
          class: direct
          treatment: redact
        - {field: email_domain, class: none}
        - {field: phone_model, class: none}
    `,
    markdown`
      ## Fields

      | Field | Sensitivity | Treatment |
      |---|---|---|
      | patient_id | indirect | replaced by a study id |
      | slice_thickness | none | keep |
    `,
    markdown`
      ---
      kind: prd
      ---
      # Forecast for the warehouse

      ## Data sources

      - sales per article and day: @jo

      ## Privacy

      None: article numbers and counts only, no customer data joined.
    `,
  ],
  check(context, report) {
    const { artifact, facts } = context;
    if (artifact.kind === 'data-readiness') {
      const looking = facts.fields.filter(({ personal, open }) => personal.length > 0 && !open);
      const lacking = looking
        .filter(({ class: own, treatment, agreed }) => treatment !== 'protected' && (own === 'none' || (own === undefined && !agreed)))
        .filter(({ class: own, personal }) => own === 'none' || !personal.every((name) => isClassified(context, name)))
        .map((field) => ({
          at: { pointer: field.nameAt, from: 0, to: field.name.length },
          message:
            field.class === 'none'
              ? `"${short(field.personal.join(', '))}" looks personal and is classified as none: which class, what is done with it?`
              : `"${short(field.personal.join(', '))}" looks personal: which class, and what is done with it?`,
          edits: field.prose
            ? [{ put: field.pointer, text: `${field.text}: \${1:direct}, \${2|pseudonymise,redact,drop,aggregate|}` }]
            : artifact.places.has(`${field.pointer}/class`)
              ? [{ put: `${field.pointer}/class`, text: '${1|direct,indirect,special|}' }]
              : addPart(artifact, field.pointer, 'class', '${1|direct,indirect,special|}'),
        }));
      eachOrAll(
        report,
        { field: '/fields', rows: looking.length, lacking },
        { all: (share) => `${share} fields that look personal is classified.`, title: 'Classify the field' },
      );
    }
    for (const { at, word } of mentions(context))
      report(at, `"${short(word)}" looks personal, and nothing here says how it is classified and treated.`, {
        fix:
          artifact.kind === 'data-readiness'
            ? {
                title: 'Classify the field',
                sort: 'template',
                edits: [{ add: '/fields', value: [{ field: word, class: '${1:direct}', treatment: '${2:pseudonymise}' }] }],
              }
            : rewriteNone(artifact, word),
      });
  },
});

/** A data contract says of that column how sensitive it is. */
const isClassified = ({ self }: Context, name: string): boolean =>
  (self.have ?? []).some(({ datasets }) =>
    datasets.some(({ columns }) => columns.some((column) => column.personal !== undefined && plain(column.name) === plain(name))),
  );
const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** Personal names among the sources of a document that says there are none, or says nothing of privacy at all. */
function mentions({ artifact, facts, flags }: Context): readonly { readonly at: Spot; readonly word: string }[] {
  const claimsNone = flags.personalData === 'none' || saysNone(artifact);
  const silent =
    artifact.kind === 'data-readiness' &&
    flags.personalData === undefined &&
    ['/privacy', '/fields'].every((field) => dataAt(artifact, field) === undefined);
  if (dataAt(artifact, '/fields') !== undefined || !(claimsNone || silent)) return [];
  const found: { at: Spot; word: string }[] = [];
  const add = (mention: PersonalMention): void => void found.push({ at: mention, word: mention.word });
  for (const source of facts.sources) {
    for (const { pointer, text } of leaves(artifact)) {
      if (pointer !== source.pointer && !pointer.startsWith(`${source.pointer}/`)) continue;
      // "Customer e-mails" is the name of a source; what stands behind it in brackets are fields.
      const own = pointer === source.nameAt && !claimsNone ? source.name.length : 0;
      personalMentionsIn(text.text, pointer)
        .filter(({ from }) => from >= own)
        .forEach(add);
    }
    for (const { words, text, span } of source.loose) {
      const personal = personalMentionsIn(text.replace(words, ' '), source.pointer);
      if (personal[0]) found.push({ at: { span, pointer: source.pointer }, word: personal.map(({ word }) => word).join(', ') });
    }
  }
  if (artifact.kind === 'prd' && saysNone(artifact)) {
    const leaf = [...leaves(artifact)].find(({ pointer }) => /^\/privacy_concerns(?:\/0)?$/.test(pointer));
    if (leaf) personalMentionsIn(leaf.text.text, leaf.pointer).forEach(add);
  }
  return found;
}

/** "None" gives way to what is there; where only the header says so, the author must decide. */
function rewriteNone(artifact: Artifact, word: string): readonly Fix[] {
  const at = '/privacy_concerns/0';
  if (!saysNone(artifact) || !artifact.places.get(at)?.text) return [];
  return [
    { title: 'Say what is done with it', sort: 'template', edits: [{ put: at, text: `${word}: \${1:pseudonymise}, \${2:@who agreed}` }] },
  ];
}

function saysNone(artifact: Artifact): boolean {
  const text = textBelow(artifact, artifact.kind === 'prd' ? '/privacy_concerns' : '/privacy');
  return readNotApplicable(text).stated || /^\W*no (?:personal|pii|user|customer) data\b/i.test(text);
}

const short = (text: string): string => (text.length > 36 ? `${text.slice(0, 35)}…` : text);
