// Last week had other prices, other caches and a holiday: it is no control.
import { leaves } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'canary-no-control',
  group: 'rollout',
  kinds: ['runbook'],
  level: 'warning',
  profile: 'strict',
  prose: true,
  says: 'This stage is compared with another time, not with users at the same time.',
  because: 'Age of the process, warm caches, season and prices all differ. Only a group that started together shows the version.',
  source: 'Kayenta and Spinnaker, canary best practices; Site Reliability Workbook',
  bad: [
    yaml`
      kind: runbook
      stages:
        - {name: Canary, traffic: 5 %, duration: 3 days, exit: <|error rate compared to last week|> rises by less than 10 %}
    `,
    markdown`
      ## Stages

      - Canary on 5 % of requests for 3 days, <|compare latency with the previous month|>
      - Ramp to 100 %
    `,
    yaml`
      kind: runbook
      stages:
        - {name: Canary, traffic: 5 %, duration: 3 days, control: <|none|>, exit: error rate ≤ 0.6 %}
    `,
  ],
  good: [
    yaml`
      kind: runbook
      stages:
        - {name: Canary, traffic: 5 %, duration: 3 days, exit: error rate at most 10 % above a baseline of the same size that started together}
    `,
    markdown`
      ## Stages

      - Canary on 5 % of requests for 3 days, compared with the control group at the same time and with last week
      - Ramp to 100 %
    `,
  ],
  check({ artifact, facts }, report) {
    const stages = facts.stages.map(({ pointer }) => pointer);
    for (const { pointer, text } of leaves(artifact)) {
      const stage = stages.find((one) => pointer === one || pointer.startsWith(`${one}/`));
      if (stage === undefined && pointer !== '/strategy') continue;
      if (pointer === `${stage}/control`) {
        if (/^\W*(?:none|no\b|before)|\b(?:last|previous|prior) (?:week|month|period|release|day)|\bhistor/i.test(text.text))
          report(pointer, 'Without a control at the same time, what would show that it is this version?', {
            fix: { title: 'Compare with a concurrent baseline', sort: 'choice', edits: [{ put: pointer, text: 'concurrent' }] },
          });
        continue;
      }
      if (together.test(text.text)) continue;
      const found = otherTime.exec(text.text);
      if (!found) continue;
      const [from, to] = [found.index, found.index + found[0].length];
      report(
        { pointer, from, to },
        `"${found[0].length > 42 ? `${found[0].slice(0, 41)}…` : found[0]}" compares with another time: which users at the same time?`,
        {
          fix: {
            title: 'Compare with a concurrent baseline',
            sort: 'template',
            edits: [{ within: pointer, from, to, text: '${1:error rate} compared with a baseline of the same size that started together' }],
          },
        },
      );
    }
  },
});

const otherTime =
  /(?:\b[\w-]{1,20} (?:rate )?)?\b(?:compar\w{0,4}|versus|vs\.?|against|relative to|above|below|than|exceeds?)\b[^.;\n]{0,40}?\b(?:(?:last|previous|prior|past|preceding) (?:week|month|day|quarter|year|period|release|7 days|14 days|30 days)(?:'s)?|yesterday(?:'s)?|historical \w+|(?:pre-?(?:launch|release|deploy\w*)) \w+)|\bbefore[-/ ](?:and|vs\.?|versus)?[-/ ]?after (?:comparison|numbers|metrics)|\b(?:compar\w{0,4}|versus|vs\.?|against)\b[^.;\n]{0,20}\bthe (?:week|month|day|period) before\b|\bbefore and after\b|\bweek[- ]over[- ]week\b/i;
const together =
  /\bat the same time\b|\bconcurrent\w*|\bside by side\b|\bcontrol (?:group|arm)\b|\bbaseline (?:group|arm|of the same size)\b|\bsame[- ]siz|\bstarted together\b|\ba\/b\b|\bhold-?back\b|\bsimultaneous/i;
