// `owner: @ana` is what everybody writes and YAML does not allow. It is read as meant, and quoted on request.
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'handle-unquoted',
  group: 'structure',
  kinds: ['prd', 'one-pager', 'data-readiness', 'experiment-plan', 'runbook', 'monitoring', 'retrospective'],
  level: 'warning',
  profile: 'light',
  says: 'A value may not begin with @ in YAML: put it in quotes.',
  because: 'It is read as meant here, but other tools stop at it.',
  source: 'YAML 1.2, reserved indicators',
  bad: [
    yaml`
      kind: prd
      owners:
        product: <|@ana|>
    `,
    markdown`
      ---
      kind: prd
      owner: <|@ana|>
      ---
      # Recommendations
    `,
  ],
  good: [
    yaml`
      kind: prd
      owners:
        product: "@ana"
        data: mei @ data
    `,
    markdown`
      ## Owners

      - Product: @ana
    `,
  ],
  check({ problems, artifact }, report) {
    for (const { code, message, at } of problems) {
      if (code !== 'handle-unquoted') continue;
      report({ span: at, pointer: '' }, message, {
        fix: { title: 'Put it in quotes', sort: 'safe', edits: [{ rename: at, text: `"${artifact.source.slice(...at)}"` }] },
      });
    }
  },
});
