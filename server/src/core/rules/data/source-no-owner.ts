// A source that nobody answers for breaks in silence. Somebody, a role or a team is an answer; whether a team is enough is
// owner-not-person's to say, a placeholder is field-placeholder's.

import { type SourceFact, sourceKey } from '../../facts/sources.js';
import { contractOf } from '../../have/lookup.js';
import { type Artifact, type Pointer, textAt } from '../../model/artifact.js';
import { addPart } from '../addPart.js';
import { behind } from '../behind.js';
import { eachOrAll } from '../eachOrAll.js';
import { type ModelEdit, markdown, rule, type Spot, together, yaml } from '../rule.js';

export default rule({
  id: 'source-no-owner',
  group: 'data',
  kinds: ['data-readiness', 'prd', 'one-pager'],
  level: 'error',
  profile: 'light',
  prose: true,
  says: 'A source has no owner: who answers when this feed breaks?',
  because: 'A feed that changes or stops is noticed by the model first, unless somebody upstream knows that you depend on it.',
  source: '"PM responsibilities in AI": data inventory with sources and owners',
  bad: [
    yaml`
      kind: data-readiness
      sources:
        - <|card_transactions|>
        - name: chargebacks
          owner: "@mei"
        - name: device fingerprints
          owner: <|everyone|>
    `,
    markdown`
      ---
      kind: prd
      ---
      # Answers for the support desk

      ## Data sources

      | Source | Owner | Refresh |
      |---|---|---|
      | Help articles | Ana Lopez | hourly |
      | <|Ticket archive|> | | daily |
    `,
    markdown`
      ## Sources

      - <|PACS studies|>, nightly
      - <|Radiology reports|> (nobody owns them since the merger)
      - Referral letters, daily, kept by @noor
    `,
    markdown`
      ---
      kind: one-pager
      ---
      # CV screening

      ## Data owners

      - <|Applications|>
      - Hiring decisions: Lena Vogt
    `,
  ],
  good: [
    yaml`
      kind: data-readiness
      sources:
        - "events_db: @data-core (A)"
        - name: returns
          owner: Tom Berg
    `,
    markdown`
      ## Sources

      - **Sensor log** – owned by plant engineering (Jo Weiss), every minute
      - Weather forecast (team forecasting)
    `,
    markdown`
      ## Sources

      All tables are owned by @kim.

      - orders
      - shipments
    `,
    together(
      yaml`
        kind: prd
        id: depots
        data_sources: [parcel scans]
      `,
      yaml`
        kind: data-readiness
        id: depots
        sources:
          - name: parcel_scans
            owner: "@tom"
      `,
    ),
  ],
  check({ artifact, facts, initiative, self }, report) {
    const first = facts.sources[0];
    if (!first || answersForAll(artifact, first.field)) return;
    // The report on the data is where owners stand; the other documents may refer to it.
    const others = artifact.kind === 'data-readiness' ? [] : initiative.members.filter((member) => member !== self);
    const owned = new Set(
      others.flatMap((member) => member.facts.sources.filter(({ owner }) => owner === 'somebody').map(({ name }) => sourceKey(name))),
    );
    const lacking = facts.sources
      .filter(({ owner, name }) => (owner === undefined || owner === 'nobody') && !owned.has(sourceKey(name)))
      // Its data contract names somebody.
      .filter(({ name }) => !contractOf(initiative, name)?.owner)
      .map((source) => ({
        ...complaint(artifact, source),
        edits: nameOwner(artifact, source),
      }));
    eachOrAll(
      report,
      { field: first.field, rows: facts.sources.length, lacking },
      {
        all: (share) => `${share} sources names an owner: who answers when one of them breaks?`,
        title: 'Name the owner',
      },
    );
  },
});

/** "All tables are owned by @kim", or a heading of its own. */
function answersForAll(artifact: Artifact, field: Pointer): boolean {
  const place = artifact.places.get(field);
  const section = place ? artifact.source.slice(...place.value) : '';
  return (
    /\b(?:all|every|each|both|these)\b[^.\n|]{0,60}\b(?:own|maintain|responsib|accountab|steward|managed by)/i.test(section) ||
    artifact.unclaimed.some(({ words, under }) => under.startsWith(field) && /^(?:data )?(?:owners?|ownership|stewards?)\b/i.test(words))
  );
}

function complaint(artifact: Artifact, source: SourceFact): { readonly at: Spot; readonly message: string } {
  const named = source.owner === 'nobody' ? textAt(artifact, source.ownerAt) : '';
  const name = source.name.slice(0, 36);
  return named === ''
    ? { at: { pointer: source.nameAt, from: 0, to: source.name.length }, message: `"${name}" has no owner: who answers when it breaks?` }
    : { at: source.ownerAt, message: `The owner of "${name}" is "${named.slice(0, 24)}": who answers when it breaks?` };
}

function nameOwner(artifact: Artifact, source: SourceFact): readonly ModelEdit[] {
  // An answer is there, and it is that there is no owner: only the author can put another in its place.
  if (source.owner === 'nobody') return source.prose || source.loose.length > 0 ? [] : [{ put: source.ownerAt, text: '${1:@name}' }];
  if (!source.prose) return addPart(artifact, source.pointer, 'owner', '${1:@name}');
  return [behind(source.pointer, source.text, source.name.length, ' (${1:@name})')];
}
