// At 100 % there is nobody left to compare with.

import { textBelow } from '../../facts/rows.js';
import { holdbackTest } from '../../math/calendar.js';
import { leavesBelow, textAt } from '../../model/artifact.js';
import { behind } from '../behind.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'ab-after-full-rollout',
  group: 'rollout',
  kinds: ['prd', 'runbook', 'experiment-plan'],
  level: { discover: 'hint', build: 'warning', deploy: 'error', operate: 'error' },
  prose: true,
  says: 'The A/B test comes after 100 %: there is no control group left. Keep a holdback, or test before.',
  because: 'Before and after differ by season, price and press. Only people who did not get it at the same time show what it did.',
  source: '"PM responsibilities in AI": "Post-launch A/B test for business lift"; arithmetic (A6)',
  bad: [
    yaml`
      kind: prd
      rollout_plan:
        - Canary on 5% traffic for 1 week
        - Monitor metrics, then ramp to 100% if green
        - <|Post-launch A/B test for business lift|>
    `,
    markdown`
      ## Rollout plan

      | Stage | Traffic | Duration |
      |---|---|---|
      | Canary | 5 % | 1 week |
      | Full | 100 % | 2 weeks |
      | <|A/B test|> | 50 % | 2 weeks |
    `,
    markdown`
      ---
      kind: experiment-plan
      ---
      # Reply suggestions

      ## Online test

      - Start: <|two weeks after full rollout|>
      - Design: A/B by agent
    `,
  ],
  good: [
    yaml`
      kind: prd
      rollout_plan:
        - Canary on 5% traffic for 1 week
        - Ramp to 100 % with a 10 % holdback
        - Post-launch A/B test against the holdback
    `,
    markdown`
      ## Rollout plan

      - Canary on 5 % for 1 week
      - A/B test on 50 % for 2 weeks
      - Ramp to 100 %
    `,
  ],
  check({ artifact, facts }, report) {
    if (artifact.kind === 'experiment-plan') {
      const whole = textBelow(artifact, '/online_test');
      if (control.test(whole)) return;
      for (const { pointer, text } of leavesBelow(artifact, '/online_test')) {
        const late = afterFull.exec(text.text);
        if (!late) continue;
        const words = text.text.trim();
        report(pointer, 'At 100 % there is no control group left: keep a holdback, or test before the ramp.', {
          fix: {
            title: 'Keep a holdback',
            sort: 'choice',
            edits: [behind(pointer, text.text, text.text.indexOf(words) + words.length, ', against a 10 % holdback')],
          },
        });
        return;
      }
      return;
    }
    const all = textBelow(artifact, artifact.kind === 'runbook' ? '/stages' : '/rollout_plan');
    if (control.test(`${all} ${textBelow(artifact, '/post_launch_test')}`)) return;
    const full = facts.stages.findIndex(({ type, traffic }) => type !== 'shadow' && type !== 'ab' && (type === 'full' || traffic === 100));
    const test = facts.stages.findIndex(({ type }, at) => type === 'ab' && full !== -1 && at > full);
    const stage = facts.stages[test];
    if (!stage || facts.stages.slice(0, full).some(({ type }) => type === 'ab')) return;
    const at = stage.prose ? stage.pointer : `${stage.pointer}/name`;
    const end = stage.prose ? stage.lead.length + stage.text.replace(/(?<![.\s])[.\s]+$/, '').length : stage.name.length;
    const example = holdbackTest({ baseRate: 0.04, targetRate: 0.0432, holdback: 0.1, unitsPerDay: 20_000 });
    report(
      stage.prose ? stage.at : at,
      `At 100 % there is no control group left: keep a holdback, or test before the ramp.\nExample: with 10 % held back, 4.0 % to 4.32 % takes ${example?.total.toLocaleString('en')} users (alpha 5 %, power 80 %).`,
      {
        fix: { title: 'Keep a holdback', sort: 'choice', edits: [behind(at, textAt(artifact, at), end, ' against a 10 % holdback')] },
      },
    );
  },
});

const control = /hold-?(?:back|out)|control group|\bcontrol\b/i;
const afterFull =
  /\b(?:after|following|once)\b.{0,30}\b(?:full (?:roll-?out|launch|release)|100 ?%|general availability|GA\b|(?:everyone|everybody|all users) (?:has|have|is|are))/i;
