// Whether a source may change its shape, and why one believes so. "Medium" by itself is a feeling.

import type { SourceFact } from '../../facts/sources.js';
import { contractOf } from '../../have/lookup.js';
import { type Artifact, child, textAt } from '../../model/artifact.js';
import { addPart } from '../addPart.js';
import { behind } from '../behind.js';
import { eachOrAll, type Lacking } from '../eachOrAll.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'schema-drift-unassessed',
  group: 'data',
  kinds: ['data-readiness'],
  level: 'warning',
  profile: 'strict',
  prose: true,
  says: 'Nobody has said how likely this schema is to change, and why.',
  because: 'A renamed column reaches the model as a column of nulls, and a new value of a field as one that it has never seen.',
  source: '"PM responsibilities in AI": schema drift risk; ML Test Score, Data 1',
  bad: [
    yaml`
      kind: data-readiness
      sources:
        - name: CRM contacts
          owner: "@lena"
          schema_drift_risk: <|medium|>
        - name: <|invoices|>
          owner: "@tom"
    `,
    markdown`
      ## Sources

      | Source | Owner | Drift risk |
      |---|---|---|
      | HL7 messages | @noor | high: each ward adds segments; unknown ones are counted and ring |
      | Bed plan | @noor | <|Low|> |
    `,
  ],
  good: [
    yaml`
      kind: data-readiness
      sources:
        - name: CRM contacts
          owner: "@lena"
          schema_drift_risk: {level: medium, why: vendor adds enum values}
        - "invoices: @tom, versioned contract, breaking changes are announced"
    `,
    markdown`
      ## Sources

      All schemas are under contract and tested in CI.

      - telemetry: @jo
      - incidents: @jo
    `,
  ],
  check({ artifact, facts, initiative }, report) {
    const place = artifact.places.get('/sources');
    if (!place || /\b(?:all|every|each|both)\b[^.\n|]{0,40}\b(?:schemas?|contracts?)\b/i.test(artifact.source.slice(...place.value)))
      return;
    // Columns that are agreed in a data contract do not move without notice.
    const open = facts.sources.filter(({ name }) => (contractOf(initiative, name)?.columns.length ?? 0) === 0);
    const lacking = open.flatMap((source) => lack(artifact, source) ?? []);
    eachOrAll(
      report,
      { field: '/sources', rows: facts.sources.length, lacking },
      { all: (share) => `${share} sources says how likely its schema is to change, and why.`, title: 'Assess it' },
    );
  },
});

function lack(artifact: Artifact, source: SourceFact): Lacking | undefined {
  const at = child(source.pointer, 'schema_drift_risk');
  const level = [child(at, 'level'), at].find((pointer) => textAt(artifact, pointer) !== '');
  const name = source.name.slice(0, 40);
  if (level !== undefined) {
    const text = textAt(artifact, level);
    if (
      textAt(artifact, child(at, 'why')) !== '' ||
      !/^\W*(?:very )?(?:low|medium|moderate|high|none|minimal|some|yes|no|\d)\W*$/i.test(text)
    )
      return undefined;
    const nested = level.endsWith('/level');
    return {
      at: level,
      message: `The schema of "${name}": why ${text.toLowerCase()}, and how would you notice a change?`,
      edits: nested ? [{ add: child(at, 'why'), value: '${1:<reason>}' }] : [{ put: at, text: `${text}, because \${1:<reason>}` }],
    };
  }
  if (
    textAt(artifact, child(at, 'why')) !== '' ||
    /\bschema|\bcontracts?\b|\bbreaking\b|\bversioned\b|\bdrift|\bcolumns? (?:are|may|change)|\benum/i.test(source.text)
  )
    return undefined;
  return {
    at: { pointer: source.nameAt, from: 0, to: source.name.length },
    message: `How likely is the schema of "${name}" to change, and why?`,
    edits: source.prose
      ? [
          behind(
            source.pointer,
            source.text,
            source.text.replace(/(?<![.\s])[.\s]+$/, '').length,
            ', schema drift ${1:medium} because ${2:<reason>}',
          ),
        ]
      : addPart(artifact, source.pointer, 'schema_drift_risk', '${1:medium}, because ${2:<reason>}'),
  };
}
