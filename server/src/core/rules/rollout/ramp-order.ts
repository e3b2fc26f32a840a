// 5, 25, 20: one step goes backwards.
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'ramp-order',
  group: 'rollout',
  kinds: ['prd', 'runbook'],
  level: 'error',
  prose: true,
  says: 'The share of traffic goes backwards from one stage to the next.',
  because: 'Either the order or a number slipped, and the runbook will be followed as it stands.',
  source: 'arithmetic',
  noFix: 'whether the order or the number slipped is not known',
  bad: [
    yaml`
      kind: runbook
      stages:
        - {name: Canary, traffic: 5 %, duration: 7 d}
        - {name: Ramp, traffic: 25 %, duration: 2 d}
        - {name: Ramp 2, traffic: <|20 %|>, duration: 2 d}
        - {name: Full, traffic: 100 %}
    `,
    markdown`
      ## Rollout plan

      | Stage | Traffic | Duration |
      |---|---|---|
      | Canary | 10 % | 3 days |
      | Ramp | <|5 %|> | 1 week |
      | Full | 100 % | |
    `,
  ],
  good: [
    yaml`
      kind: runbook
      stages:
        - {name: Shadow, traffic: 100 %, duration: 7 d}
        - {name: Canary, traffic: 5 %, duration: 7 d}
        - {name: Ramp, traffic: 25 %, duration: 2 d}
        - {name: Full, traffic: 100 %}
    `,
    markdown`
      ## Rollout plan

      - Canary on 5 % for 1 week
      - A/B test on 50 % for 2 weeks
      - Ramp to 100 %
      - Holdback of 10 % for 4 weeks
    `,
  ],
  check({ artifact, facts }, report) {
    let before: number | undefined;
    for (const { type, traffic, pointer, prose, at: place } of facts.stages) {
      if (type !== 'canary' && type !== 'ramp' && type !== 'full') continue;
      if (traffic === undefined || traffic > 100) continue;
      if (before !== undefined && traffic < before) {
        const at = !prose && artifact.places.has(`${pointer}/traffic`) ? `${pointer}/traffic` : place;
        report(at, `This stage goes back from ${before} % to ${traffic} %: is the order right, or the number?`);
        return;
      }
      before = traffic;
    }
  },
});
