// "Everyone" does not wake up. A team owns nothing; somebody in it does.
import { namesRota, type OwnerFact } from '../../facts/ownership.js';
import { findPlaceholders } from '../../language/placeholder.js';
import { type Artifact, type Pointer, parent } from '../../model/artifact.js';
import { type Fix, markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'owner-not-person',
  group: 'ownership',
  kinds: ['prd', 'one-pager', 'data-readiness', 'experiment-plan', 'runbook', 'monitoring', 'retrospective'],
  level: 'warning',
  prose: true,
  says: 'A group is named where a person belongs.',
  because: 'A group does not wake up. One name per duty means that somebody knows it is theirs.',
  source: '"PM responsibilities in AI": nobody owning the long tail',
  bad: [
    yaml`
      kind: prd
      owners:
        data: <|data team|>
        product: "@ana"
    `,
    markdown`
      ## Owners

      - Monitoring: <|everyone|>
      - Product: Ana Lopez
    `,
    markdown`
      ---
      kind: monitoring
      ---
      # Parcel forecasts

      ## Signals

      | Signal | Threshold | Owner |
      |---|---|---|
      | Parcels a depot | ±20 % in a day | <|Operations|> |
      | Late parcels | > 4 % | Customer Support |
      | Missing scans | > 1 % | Operations |
    `,
  ],
  good: [
    markdown`
      ---
      kind: data-readiness
      ---
      # Meter readings

      ## Creators

      The Energy Lab team, for teaching.
    `,
    yaml`
      kind: prd
      owners:
        data: "@mei (data team)"
    `,
    markdown`
      ## Owners

      | Role | Owner |
      |---|---|
      | Product | Ana Lopez |
      | Data | mei@example.org |
      | At night | the parcels rota |
    `,
    markdown`
      ## Roles and responsibilities

      | Activity | Lead | Analyst |
      |---|---|---|
      | Project planning | A | C |

      | Role | Contact |
      |---|---|
      | Data engineer | pipelines, quality, infrastructure |
      | Reviewer | Name |
    `,
  ],
  check({ artifact, facts }, report) {
    // A column of teams is one habit and one finding: at the first of them, for each table or list.
    const lists = new Map<string, OwnerFact[]>();
    for (const fact of facts.owners) {
      const { pointer, owner, slot, text } = fact;
      // "Name" is what a template says where the name belongs.
      if ((owner.sort !== 'team' && owner.sort !== 'nobody') || /^(?:name|owner)$/i.test(owner.name)) continue;
      if (slot.confidence < 0.6 || findPlaceholders(text).length > 0 || /^\/(?:rollback|oncall)\b/.test(pointer)) continue;
      // A source that nobody answers for is source-no-owner's to say.
      if (owner.sort === 'nobody' && /^\/(?:sources|data_sources|data_owners)\//.test(pointer)) continue;
      // A rota has somebody at every hour, and where the hours have holes oncall-hole says so.
      if (namesRota(owner.name)) continue;
      // "@mei (data team)": the person is there.
      if (facts.owners.some((other) => other.pointer === pointer && ['handle', 'person', 'address', 'role'].includes(other.owner.sort)))
        continue;
      // Who once made the data is no duty of today.
      if (/\b(?:creat(?:or|ed)|collected|funded|annotat)/i.test(headingOf(artifact, pointer))) continue;
      // The first cell of a matrix is an activity: "Project planning | A | C | R".
      if (/^\/owners\/\d+$/.test(pointer) && artifact.places.get(pointer)?.from === 'table') continue;
      // "Data pipeline, quality, infrastructure": a list of duties in which one word happens to name a group as well.
      const parts = text.split(/[,;]/).length;
      if (parts > 2 && facts.owners.filter((other) => other.pointer === pointer).length * 2 < parts) continue;
      const list = /^(.*)\/\d+\/\w+$/.exec(pointer)?.[1]?.replace(/^\/signals\/\w+$/, '/signals') ?? pointer;
      lists.set(list, [...(lists.get(list) ?? []), fact]);
    }
    for (const list of lists.values()) {
      const { pointer, owner, slot } = list[0] as OwnerFact;
      const names = [...new Set(list.map((fact) => `"${fact.owner.name}"`))];
      report({ pointer, from: slot.span[0], to: slot.span[1] }, sentence(names, owner.sort === 'nobody'), { fix: persons(list) });
    }
  },
});

/** The author's words over it: the label of its own, else the heading of the list. */
const headingOf = (artifact: Artifact, pointer: Pointer): string =>
  [pointer, parent(pointer)].map((at) => artifact.places.get(at)?.words ?? '').join(' ');

const sentence = (names: readonly string[], nobody: boolean): string => {
  if (names.length === 1) return `${names[0]} is ${nobody ? 'nobody in particular' : 'a group'}: who of them?`;
  const shown = names.slice(0, 3);
  return `${shown.slice(0, -1).join(', ')} and ${shown[shown.length - 1]} are groups: who in each of them?`;
};

const persons = (list: readonly OwnerFact[]): Fix => ({
  title: list.length === 1 ? 'Name the person' : `Name a person in each of the ${list.length} rows`,
  sort: 'template',
  edits: list.map(({ pointer, owner, slot }, at) => ({
    within: pointer,
    from: slot.span[0],
    to: slot.span[1],
    text: `\${${at + 1}:@name}${owner.sort === 'team' ? ` (${owner.name})` : ''}`,
  })),
});
