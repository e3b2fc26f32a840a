// A source that the PRD builds on and that the data readiness report does not know: nobody has looked at it.
import { sourceKey } from '../../facts/sources.js';
import { membersOf } from '../../project.js';
import { titleOf } from '../disagree.js';
import { markdown, rule, together, yaml } from '../rule.js';

export default rule({
  id: 'source-not-in-readiness',
  group: 'cross-artifact',
  kinds: ['prd'],
  level: 'error',
  across: true,
  says: 'This source is not in the data readiness report: nobody has looked at it.',
  because: 'Owner, cadence, sensitivity and licence are unknown for it, and the model is built on it all the same.',
  source: '"PM responsibilities in AI": data sources listed and owners assigned',
  bad: [
    together(
      yaml`
        kind: prd
        data_sources:
          - {name: events_db, owner: "@mei"}
          - {name: <|crm_accounts|>, owner: "@noor"}
      `,
      yaml`
        kind: data-readiness
        sources:
          - {name: events_db, owner: "@mei", refresh_cadence: hourly}
      `,
    ),
    together(
      markdown`
        ---
        kind: prd
        ---
        # Radiology triage

        ## Data sources

        - PACS archive (@lena), nightly
        - <|Referral letters|> (@omar), daily
      `,
      markdown`
        ---
        kind: data-readiness
        ---
        # Data

        ## Sources

        | Source | Owner | Refresh |
        |---|---|---|
        | PACS archive | @lena | nightly |
      `,
    ),
  ],
  good: [
    together(
      yaml`
        kind: prd
        data_sources:
          - {name: Events DB, owner: "@mei"}
      `,
      yaml`
        kind: data-readiness
        sources:
          - {name: events_db, owner: "@mei", refresh_cadence: hourly}
      `,
    ),
    together(
      markdown`
        ---
        kind: prd
        ---
        # Radiology triage

        ## Data sources

        - PACS archive (@lena), nightly
      `,
      yaml`
        kind: runbook
        steps: [{action: deploy}]
      `,
    ),
  ],
  check({ facts, initiative }, report) {
    const reports = membersOf(initiative, 'data-readiness').filter(({ facts: other }) => other.sources.length > 0);
    const [first] = reports;
    if (!first) return;
    const known = reports.flatMap((member) => member.facts.sources.map(({ name }) => sourceKey(name)));
    for (const { name, nameAt } of facts.sources) {
      const key = sourceKey(name);
      // "events" and "events_db" are one feed to everybody who works with it.
      if (
        key === '' ||
        known.some((other) => other === key || (key.length >= 4 && other.includes(key)) || (other.length >= 4 && key.includes(other)))
      )
        continue;
      report({ pointer: nameAt, from: 0, to: name.length }, `${name} is not in the ${titleOf(first)}: nobody has looked at it.`, {
        related: [{ member: first, at: '/sources', message: `The ${titleOf(first)} lists other sources.` }],
        fix: {
          title: `Add ${name} to the ${titleOf(first)}`,
          sort: 'template',
          member: first,
          edits: [{ append: '/sources', value: { name, owner: '${1:@name}', refresh_cadence: '${2:daily}' } }],
        },
      });
    }
  },
});
