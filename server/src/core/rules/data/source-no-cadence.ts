// How old a row may be depends on how often the source is refreshed. A snapshot that never changes is an answer as well.

import type { SourceFact } from '../../facts/sources.js';
import { contractOf } from '../../have/lookup.js';
import { type Artifact, child, textAt } from '../../model/artifact.js';
import { addPart } from '../addPart.js';
import { behind } from '../behind.js';
import { eachOrAll } from '../eachOrAll.js';
import { type ModelEdit, markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'source-no-cadence',
  group: 'data',
  kinds: ['data-readiness'],
  level: 'warning',
  prose: true,
  says: 'It is not said how often this source is refreshed: how old may a row be?',
  because: 'A model that is served with yesterday’s state and trained on today’s is wrong in a way that no metric shows.',
  source: '"PM responsibilities in AI": data inventory with refresh cadence',
  bad: [
    yaml`
      kind: data-readiness
      sources:
        - "<|CRM export|>: @lena"
        - name: card_transactions
          owner: "@mei"
          refresh_cadence: every 5 minutes
    `,
    markdown`
      ## Sources

      | Source | Owner | Refresh |
      |---|---|---|
      | Help articles | @ana | hourly |
      | <|Ticket archive|> | @tom | |
    `,
    markdown`
      ## Data sources

      - Click log, streamed, @mei
      - <|Supplier price list|> (@noor)
    `,
  ],
  good: [
    yaml`
      kind: data-readiness
      sources:
        - "orders: @noor, daily 02:00"
        - name: street map
          owner: "@tom"
          refresh_cadence: static, snapshot of March 2026
        - name: studies
          owner: "@li"
          period: January 2019 to December 2023
    `,
    markdown`
      ## Sources

      | Source | Owner | Frequency |
      |---|---|---|
      | Parallel corpus | @yuki | twice a year |
      | Glossary | @yuki | on every release |
    `,
    markdown`
      ## Sources

      Everything is refreshed nightly.

      - sales: @jo
      - stock: @jo
    `,
  ],
  check({ artifact, facts, initiative }, report) {
    const place = artifact.places.get('/sources');
    if (!place || facts.sources.length === 0) return;
    const section = artifact.source.slice(...place.value);
    if (
      /\b(?:all|every ?thing|each|both)\b[^.\n|]{0,60}\b(?:refresh|updat|load|ingest|sync|static|snapshot|fetched|pulled|live|stream|real-?time|daily|nightly|hourly|weekly)/i.test(
        section,
      )
    )
      return;
    const lacking = facts.sources
      .filter((source) => source.refresh === '' && !isClosed(textAt(artifact, child(source.pointer, 'period'))))
      .filter(({ name }) => !contractOf(initiative, name)?.refresh && !contractOf(initiative, name)?.freshness)
      .map((source) => ({
        at: { pointer: source.nameAt, from: 0, to: source.name.length },
        message: `How often is "${source.name.slice(0, 50)}" refreshed, and how old may a row be?`,
        edits: sayHowOften(artifact, source),
      }));
    eachOrAll(
      report,
      { field: '/sources', rows: facts.sources.length, lacking },
      { all: (share) => `${share} sources says how often it is refreshed.`, title: 'Say how often it is refreshed' },
    );
  },
});

/** "2019 to 2023": over, so nothing is refreshed. */
const isClosed = (period: string): boolean => (period.match(/\b(?:19|20)\d\d\b/g) ?? []).length > 1;

function sayHowOften(artifact: Artifact, source: SourceFact): readonly ModelEdit[] {
  if (!source.prose) return addPart(artifact, source.pointer, 'refresh_cadence', '${1:daily 02:00}');
  const end = source.text.replace(/(?<![.\s])[.\s]+$/, '').length;
  return [behind(source.pointer, source.text, end, ', refreshed ${1:daily}')];
}
