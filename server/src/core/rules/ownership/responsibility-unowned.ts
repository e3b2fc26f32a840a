// Eight responsibilities, and the list of owners names five.
import { responsibilities } from '../../facts/duties.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'responsibility-unowned',
  group: 'ownership',
  kinds: ['prd'],
  level: 'warning',
  profile: 'strict',
  prose: true,
  says: 'Some of the eight responsibilities have no owner.',
  because: 'What falls between two roles is found out at night. One accountable person for each makes the gaps visible today.',
  source: '"PM responsibilities in AI", the responsibility map; NIST AI RMF 1.0, GOVERN 2.1',
  bad: [
    yaml`
      kind: prd
      <|owners|>:
        - "Product: @ana"
        - "Data: @mei"
        - "Experiments and model: @li"
        - "Deployment: @sam"
        - "Risk and privacy: @eva"
        - "Adoption: @ana"
    `,
    markdown`
      # Screening of applications

      ## <|Owners|>

      | Role | Who | RACI | Responsibility |
      |---|---|---|---|
      | Product | @ana | A | R1 |
      | Data | @mei | A | R2 |
      | Validation | @li | A | R3 |
    `,
  ],
  good: [
    yaml`
      kind: prd
      owners:
        - "Product: @ana"
        - "Data: @mei"
        - "Experiments and model: @li"
        - "Deployment and monitoring: @sam"
        - "Risk and privacy: @eva"
        - "Adoption: @ana"
    `,
    markdown`
      # Screening of applications

      ## Authors

      - Ana Lopez
    `,
  ],
  check({ facts, initiative }, report) {
    const own = facts.duties.filter((duty) => duty.responsibilities.length > 0);
    // A list of authors is no list of duties.
    if (new Set(own.flatMap((duty) => duty.responsibilities)).size < 2) return;
    const owned = new Set(
      initiative.members
        .flatMap((member) => member.facts.duties)
        .filter(({ accountable, people }) => accountable && people.length > 0)
        .flatMap((duty) => duty.responsibilities),
    );
    // A list without a single name has a finding of its own.
    if (owned.size === 0) return;
    const missing = responsibilities.filter(({ id }) => !owned.has(id));
    if (missing.length === 0) return;
    const names = missing.map(({ title }) => title);
    report(
      { keyOf: '/owners' },
      names.length === 1
        ? `${names[0]} has no owner.`
        : `${names.length} of 8 responsibilities have no owner.\nNobody is named for ${names.join(', ')}.`,
      {
        ...(own.some(({ coded }) => coded) || owned.size > 3 ? {} : { level: 'hint' as const }),
        fix: {
          title: names.length === 1 ? 'Add the row' : 'Add the rows',
          sort: 'template',
          edits: missing.map(({ id, title }, at) => ({
            append: '/owners',
            value: own[0]?.prose
              ? `${title}: \${${at + 1}:@name}`
              : { role: title, who: `\${${at + 1}:@name}`, raci: 'A', responsibility: id },
          })),
        },
      },
    );
  },
});
