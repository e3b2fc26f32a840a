// Two weeks of shadow mode, compared by nobody: it runs, and then it is over.
import { behind } from '../behind.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'shadow-underspecified',
  group: 'rollout',
  kinds: ['runbook', 'prd'],
  level: { discover: 'hint', build: 'warning', deploy: 'warning', operate: 'warning' },
  prose: true,
  says: 'Shadow mode compared by which number? And can it write anything?',
  because: 'A shadow that is compared with nothing only shows that it does not crash. One that writes is no shadow.',
  source: '"PM responsibilities in AI": "Shadow mode for 2 weeks (no impact on users)"',
  bad: [
    yaml`
      kind: runbook
      stages:
        - <|Shadow mode for 2 weeks (no impact on users)|>
        - Canary on 5 % of traffic for 1 week
    `,
    markdown`
      ---
      kind: prd
      ---
      # Claims triage

      ## Rollout plan

      - <|Shadow mode for 10 days|>
      - Canary on 5 % of claims for 1 week
    `,
  ],
  good: [
    yaml`
      kind: runbook
      stages:
        - Shadow for 2 weeks, agreement with the old model ≥ 98 %, writes disabled
        - Canary on 5 % of traffic for 1 week
    `,
    markdown`
      ## Stages

      | Stage | Traffic | Duration | Exit |
      |---|---|---|---|
      | Shadow | 0 % | 2 weeks | scores compared with the rules, difference ≤ 2 %; no writes |
      | Canary | 5 % | 1 week | error rate ≤ 0.6 % |
    `,
  ],
  check({ facts }, report) {
    for (const stage of facts.stages) {
      if (stage.type !== 'shadow') continue;
      const compared =
        stage.exit !== '' ||
        /\b(?:compar\w+|agree\w*|match\w*|diff\w*|parity|against|versus|vs|delta|accuracy|precision|recall|disagree\w*|metrics?|log\w*)\b|[<>≤≥]/i.test(
          stage.text,
        );
      if (compared) continue;
      const safe =
        /\b(?:no (?:impact|effect|writes|side effects)|writes? (?:disabled|off|blocked)|read[- ]only|invisible|not shown|without (?:impact|affecting))\b/i.test(
          stage.text,
        );
      const end = stage.lead.length + stage.text.replace(/(?<![.\s])[.\s]+$/, '').length;
      report(
        stage.prose ? stage.at : `${stage.pointer}/name`,
        safe ? 'Shadow mode compared with what, by which number?' : undefined,
        stage.prose
          ? {
              fix: {
                title: 'Say what is compared',
                sort: 'template',
                edits: [
                  behind(
                    stage.pointer,
                    `${stage.lead}${stage.text}`,
                    end,
                    `, agreement with \${1:the current system} ≥ \${2:98 %}${safe ? '' : ', writes disabled'}`,
                  ),
                ],
              },
            }
          : {},
      );
    }
  },
});
