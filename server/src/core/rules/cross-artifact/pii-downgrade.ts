// The data readiness report lists personal data, the PRD says that there is none. The report has looked, so it is believed.

import { fileName, type Have } from '../../have/have.js';
import { readNotApplicable } from '../../language/placeholder.js';
import { type Artifact, dataAt, type Pointer, textAt } from '../../model/artifact.js';
import { type Initiative, membersOf } from '../../project.js';
import type { Span } from '../../text.js';
import { titleOf } from '../disagree.js';
import { markdown, rule, together, withFiles, yaml } from '../rule.js';

const contract = `
  dataContractSpecification: 1.1.0
  id: claims
  models:
    claims:
      fields:
        amount: {type: number}
        customer_email: {type: text, pii: true}
`;

export default rule({
  id: 'pii-downgrade',
  group: 'cross-artifact',
  kinds: ['prd', 'one-pager'],
  level: 'error',
  across: true,
  says: 'This says that there is no personal data; the data readiness report lists some.',
  because: 'Legal, security and the users are told what the PRD says. What the data holds comes out in an audit or in a leak.',
  source: '"PM responsibilities in AI": track sensitivity and PII',
  bad: [
    together(
      yaml`
        kind: prd
        privacy_concerns: <|none, item ids only|>
      `,
      yaml`
        kind: data-readiness
        fields: [{field: email, class: direct, treatment: pseudonymise}]
      `,
    ),
    together(
      markdown`
        ---
        kind: prd
        personal_data: <|none|>
        ---
        # Support bot

        ## Goal

        Resolve 20 % of tickets without an agent within 90 days while CSAT stays at or above 4.2.
      `,
      markdown`
        ---
        kind: data-readiness
        ---
        # Data

        ## Fields

        | Field | Class | Treatment |
        |---|---|---|
        | customer_name | direct | redact |
        | ticket_id | none | keep |
      `,
    ),
    withFiles(
      yaml`
        kind: prd
        personal_data: <|none|>
        related: [./claims.yaml]
        goal: Settle 43 % of claims within a day by 2027-03-31 while complaints stay under 0.5 %
      `,
      { 'claims.yaml': contract },
    ),
  ],
  good: [
    withFiles(
      yaml`
        kind: prd
        personal_data: none
        related: [./claims.yaml]
        privacy_concerns: customer_email is dropped at the source
      `,
      { 'claims.yaml': contract },
    ),
    together(
      yaml`
        kind: prd
        privacy_concerns: [{concern: e-mail addresses are joined, data: email, treatment: pseudonymise}]
      `,
      yaml`
        kind: data-readiness
        fields: [{field: email, class: direct, treatment: pseudonymise}]
      `,
    ),
    together(
      markdown`
        ---
        kind: prd
        personal_data: none
        ---
        # Shelf scanner

        ## Privacy concerns

        None: the cameras see shelves only, and frames with people are dropped on the device.
      `,
      yaml`
        kind: data-readiness
        fields: [{field: shelf_id, class: none}]
      `,
    ),
  ],
  check({ artifact, initiative }, report) {
    const reports = membersOf(initiative, 'data-readiness');
    for (const member of reports) {
      const personal = member.facts.fields.filter(
        (field) =>
          field.class !== undefined &&
          field.class !== 'none' &&
          !(field.treatment === 'protected' && /\b(?:drop|remov|delet|discard|never)/i.test(field.text)),
      );
      const [first] = personal;
      if (!first) continue;
      for (const pointer of denials(artifact)) {
        const also = personal.length > 1 ? ` and ${personal.length - 1} more` : '';
        report(pointer, `No personal data, it says here; the ${titleOf(member)} lists ${first.name}${also} as ${first.class}.`, {
          related: personal.slice(0, 5).map((field) => ({ member, at: field.nameAt, message: `${field.name}: ${field.class}` })),
          fix: {
            title: `Name ${first.name} and what becomes of it`,
            sort: 'template',
            edits: [
              pointer === '/personal_data'
                ? { put: pointer, text: first.class as string }
                : { put: pointer, text: `${first.name}: \${1:pseudonymised before training}, sign-off \${2:@name}` },
            ],
          },
        });
      }
    }
    const [column, ...more] = personalColumns(initiative);
    if (column && !reports.some((member) => member.facts.fields.length > 0) && denials(artifact).includes('/personal_data'))
      report('/personal_data', `None, it says here; ${fileName(column.have)} marks ${short(column.name)} as personal. Is it left out?`, {
        // The product may read the other columns only.
        level: 'information',
        related: [column, ...more].slice(0, 5).map(({ have, span, name }) => ({ have, span, message: `${name} is marked as personal.` })),
      });
  },
});

/** Columns that a data contract marks as personal, and of which no document of the initiative speaks. */
function personalColumns({ members }: Initiative): readonly { readonly have: Have; readonly name: string; readonly span: Span }[] {
  const files = new Map(members.flatMap(({ have = [] }) => have.map((one) => [one.path, one] as const)));
  return [...files.values()].flatMap((have) =>
    have.datasets.flatMap(({ columns }) =>
      columns
        .filter(({ name, personal }) => personal === true && members.every(({ source }) => !source.text.includes(name)))
        .map(({ name, span }) => ({ have, name, span })),
    ),
  );
}

const short = (name: string): string => (name.length > 24 ? `${name.slice(0, 23)}…` : name);

/** Where the artifact says "none". */
function denials(artifact: Artifact): readonly Pointer[] {
  const found: Pointer[] = [];
  if (textAt(artifact, '/personal_data').trim().toLowerCase() === 'none') found.push('/personal_data');
  const concerns = dataAt(artifact, '/privacy_concerns');
  const single = Array.isArray(concerns) && concerns.length === 1 ? '/privacy_concerns/0' : '/privacy_concerns';
  for (const pointer of [single, `${single}/concern`]) if (readNotApplicable(textAt(artifact, pointer)).stated) found.push(pointer);
  return found;
}
