// "Ramp if green": green is a colour until somebody says which number it stands for.
import { findPlaceholders } from '../../language/placeholder.js';
import { textAt } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'stage-exit-not-numeric',
  group: 'rollout',
  kinds: ['prd', 'runbook'],
  level: { discover: 'hint', build: 'warning', deploy: 'error', operate: 'error' },
  prose: true,
  says: 'Define green: which metric, within which limit, lets this stage go on?',
  because: 'A feeling lets every stage pass. A number can be checked by somebody who was not in the meeting, or by a machine.',
  source: '"PM responsibilities in AI": "ramp to 100% if green"; Argo Rollouts, analysis',
  bad: [
    yaml`
      kind: prd
      rollout_plan:
        - Canary on 5% traffic for 1 week
        - Monitor metrics, then ramp to 100% if <|green|>
    `,
    markdown`
      ---
      kind: runbook
      ---
      # Deploy the triage model

      ## Stages

      | Stage | Traffic | Duration | Exit |
      |---|---|---|---|
      | Canary | 5 % | 7 d | <|looks stable|> |
      | Full | 100 % | | |
    `,
  ],
  good: [
    yaml`
      kind: prd
      rollout_plan:
        - Canary on 5 % of traffic for 1 week
        - Ramp to 100 % if error rate ≤ 0.6 %
    `,
    markdown`
      ---
      kind: runbook
      ---
      # Deploy the triage model

      ## Stages

      | Stage | Traffic | Duration | Exit |
      |---|---|---|---|
      | Canary | 5 % | 7 d | p95 latency ≤ 300 ms, no sev-1 incident |
      | Full | 100 % | | done |
    `,
  ],
  check({ artifact, facts }, report) {
    facts.stages.forEach((stage, at) => {
      if (stage.exit === '' || stage.conditions.length > 0 || /\d/.test(stage.exit) || findPlaceholders(stage.exit).length > 0) return;
      if (!stage.prose && at === facts.stages.length - 1 && stage.type === 'full') return;
      // A stage that is left by a decision or an event is no matter of numbers.
      if (!vague.test(stage.exit) || /\b(?:no|zero)\s+(?:p0|p1|sev|blocker|incident|critical)/i.test(stage.exit)) return;
      const pointer = stage.prose ? stage.pointer : exitPointers(stage.pointer).find((place) => places(place) !== '');
      if (pointer === undefined) return;
      const text = places(pointer);
      const from = Math.max(0, text.indexOf(stage.exit));
      const to = text.includes(stage.exit) ? from + stage.exit.length : text.length;
      const condition = /^(?:if|when|once)\b/i.exec(stage.exit)?.[0];
      report({ pointer, from, to }, `"${stage.exit.slice(0, 40)}": which metric, within which limit, lets it go on?`, {
        fix: {
          title: 'Name metric and limit',
          sort: 'template',
          edits: [{ within: pointer, from, to, text: `${condition ? `${condition} ` : ''}\${1:error rate} ≤ \${2:0.6 %}` }],
        },
      });
    });

    function places(pointer: string): string {
      return textAt(artifact, pointer);
    }
  },
});

const exitPointers = (stage: string): string[] => [`${stage}/exit`, `${stage}/exit_criteria`];
const vague =
  /\b(?:green|good|ok(?:ay)?|fine|stable|healthy|well|successful|smooth(?:ly)?|acceptable|satisf\w+|confident|comfortable|happy|normal|as expected|no (?:major |serious |big )?(?:issues?|problems?|regressions?|complaints)|within bounds|looks?|hold up)\b/i;
