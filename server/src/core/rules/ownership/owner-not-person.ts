// "Everyone" does not wake up. A team owns nothing; somebody in it does.
import { findPlaceholders } from '../../language/placeholder.js';
import { markdown, rule, yaml } from '../rule.js';

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
  ],
  good: [
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
    for (const { pointer, owner, slot, text } of facts.owners) {
      // "Name" is what a template says where the name belongs.
      if ((owner.sort !== 'team' && owner.sort !== 'nobody') || /^(?:name|owner)$/i.test(owner.name)) continue;
      if (slot.confidence < 0.6 || findPlaceholders(text).length > 0 || /^\/(?:rollback|oncall)\b/.test(pointer)) continue;
      // A source that nobody answers for is source-no-owner's to say.
      if (owner.sort === 'nobody' && /^\/(?:sources|data_sources|data_owners)\//.test(pointer)) continue;
      // "@mei (data team)": the person is there.
      if (facts.owners.some((other) => other.pointer === pointer && ['handle', 'person', 'address', 'role'].includes(other.owner.sort)))
        continue;
      // The first cell of a matrix is an activity: "Project planning | A | C | R".
      if (/^\/owners\/\d+$/.test(pointer) && artifact.places.get(pointer)?.from === 'table') continue;
      // "Data pipeline, quality, infrastructure": a list of duties in which one word happens to name a group as well.
      const parts = text.split(/[,;]/).length;
      if (parts > 2 && facts.owners.filter((other) => other.pointer === pointer).length * 2 < parts) continue;
      report(
        { pointer, from: slot.span[0], to: slot.span[1] },
        `"${owner.name}" is ${owner.sort === 'nobody' ? 'nobody in particular' : 'a group'}: who of them?`,
        {
          fix: {
            title: 'Name the person',
            sort: 'template',
            edits: [
              {
                within: pointer,
                from: slot.span[0],
                to: slot.span[1],
                text: `\${1:@name}${owner.sort === 'team' ? ` (${owner.name})` : ''}`,
              },
            ],
          },
        },
      );
    }
  },
});
