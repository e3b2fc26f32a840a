// Who pulls it, without asking?
import { findPlaceholders } from '../../language/placeholder.js';
import type { Artifact } from '../../model/artifact.js';
import { reached } from '../../schema/look.js';
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
      2. Check that v41 serves, and tell the search team.
    `,
  ],
  good: [
    markdown`
      ---
      kind: runbook
      ---
      # Rollout of my garden planner

      ## Rollback

      Turn the flag off and restore the last approved release.
    `,
    markdown`
      ---
      kind: runbook
      ---
      # Import the season's prices

      ## Rollback

      Delete the rows of this import by its number.
    `,
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
    markdown`
      ---
      kind: runbook
      phase: deploy
      ---
      # Deploy the parcel forecasts

      ## Rollback

      Flip the flag off, then go back to the release before. Anyone on the depot rota can do this without asking.
    `,
  ],
  check({ artifact, facts, phase }, report) {
    const rollback = facts.rollback;
    if (!rollback) return;
    const stated = rollback.authority !== '' && rollback.authorityAt !== rollback.pointer;
    if (findPlaceholders(rollback.authority).length > 0) return;
    if (rollback.authority !== '' && !nobody.test(rollback.authority)) return;
    // One person with one server asks nobody, and taking back an import is no decision about a release.
    if (!reached(phase, 'deploy') && artifact.syntax === 'markdown' && !isShared(artifact)) return;
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

/** Some words that only appear where several people are at work, and a release or a rollout that they work on. */
const isShared = ({ source }: Artifact): boolean =>
  /\bteam\b|\bapprovers?\b|\bon-?call\b|\bstakeholders?\b/i.test(source) &&
  /^\ufeff?#{1,3}\s.*\b(?:deploy|releas|roll-?\s?out|launch|cut-?over|pilot|canary|ship)/im.test(source);

const nobody =
  /^(?:the )?(?:whole )?(?:team|everyone|everybody|all|we|management|stakeholders|committee|consensus|group)\b|\bwe (?:decide|discuss|will)|\bteam decides\b|\bby consensus\b|\bmeeting\b/i;
