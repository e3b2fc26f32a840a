// Health, origin, belief, biometrics: processing is forbidden unless a basis is named, and an impact assessment comes first.
// It goes by words; whether the basis is good enough is for a lawyer.

import { specialWordsIn } from '../../facts/personalFields.js';
import { textBelow, textsUnder } from '../../facts/rows.js';
import type { Artifact, Pointer } from '../../model/artifact.js';
import { addPart } from '../addPart.js';
import { behind } from '../behind.js';
import { type Context, type Fix, type ModelEdit, markdown, rule, type Spot, together, yaml } from '../rule.js';

export default rule({
  id: 'special-category-no-basis',
  group: 'data',
  kinds: ['data-readiness', 'prd'],
  level: 'error',
  profile: 'strict',
  prose: true,
  says: 'Data of a special category: on which basis, and where is the DPIA?',
  because: 'Such data may not be processed at all without a basis of its own, and not before an impact assessment.',
  source: 'GDPR Art. 9 and 35(3)(b)',
  bad: [
    yaml`
      kind: data-readiness
      sources:
        - name: visits with <|diagnosis codes|>
          owner: "@noor"
    `,
    markdown`
      ---
      kind: prd
      ---
      # Rota planning for wards

      ## Data sources

      - Staff plan: @jo
      - Sick notes and <|disability|> status: @jo
    `,
    yaml`
      kind: data-readiness
      fields:
        - field: <|works council membership|>
          class: special
          treatment: drop
    `,
    yaml`
      kind: data-readiness
      sources:
        - name: <|face embeddings|>
          owner: "@li"
          legal_basis: explicit consent, Art. 9(2)(a)
    `,
  ],
  good: [
    yaml`
      kind: data-readiness
      sources:
        - name: visits with diagnosis codes
          owner: "@noor"
          legal_basis: Art. 9(2)(h), treatment contract
      privacy:
        dpia: ./dpia.md
    `,
    together(
      markdown`
        ---
        kind: prd
        id: triage
        ---
        # Triage of X-rays

        ## Data sources

        - Chest X-rays (@noor)
      `,
      yaml`
        kind: data-readiness
        id: triage
        privacy:
          retention: 10 years
          dpia: ./dpia.md, consent under Art. 9(2)(a)
      `,
    ),
    markdown`
      ## Sources

      - Anonymised radiology reports of a public data set (@noor)
      - Root-cause diagnosis of pump failures (@tom), no health data
    `,
  ],
  check(context, report) {
    const { artifact, initiative } = context;
    const first = firstEvidence(context);
    if (!first) return;
    // A basis may stand anywhere: beside the source, under privacy, in the other document.
    const said = initiative.members.map((member) => member.artifact.source).join('\n');
    const missing = [...(basis.test(said) ? [] : ['the basis']), ...(assessed.test(said) ? [] : ['the DPIA'])];
    if (missing.length === 0) return;
    const word = first.word.length > 30 ? `${first.word.slice(0, 29)}…` : first.word;
    report(
      first.at,
      `"${word}" is data of a special category, and ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing.`,
      {
        fix: slots(artifact, first.pointer, missing),
      },
    );
  },
});

const open = '(?!\\W{0,4}(?:tbd|todo|none|no\\b|missing|open\\b|not yet|$))';
const basis = new RegExp(
  `\\bconsent|\\bart(?:icle|\\.)? ?(?:9|10)\\b|\\b9\\(2\\)|\\b(?:legal|lawful)[ _]basis\\b${open}|\\blegitimate interest|\\bpublic (?:interest|health)|\\bvital interest|\\bhipaa\\b|\\birb\\b|\\bethics (?:committee|board|approval|vote)|\\b(?:treatment|employment) contract|\\bstatut|\\blabou?r law|\\bresearch exemption`,
  'im',
);
const assessed = new RegExp(
  `(?<!\\b(?:no|without|missing|lacks?) (?:an? )?)\\b(?:dpia|(?:privacy |data protection )?impact assessment)\\b${open}|\\bhipaa\\b|\\birb\\b|\\bethics (?:committee|board|approval|vote)`,
  'im',
);
/** Somebody has taken the persons out. */
const withoutPersons = /\banonymi[sz]ed|\bde-?identified|\bsynthetic|\bsimulated|\bphantom\b|\bpublic (?:data ?set|dataset|benchmark)/i;

interface Evidence {
  readonly at: Spot;
  readonly pointer: Pointer;
  readonly word: string;
}

function firstEvidence({ artifact, facts, flags }: Context): Evidence | undefined {
  const field = facts.fields.find(({ class: own, open }) => own === 'special' && !open);
  if (field) return { at: { pointer: field.nameAt, from: 0, to: field.name.length }, pointer: field.nameAt, word: field.name };
  const places = [...facts.sources.map(({ pointer }) => pointer), '/fields', '/privacy_concerns'];
  for (const { pointer, text } of textsUnder(artifact, places)) {
    if (withoutPersons.test(text) || text.includes('?')) continue;
    const found = specialWordsIn(text)[0];
    if (found) return { at: { pointer, from: found.at, to: found.at + found.word.length }, pointer, word: found.word };
  }
  const declared = flags.personalData === 'special' && textBelow(artifact, '/personal_data') !== '';
  return declared ? { at: '/personal_data', pointer: '/personal_data', word: 'personal_data: special' } : undefined;
}

function slots(artifact: Artifact, pointer: Pointer, missing: readonly string[]): readonly Fix[] {
  const row = /^\/[a-z_]+\/\d+/.exec(pointer)?.[0];
  const words = { basis: '${1:explicit consent, Art. 9(2)(a)}', dpia: '${2:./dpia.md}' };
  const edits: ModelEdit[] = [];
  const prose = row === pointer ? (artifact.places.get(pointer)?.text?.text ?? '') : '';
  if (prose !== '')
    edits.push(
      behind(
        pointer,
        prose,
        prose.replace(/(?<![.\s])[.\s]+$/, '').length,
        missing.map((part) => (part === 'the DPIA' ? `, DPIA ${words.dpia}` : `, legal basis ${words.basis}`)).join(''),
      ),
    );
  else {
    if (missing.includes('the basis') && row)
      edits.push(...addPart(artifact, row, row.startsWith('/fields') ? 'legal_signoff' : 'legal_basis', words.basis));
    if (missing.includes('the DPIA'))
      edits.push(
        artifact.kind === 'prd' ? { add: '/assessments/privacy', value: words.dpia } : { add: '/privacy/dpia', value: words.dpia },
      );
  }
  return edits.length > 0 ? [{ title: 'Add basis and DPIA', sort: 'template', edits }] : [];
}
