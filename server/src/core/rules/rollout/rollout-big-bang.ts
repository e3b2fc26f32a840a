// Straight to everybody: no stage in which only a few users can be hurt.
import { conditions } from '../../facts/flags.js';
import { textBelow } from '../../facts/rows.js';
import { dataAt } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'rollout-big-bang',
  group: 'rollout',
  kinds: ['prd', 'runbook'],
  // A warning, and an error where the product is of high risk.
  level: 'error',
  prose: true,
  says: 'Everybody gets it at once: there is no stage in which only a few can be hurt.',
  because: 'A model meets inputs in production that no test held. With 5 % of the traffic that costs a twentieth.',
  source: '"PM responsibilities in AI": shadow testing, canary, or full rollout',
  bad: [
    yaml`
      kind: prd
      rollout_plan: <|deploy to all users on Friday|>
    `,
    markdown`
      ## Rollout plan

      <|We launch to 100 % of customers after QA has signed off.|>
    `,
  ],
  good: [
    yaml`
      kind: prd
      rollout_plan:
        - Shadow mode for 2 weeks (no impact on users)
        - Canary on 5% traffic for 1 week
        - Monitor metrics, then ramp to 100% if green
    `,
    markdown`
      ## Rollout plan

      | Stage | Traffic | Duration |
      |---|---|---|
      | Internal | 200 colleagues | 1 week |
      | Canary | 5 % | 7 days |
      | Full | 100 % | |
    `,
    markdown`
      ## Rollout plan

      1. Offline: 300 upgrades of 2025 are replayed
      2. Two teams for four weeks, drafts only
      3. Everyone, unless more than 2 % were reverted
    `,
  ],
  check({ artifact, facts, flags }, report) {
    const field =
      artifact.kind === 'runbook' ? ['/strategy', '/stages'].find((pointer) => dataAt(artifact, pointer) !== undefined) : '/rollout_plan';
    if (field === undefined || dataAt(artifact, field) === undefined) return;
    const text = `${textBelow(artifact, field)} ${artifact.kind === 'runbook' ? textBelow(artifact, '/stages') : ''}`;
    if (
      facts.stages.some(
        (stage) => (stage.type !== undefined && stage.type !== 'full') || (stage.traffic !== undefined && stage.traffic < 100),
      ) ||
      staged.test(text) ||
      fewFirst.test(text)
    )
      return;
    if (phased.test(text)) {
      report(field, 'These are delivery phases; who gets it first, and how many, is not said.', {
        level: 'hint',
        fix: plan(field, artifact.kind),
      });
      return;
    }
    const level = conditions['high-risk'].holds(flags) ? 'error' : 'warning';
    if (release.test(text)) report(field, undefined, { level, fix: plan(field, artifact.kind) });
  },
});

const staged =
  /\b(?:shadow|canar(?:y|ies)|ramp|pilot|beta|dogfood|internal users?|feature flag|phased|gradual(?:ly)?|staged|blue[-/ ]green|holdback|cohorts?|early access|waitlist|percent of (?:users|traffic)|a\/b)\b/i;
/** "Two teams for four weeks", "one depot (31 vans) first": a few before the others. */
const fewFirst =
  /\b(?:a|one|two|three|four|five|six|ten|\d{1,3})(?: \p{L}{2,15})? (?:teams?|depots?|stores?|shops?|branch(?:es)?|sites?|hospitals?|clinics?|wards?|plants?|warehouses?|schools?|garages?|countr(?:y|ies)|regions?|cit(?:y|ies)|departments?)\b[^.;\n]{0,30}\b(?:for|first|then)\b/iu;
const phased = /\b(?:phase|sprint|milestone|week|month|mvp|v)\s?\d|\bmvp\b|\bq[1-4]\b/i;
const release =
  /\b(?:deploy|release|launch|ship|go[- ]live|roll(?:ed)? ?out|switch(?:ed)? (?:on|over)|push(?:ed)? to prod|all (?:users|customers)|everyone|100\s?%)/i;

function plan(field: string, kind: string) {
  const stages = [
    'Shadow mode for ${1:2 weeks}, no impact on users',
    'Canary on ${2:5} % of traffic for ${3:1 week}',
    'Ramp to ${4:25 %}, ${5:50 %}, 100 % if ${6:<metric and limit>}',
  ];
  const target = kind === 'runbook' ? '/stages' : field;
  return {
    title: 'Replace by shadow, canary, ramp',
    sort: 'template' as const,
    edits: [target === field ? { put: field, text: stages.join('; ') } : { add: target, value: stages }],
  };
}
