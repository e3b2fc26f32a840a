// "If things look bad" is a debate, and 3 am is no time for one.
import { findPlaceholders } from '../../language/placeholder.js';
import { dataAt } from '../../model/artifact.js';
import { errorFrom, markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'rollback-trigger-not-numeric',
  group: 'rollout',
  kinds: ['runbook'],
  level: errorFrom('deploy', 'warning'),
  prose: true,
  says: 'This trigger has no number: which metric, past which limit, for how long?',
  because: 'At 3 am going back must not be a debate. A number can be put into an alert; a feeling cannot.',
  source: '"PM responsibilities in AI"; Site Reliability Workbook, canarying releases',
  bad: [
    yaml`
      kind: runbook
      rollback:
        triggers: [<|if things look bad|>]
        authority: "@ana"
    `,
    markdown`
      ---
      kind: runbook
      ---
      # Deploy

      ## Rollback

      ### Triggers

      - <|Quality drops|>
      - error rate above 2 % for 10 minutes
    `,
  ],
  good: [
    markdown`
      ---
      kind: runbook
      ---
      # Deploy the parts search

      ## Rollback

      If the smoke tests fail, roll back to the last release.
    `,
    yaml`
      kind: runbook
      rollback:
        triggers: [5xx > 1.4 % for 5 min, p95 latency > 450 ms for 10 min]
        authority: "@ana"
    `,
    markdown`
      ---
      kind: runbook
      ---
      # Deploy

      ## Rollback

      Roll back if the error rate is above 2 % for 10 minutes. On-call decides alone.
    `,
  ],
  check({ artifact, facts }, report) {
    const rollback = facts.rollback;
    if (!rollback) return;
    const stated = dataAt(artifact, '/rollback/triggers') !== undefined;
    for (const trigger of rollback.triggers) {
      if (
        trigger.conditions.length > 0 ||
        findPlaceholders(trigger.text).length > 0 ||
        numeric.test(trigger.text) ||
        passes.test(trigger.text)
      )
        continue;
      // In running prose only a sentence that is plainly about going back is a trigger.
      if (!stated && !goingBack.test(trigger.text)) continue;
      const from = artifact.places.get(trigger.pointer)?.text?.text.indexOf(trigger.text) ?? -1;
      const at = from > 0 ? { pointer: trigger.pointer, from, to: from + trigger.text.length } : trigger.pointer;
      const structured = !artifact.places.get(trigger.pointer)?.text;
      report(
        at,
        undefined,
        structured
          ? {}
          : {
              fix: {
                title: 'Write it as metric, limit, time',
                sort: 'template',
                edits: [
                  {
                    within: trigger.pointer,
                    from: Math.max(from, 0),
                    to: Math.max(from, 0) + trigger.text.length,
                    text: '${1:error rate} > ${2:1.4} % for ${3:5} min',
                  },
                ],
              },
            },
      );
    }
  },
});

/** A check that passes or fails has its limit inside. */
const passes =
  /\b(?:readiness|liveness|health|smoke|verification|acceptance)\b[^.\n]{0,40}\bfail|\bfail\w*\b[^.\n]{0,24}\b(?:readiness|liveness|health|smoke)\b/i;

/** "If …, roll back", "revert when …"; a mention of the rollback is none. */
const goingBack =
  /\b(?:if|when|whenever)\b[^.]{0,120}\b(?:roll(?:ing)? back|revert)\b|\b(?:roll(?:ing)? back|revert)\b[^.]{0,24}\b(?:if|when|whenever)\b/i;

/** A comparator with a number, or a count of failures, in any wording that the condition reader does not know. */
const numeric =
  /(?:[<>≤≥]|\b(?:above|below|over|under|exceed(?:s|ing)?|more than|less than|at least|drops? (?:by|to|below)|falls? (?:by|to|below)|rises? (?:by|to|above))\b)[^.\n]{0,24}\d|\b\d+\s+(?:consecutive|failed|failures?|errors?|timeouts?|crashes)\b/i;
