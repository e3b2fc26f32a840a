// Who pulls it, without asking?
import { findPlaceholders } from '../../language/placeholder.js';
import { errorFrom, markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'rollback-no-authority',
  group: 'rollout',
  kinds: ['runbook'],
  level: errorFrom('deploy'),
  prose: true,
  says: 'Nobody may decide alone to go back: who pulls it, without asking?',
  because: 'A decision that needs a meeting is taken after the damage. The person on call must be allowed to be wrong.',
  source: '"PM responsibilities in AI"; production readiness review checklists',
  bad: [
    yaml`
      kind: runbook
      rollback:
        triggers: [5xx > 1.4 % for 5 min]
        authority: <|the team decides|>
    `,
    markdown`
      ---
      kind: runbook
      ---
      # Deploy

      ## <|Rollback|>

      1. Flip the flag scorer_v42 off.
      2. Check that v41 serves.
    `,
  ],
  good: [
    yaml`
      kind: runbook
      rollback:
        triggers: [5xx > 1.4 % for 5 min]
        authority: on-call may, without approval
    `,
    markdown`
      ---
      kind: runbook
      ---
      # Deploy

      ## Rollback

      **Authority:** @ana, or whoever is on call

      1. Flip the flag scorer_v42 off.
    `,
    markdown`
      ---
      kind: runbook
      ---
      # Parts search

      ## Rollback

      **How:** set the flag search.ranker off.

      **Who:** whoever is on call, without asking; tell Amara Okafor afterwards.
    `,
  ],
  check({ facts }, report) {
    const rollback = facts.rollback;
    if (!rollback) return;
    const stated = rollback.authority !== '' && rollback.authorityAt !== rollback.pointer;
    if (findPlaceholders(rollback.authority).length > 0) return;
    if (rollback.authority !== '' && !nobody.test(rollback.authority)) return;
    // A pointer to the plan is not the plan.
    if (!stated && rollback.text.length < 200 && /runbook|\]\(|see /i.test(rollback.text)) return;
    const value = '${1:whoever is on call}, without asking';
    report(stated ? rollback.authorityAt : { keyOf: rollback.pointer }, undefined, {
      fix: {
        title: 'Name who decides',
        sort: 'template',
        edits: [stated ? { put: rollback.authorityAt, text: value } : { add: `${rollback.pointer}/authority`, value }],
      },
    });
  },
});

const nobody =
  /^(?:the )?(?:whole )?(?:team|everyone|everybody|all|we|management|stakeholders|committee|consensus|group)\b|\bwe (?:decide|discuss|will)|\bteam decides\b|\bby consensus\b|\bmeeting\b/i;
