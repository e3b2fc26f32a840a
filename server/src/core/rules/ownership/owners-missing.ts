// "Owners:" and nothing behind it. Where the heading itself is missing, field-missing says so.
import { isOwnersEmpty } from '../../facts/ownership.js';
import { textBelow } from '../../facts/rows.js';
import { findPlaceholders } from '../../language/placeholder.js';
import { dataAt } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'owners-missing',
  group: 'ownership',
  kinds: ['prd'],
  level: 'error',
  profile: 'light',
  says: 'Nobody owns this yet: who answers for what?',
  because: 'What nobody owns, nobody finishes, and nobody gets up for at night.',
  source: '"PM responsibilities in AI": projects fail because nobody owns the long tail; PRD skeleton, owners',
  bad: [
    yaml`
      kind: prd
      goal: Cut searches without a click from 38 % to 30 % by 2027-03-31
      <|owners|>:
    `,
    markdown`
      # Demand forecast by depot

      ## <|Owners|>

      ## Risks

      - Late weather feed: yesterday's curve, @tom
    `,
    markdown`
      # Demand forecast by depot

      ## <|Owners|>

      | Role | Who |
      |---|---|
      | Product | |
      | Data | |
    `,
  ],
  good: [
    yaml`
      kind: prd
      owners:
        - role: Product
          who: "@ana"
          raci: A
    `,
    markdown`
      # Demand forecast by depot

      ## Owners

      - Product and data: Mei Lin
    `,
  ],
  check({ artifact }, report) {
    const field = '/owners';
    const place = artifact.places.get(field);
    if (!place) return;
    const rows = dataAt(artifact, field);
    if (rows === undefined && !isOwnersEmpty(artifact)) return;
    const named = Array.isArray(rows)
      ? rows.some(
          (row, at) => typeof row !== 'object' || textBelow(artifact, `${field}/${at}/who`).trim() !== '' || !Object.hasOwn(row, 'role'),
        )
      : rows !== undefined;
    if (named || findPlaceholders(artifact.source.slice(...place.whole)).length > 0) return;
    report({ keyOf: field }, undefined, {
      fix: {
        title: 'Add one owner for each responsibility',
        sort: 'template',
        edits:
          rows === undefined
            ? [{ add: field, value: duties.map((role, at) => `${role}: \${${at + 1}:@name}`) }]
            : (rows as readonly unknown[]).map((_row, at) => ({ add: `${field}/${at}/who`, value: `\${${at + 1}:@name}` })),
      },
    });
  },
});

const duties = ['Product', 'Data', 'Experiments', 'Model', 'Deployment', 'Monitoring', 'Risk and ethics', 'Adoption'];
