// The three lines above the goal, the rollout and the on-call: what they say, and that they neither act nor draw.
import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { check } from '../../../server/src/core/check.js';
import type { Kind } from '../../../server/src/core/schema/kinds.js';
import { defaultSettings } from '../../../server/src/core/settings.js';
import type { Syntax } from '../../../server/src/core/tree.js';
import { codeLens } from '../../../server/src/features/codeLens.js';

const lenses = (text: string, syntax: Syntax, kind: Kind, setting?: unknown) =>
  codeLens(check({ text, syntax, kind, kindFrom: 'forced', candidate: false }, { ...defaultSettings, today: '2026-11-24' }), setting);
const titles = (text: string, syntax: Syntax, kind: Kind, setting?: unknown) =>
  lenses(text, syntax, kind, setting).map(({ command }) => command?.title);

const plan = `
## Rollout plan

- Shadow mode for 2 weeks (no impact on users)
- Canary on 5% traffic for 1 week
- Monitor metrics, then ramp to 100% if green
- Post-launch A/B test for business lift
`;
const seed = `# T\n\n## Goal\n\nIncrease click-through on recommended items by 8% within 90 days while preserving NPS.\n${plan}`;

describe('code lenses', () => {
  const goals: readonly (readonly [string, string])[] = [
    ['Increase click-through by 8% within 90 days while preserving NPS', 'direction ✓ metric ✓ amount ✓ window ✓ guardrail ✓'],
    ['Increase click-through by 8 % within 90 days', 'direction ✓ metric ✓ amount ✓ window ✓ guardrail ○'],
    ['Increase click-through by 8 %', 'direction ✓ metric ✓ amount ✓ window ○ guardrail ○'],
    ['Improve personalization', 'direction ✓ metric ○ amount ○ window ○ guardrail ○'],
  ];
  for (const [sentence, slots] of goals) {
    it(`count the slots of “${sentence}”`, () => {
      assert.deepEqual(titles(`goal: ${sentence}\n`, 'yaml', 'prd'), [`measurable: ${slots}`]);
      assert.deepEqual(titles(`# T\n\n## Goal\n\n${sentence}\n`, 'markdown', 'prd'), [`measurable: ${slots}`]);
    });
  }

  it('lay the seed’s plan against its window, for each exposure once the traffic is known', () => {
    assert.equal(titles(seed, 'markdown', 'prd')[1], 'rollout: 21 d against 90 d: 69 d left for the rest, no length for ramp, A/B test');
    const known = `${seed}\n## Baseline\n\nCTR 4.0 %\n\n## Target users\n\nReturning visitors, 20,000 a day\n`;
    assert.equal(
      titles(known, 'markdown', 'prd')[1],
      'rollout: 21 d written, no length for ramp, A/B test; 51 / 72 / 100 d at 100 / 20 / 10 % exposure against 90 d',
    );
  });

  const rollouts: readonly (readonly [string, string, string])[] = [
    ['within 30 days', 'shadow | 0 % | 2 weeks\ncanary | 5 % | 1 week', 'rollout: 21 d against 30 d: 9 d spare'],
    ['within 14 days', 'shadow | 0 % | 2 weeks\ncanary | 5 % | 1 week', 'rollout: 21 d against 14 d: 7 d late'],
    ['within 90 days of full rollout', 'canary | 5 % | 1 week\nfull | 100 % | ', 'rollout: 7 d until launch, then the goal’s 90 d'],
    ['soon', 'canary | 5 % | 1 week', 'rollout: 7 d'],
  ];
  for (const [window, rows, expected] of rollouts) {
    it(`say “${expected}”`, () => {
      const table = rows
        .split('\n')
        .map((row) => `| ${row} |`)
        .join('\n');
      const text = `# T\n\n## Goal\n\nIncrease CTR by 8 % ${window}\n\n## Rollout plan\n\n| Stage | Traffic | Duration |\n|---|---|---|\n${table}\n`;
      assert.equal(titles(text, 'markdown', 'prd')[1], expected);
    });
  }

  const nights: readonly (readonly [string, string])[] = [
    ['primary: "@ana"\n  secondary: "@li"\n  escalation_minutes: 15', '3 am: @ana → @li after 15 min'],
    ['primary: "@ana"\n  escalation: ["@li after 15 min", "@sam after 30 min"]', '3 am: @ana → @li after 15 min → @sam after 30 min'],
    ['primary: "@ana"\n  escalation:\n    - who: "@li"\n      minutes: 15', '3 am: @ana → @li after 15 min'],
    ['primary: "@ana"\n  hours: weekdays 9 to 17', '3 am: nobody, office hours only'],
    ['primary: "@ana"', '3 am: @ana'],
  ];
  for (const [lines, expected] of nights)
    it(`answer “${expected}”`, () => assert.deepEqual(titles(`oncall:\n  ${lines}\n`, 'yaml', 'runbook'), [expected]));
  it('answer from a sentence as well', () => {
    const words = '@ana, then @li after 15 min, around the clock';
    assert.deepEqual(titles(`oncall: "${words}"\n`, 'yaml', 'runbook'), ['3 am: @ana → @li after 15 min']);
    assert.deepEqual(titles(`# T\n\n## On-call\n\n${words}\n`, 'markdown', 'runbook'), ['3 am: @ana → @li after 15 min']);
  });
  it('leave it to the shifts where there are some', () =>
    assert.deepEqual(
      titles(
        'oncall:\n  shifts:\n    - {who: "@sofia", hours: "08:00 to 20:00"}\n    - {who: "@jun", hours: "20:00 to 08:00"}\n',
        'yaml',
        'runbook',
      ),
      ['3 am: whoever has the shift'],
    ));
  it('say so when nobody is named', () =>
    assert.deepEqual(titles("oncall: we'll figure it out\n", 'yaml', 'runbook'), ['3 am: nobody is named']));

  it('stand on the heading or the key, and have no command', () => {
    const [goal, rollout] = lenses(seed, 'markdown', 'prd');
    assert.deepEqual([goal?.range.start.line, rollout?.range.start.line], [2, 6]);
    assert.equal(goal?.command?.command, '');
  });

  it('are off by kind, or altogether', () => {
    assert.deepEqual(titles(seed, 'markdown', 'prd', false), []);
    assert.equal(titles(seed, 'markdown', 'prd', { goal: false }).length, 1);
    assert.equal(titles(seed, 'markdown', 'prd', { goal: true, rollout: false }).length, 1);
  });

  it('say nothing of a goal in a language that is not read', () =>
    assert.deepEqual(titles('# 推荐\n\n## 目标\n\n在九十天内将点击率提高百分之八，同时保持用户满意度不下降\n', 'markdown', 'prd'), []));

  it('draw nothing out of a document, and never throw', () => {
    const pieces = fc.array(fc.constantFrom('$(zap)', '@ana', '$', '(', 'after 15 min', '\\', '<b>', 'canary', '5 %', '1 week', '- '), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(pieces, pieces, (a, b) => {
        const text = `# T\n\n## Goal\n\n${a.join(' ')}\n\n## Rollout plan\n\n- ${b.join(' ')}\n\n## On-call\n\n${a.join('')} ${b.join(' ')}\n`;
        for (const kind of ['prd', 'runbook'] as const)
          for (const title of titles(text, 'markdown', kind)) assert.doesNotMatch(title ?? '', /\$\(/);
      }),
      { numRuns: 30 },
    );
  });
});
