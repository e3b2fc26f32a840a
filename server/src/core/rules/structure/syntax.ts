// YAML that cannot be read. The rest of the file is read all the same.
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'syntax',
  group: 'structure',
  kinds: ['prd', 'one-pager', 'data-readiness', 'experiment-plan', 'runbook', 'monitoring', 'retrospective'],
  level: 'error',
  profile: 'light',
  says: 'This cannot be read as YAML.',
  because: 'What cannot be read is neither checked nor counted; the other fields still are.',
  source: 'YAML 1.2',
  noFix: 'what was meant is not known',
  bad: [
    yaml`
      kind: prd
      <|goal: "Increase CTR|>
      baseline: 4 %
    `,
    yaml`
      kind: prd
      <|title|>
      owners: []
    `,
    yaml`
      kind: prd
      goal: Increase CTR by 8 %
      <|goal|>: Reduce churn by 3 %
    `,
  ],
  good: [
    yaml`
      kind: prd
      goal: "Increase CTR by 8 %"
    `,
    markdown`
      ---
      kind: prd
      ---
      # Title: with a colon
    `,
  ],
  check({ problems }, report) {
    for (const { code, message, at } of problems)
      if (code === 'too-large' || code === 'old-yaml') report({ span: at, pointer: '' }, message, { level: 'information' });
      else if (code === 'key-repeated') report({ span: at, pointer: '' }, message, { level: 'warning' });
      else if (code === 'syntax' || code === 'stray-text' || code === 'alias' || code === 'too-deep')
        report({ span: at, pointer: '' }, message);
  },
});
