// The first try of a way back is not meant to be at night, with users watching.
import { readDate } from '../../language/date.js';
import { textAt } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'rollback-untested',
  group: 'rollout',
  kinds: ['runbook'],
  level: 'warning',
  says: 'The way back was not tried for more than 90 days.',
  because: 'Permissions, images and schemas change. A rollback that was never tried is a hope.',
  source: 'ML Test Score, Infra 7; production readiness reviews',
  noFix: 'only a drill mends it',
  bad: [
    yaml`
      kind: runbook
      rollback: {steps: [flip the flag], last_tested: <|2025-11-02|>}
    `,
    markdown`
      ---
      kind: runbook
      ---
      # Deploy the parser

      ## Rollback

      - Authority: @sam
      - Last tested: <|never|>
    `,
  ],
  good: [
    yaml`
      kind: runbook
      rollback: {steps: [flip the flag], last_tested: 2026-10-12}
    `,
    markdown`
      ---
      kind: runbook
      ---
      # Deploy the parser

      ## Rollback

      - Authority: @sam
      - Last tested: 2026-11-02, 6 minutes
    `,
  ],
  check({ artifact, settings, threshold }, report) {
    const oldest = threshold('rollback_tested_days');
    const at = '/rollback/last_tested';
    const text = textAt(artifact, at);
    if (text === '') return;
    if (/^\s*(?:never|not yet|untested|no)\b/i.test(text)) {
      report(at, 'The way back was never tried: run a drill before the first stage.');
      return;
    }
    const date = readDate(text)?.value;
    const days = date === undefined ? Number.NaN : (Date.parse(settings.today) - Date.parse(date)) / 86_400_000;
    if (days > oldest) report(at, `Last tried ${Math.round(days)} days ago; within ${oldest} days much may have changed. Run a drill.`);
  },
});
