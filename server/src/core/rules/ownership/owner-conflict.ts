// Two accountable for one thing are none, whether they stand in one list or in two documents.
import type { Duty } from '../../facts/duties.js';
import { samePerson } from '../../facts/ownership.js';
import { type SourceFact, sourceKey } from '../../facts/sources.js';
import { readOwners } from '../../language/owner.js';
import type { OwnerRead } from '../../language/types.js';
import { type Artifact, type Pointer, textAt } from '../../model/artifact.js';
import type { Member } from '../../project.js';
import { squash } from '../../schema/names.js';
import { literal } from '../../syntax/write.js';
import { markdown, rule, together, yaml } from '../rule.js';

export default rule({
  id: 'owner-conflict',
  group: 'ownership',
  kinds: ['prd', 'one-pager', 'data-readiness', 'experiment-plan', 'runbook', 'monitoring', 'retrospective'],
  level: 'warning',
  prose: true,
  says: 'Two people are accountable for the same thing: which one decides?',
  because: 'Two owners mean that each waits for the other. One is accountable; the others may help.',
  source: '"PM responsibilities in AI": nobody owning the long tail; RACI: exactly one A',
  bad: [
    yaml`
      kind: prd
      owners:
        - role: Monitoring
          who: "@sam"
          raci: A
        - role: Monitoring
          who: <|"@noor"|>
          raci: A
    `,
    markdown`
      # Search in the help centre

      ## Owners

      | Responsibility | Accountable | Consulted |
      |---|---|---|
      | Product | @ana | @bo |
      | Monitoring | <|@sam, @noor|> | |
    `,
    together(
      yaml`
        kind: prd
        owners:
          - role: Monitoring
            who: "@ana"
            raci: A
      `,
      markdown`
        ---
        kind: monitoring
        ---
        # Monitoring of the shortlist

        ## Owners

        - Monitoring: <|@bo|>
      `,
    ),
    together(
      yaml`
        kind: prd
        data_sources:
          - "orders: @noor"
      `,
      yaml`
        kind: data-readiness
        sources:
          - name: orders
            owner: <|"@tom"|>
      `,
    ),
  ],
  good: [
    markdown`
      # Search in the help centre

      ## Owners

      | Role | Who | RACI |
      |---|---|---|
      | Monitoring | @sam | A |
      | Monitoring | @noor | R |
      | Engineer | @li | |
      | Engineer | @tom | |
    `,
    together(
      yaml`
        kind: prd
        owners:
          - "Monitoring: @ana"
      `,
      yaml`
        kind: monitoring
        owners:
          - role: Monitoring
            who: Ana Lopez
            raci: A
      `,
    ),
  ],
  check({ artifact, facts, initiative, self }, report) {
    const duties = facts.duties.filter(({ accountable, name, people }) => accountable && name !== '' && people.length > 0);
    duties.forEach((duty, at) => {
      const before = duties.slice(0, at).find((other) => sameThing(other, duty));
      const [other, own] = [before?.people[0], duty.people[0]];
      if (before && other && own && differ(other, own)) {
        report(duty.pointer, `${duty.name}: ${other.name} and ${own.name} are both accountable. Which one decides?`, {
          related: [{ member: self, at: before.pointer, message: `${other.name} is accountable here` }],
          fix: { title: `Keep ${other.name}`, sort: 'choice', edits: put(artifact, duty.pointer, own, other) },
        });
        return;
      }
      if (duty.stated && duty.people.length > 1)
        report(duty.pointer, `${duty.name} has ${duty.people.length} accountable people: which one decides?`, {
          fix: duty.people.map((one) => ({
            title: `Keep ${one.name}`,
            sort: 'choice' as const,
            edits: [{ put: duty.pointer, text: literal(one.name) }],
          })),
        });
    });

    const first = initiative.members.find(({ source }) => source.kind === 'prd') ?? initiative.members[0];
    if (!first || first === self) return;
    for (const duty of duties) {
      const theirs = first.facts.duties.find((other) => other.accountable && other.people.length > 0 && sameThing(other, duty));
      if (theirs?.people[0] && duty.people[0]) across(duty.name, duty.pointer, duty.people[0], first, theirs.pointer, theirs.people[0]);
    }
    for (const { source, pointer, owner } of ownedSources(self)) {
      const theirs = ownedSources(first).find((other) => sourceKey(other.source.name) === sourceKey(source.name));
      if (theirs) across(source.name, pointer, owner, first, theirs.pointer, theirs.owner);
    }

    function across(name: string, pointer: Pointer, own: OwnerRead, member: Member, at: Pointer, other: OwnerRead): void {
      if (!differ(own, other)) return;
      report(
        pointer,
        `${name}: ${own.name} here, ${other.name} in the ${member.source.kind === 'prd' ? 'PRD' : member.source.kind}. Who is it?`,
        {
          related: [{ member, at, message: `${other.name} is named here` }],
          fix: { title: `Take ${other.name}`, sort: 'choice', edits: put(artifact, pointer, own, other) },
        },
      );
    }
  },
});

/** The same name, or the same one of R1 to R8 by its code. */
const sameThing = (a: Duty, b: Duty): boolean =>
  squash(a.name) === squash(b.name) || (a.coded && b.coded && a.responsibilities[0] === b.responsibilities[0]);

/** Two handles or two full names differ when they are not equal; a handle and a name may be the same person. */
const differ = (a: OwnerRead, b: OwnerRead): boolean => !samePerson(a, b) && a.sort === b.sort;

const put = (artifact: Artifact, pointer: Pointer, own: OwnerRead, other: OwnerRead) => {
  const at = textAt(artifact, pointer).indexOf(own.name);
  return at === -1
    ? [{ put: pointer, text: literal(other.name) }]
    : [{ within: pointer, from: at, to: at + own.name.length, text: literal(other.name) }];
};

interface SourceOwner {
  readonly source: SourceFact;
  /** Where the person stands: a cell, or the sentence about the source. */
  readonly pointer: Pointer;
  readonly owner: OwnerRead;
}

/** Data sources with the one person who is named for each. */
const ownedSources = ({ facts, artifact }: Member): readonly SourceOwner[] =>
  facts.sources.flatMap((source): readonly SourceOwner[] => {
    const pointer = source.prose ? source.pointer : source.ownerAt;
    const owners = readOwners(textAt(artifact, pointer)).filter(
      ({ value, confidence }) => confidence >= 0.8 && (value.sort === 'handle' || value.sort === 'person'),
    );
    return owners.length === 1 && owners[0] ? [{ source, pointer, owner: owners[0].value }] : [];
  });
