// An owner whom the team's own list does not know: a typing error, or somebody who has left. Beyond the catalogue, because a
// `people:` list is worth little if nobody compares with it; without that list nobody can tell, and nothing is said.
import { isAmong } from '../../people.js';
import { closest } from '../../schema/closest.js';
import { type Fix, markdown, rule, withFiles, yaml } from '../rule.js';

export default rule({
  id: 'owner-unknown',
  group: 'ownership',
  kinds: ['prd', 'one-pager', 'data-readiness', 'experiment-plan', 'runbook', 'monitoring', 'retrospective'],
  level: 'hint',
  says: 'The people: list of this team knows nobody of that name.',
  because: 'A handle with a typing error reaches nobody, and people change teams faster than documents do.',
  source: 'people: in shipworthy.yaml',
  given: { people: [{ handle: '@ana', name: 'Ana Lopez' }, { handle: '@mei' }, { handle: '@acme/search', kind: 'team' }] },
  bad: [
    yaml`
      kind: prd
      owners:
        product: "<|@anna|>"
    `,
    markdown`
      ## Owners

      - Product: <|@anna|>
      - Data: <|@walter|>
    `,
  ],
  good: [
    yaml`
      kind: prd
      owners:
        product: "@ana"
        data: Ana Lopez
    `,
    markdown`
      ## Owners

      - Product: Ana Lopez
      - Data: @Mei
      - Search: @acme/search
    `,
    withFiles(
      yaml`
        kind: prd
        owners:
          product: "@walter"
      `,
      { CODEOWNERS: '/ranking/ @walter @acme/search' },
    ),
  ],
  check({ facts, settings, self }, report) {
    if (!settings.people || settings.people.length === 0) return;
    // Whoever owns code here exists, whether or not the list has them.
    const coding = (self.have ?? []).flatMap(({ owners }) => owners.flatMap((line) => line.owners.map((handle) => ({ handle }))));
    const people = [...settings.people, ...coding];
    for (const { pointer, owner, slot, text } of facts.owners) {
      const meant = owner.sort === 'handle' || owner.sort === 'person' || owner.sort === 'address';
      if (!meant || slot.confidence < 0.8 || isAmong(people, owner)) continue;
      // "Ana Lopez (@ana)" is one person; a full name beside a known handle needs no entry of its own.
      if (owner.sort === 'person' && people.some((person) => text.includes(person.handle))) continue;
      const near = closest(
        owner.name,
        people.map(({ handle }) => handle),
      );
      const fix: Fix[] = near
        ? [{ title: `Change to ${near}`, sort: 'choice', edits: [{ within: pointer, from: slot.span[0], to: slot.span[1], text: near }] }]
        : [];
      report(
        { pointer, from: slot.span[0], to: slot.span[1] },
        `No "${owner.name}" among the people of this team.${near ? ` Did you mean ${near}?` : ''} Who is it now?`,
        { fix },
      );
    }
  },
});
