// The plan and the goal of the text that the product carries out, typed literally into a new PRD: hints and nothing worse,
// except that eight per cent can mean two things.
import { strict as assert } from 'node:assert';
import { check } from '../../../server/src/core/check.js';
import { dedent } from '../../../server/src/core/rules/rule.js';
import { defaultSettings } from '../../../server/src/core/settings.js';
import type { Syntax } from '../../../server/src/core/tree.js';

const goal = 'increase click-through on recommended items by 8% within 90 days while preserving NPS';
const plan = [
  'Shadow mode for 2 weeks (no impact on users)',
  'Canary on 5% traffic for 1 week',
  'Monitor metrics, then ramp to 100% if green',
  'Post-launch A/B test for business lift',
];

const written: Readonly<Record<Syntax, string>> = {
  yaml: dedent(`
    kind: prd
    title: Recommendations
    goal: ${goal}
    rollout_plan:
      - ${plan.join('\n      - ')}
  `),
  markdown: dedent(`
    ---
    kind: prd
    ---
    # Recommendations

    ## Goal

    ${goal}

    ## Rollout plan

    - ${plan.join('\n    - ')}
  `),
};

const expected: readonly (readonly [rule: string, level: string])[] = [
  ['ab-after-full-rollout', 'hint'],
  ['goal-no-baseline', 'hint'],
  ['guardrail-no-margin', 'hint'],
  ['percent-ambiguous', 'warning'],
  ['ramp-jump', 'hint'],
  ['shadow-underspecified', 'hint'],
  ['stage-exit-not-numeric', 'hint'],
  ['window-unanchored', 'hint'],
];

describe('the seed’s own words in a new PRD', () => {
  for (const syntax of ['markdown', 'yaml'] as const)
    it(`give hints and nothing worse in ${syntax}, except the percentage that means two things`, () => {
      const { findings } = check(
        { text: written[syntax], syntax, kind: 'prd', kindFrom: 'forced', candidate: false },
        { ...defaultSettings, today: '2026-11-24' },
      );
      // What is not there at all is another matter.
      const said = findings.filter(({ rule }) => rule !== 'field-missing').map(({ rule, level }) => [rule, level] as const);
      assert.deepEqual(
        said.sort(([a], [b]) => (a < b ? -1 : 1)),
        expected,
      );
    });
});

// The same plan beside the numbers of the arithmetic's running example: 20,000 users a day, click-through 4.0 %, a guardrail of −5 %.
const numbers = dedent(`
  kind: prd
  title: Recommendations
  phase: PHASE
  traffic: {users_per_day: 20000}
  goal: increase click-through on recommended items by 8 % relative from 4.0 % within 90 days of full rollout
  guardrails: [click-through drops by at most 5 % relative]
  rollout_plan:
    - Shadow mode for 2 weeks (no impact on users)
    - Canary on 5% traffic for 1 week
    - Monitor metrics, then ramp to 100% if green
`);

describe('the seed’s plan beside numbers', () => {
  const found = (text: string, rule: string) =>
    check(
      { text, syntax: 'yaml', kind: 'prd', kindFrom: 'forced', candidate: false },
      { ...defaultSettings, today: '2026-11-24' },
    ).findings.filter((finding) => finding.rule === rule);

  it('gives the canary its power: 20 %, where 62 days are needed', () => {
    const [finding] = found(numbers.replace('PHASE', 'build'), 'canary-cannot-detect');
    assert.match(finding?.message ?? '', /click-through −5 % here is 20 %: it would take 62 days/);
    assert.equal(finding?.level, 'warning');
    assert.equal(found(numbers.replace('PHASE', 'discover'), 'canary-cannot-detect')[0]?.level, 'hint');
  });

  it('asks nothing of the canary that the A/B test will show', () => {
    assert.deepEqual(found(`${numbers.replace('PHASE', 'build')}  - A/B test on 50% for 2 weeks\n`, 'canary-cannot-detect'), []);
  });

  it('fits the goal’s 90 days at 20 % exposure, and not at 10 % (A6)', () => {
    const plan = (days: number) =>
      `${numbers.replace('of full rollout', '').replace('PHASE', 'build')}  - A/B test on 20% for ${days} days\n`;
    assert.deepEqual(found(plan(35), 'rollout-exceeds-window'), []);
    assert.match(
      found(plan(70), 'rollout-exceeds-window')[0]?.message ?? '',
      /1 day after the deadline: 91 days of the plan against 90 days/,
    );
  });
});

describe('the excuses of the text', () => {
  const meets: readonly (readonly [quote: string, field: string, rule: string])[] = [
    ["we'll figure it out", 'feature', 'field-placeholder'],
    ["we'll test later", 'guardrails', 'field-placeholder'],
    ["It's just a model.", 'human_oversight', 'weasel-word'],
    ['Ethics review after launch.', 'launch_gate', 'ethics-after-launch'],
  ];
  for (const [quote, field, rule] of meets)
    it(`"${quote}" meets ${rule}`, () => {
      const { findings } = check(
        { text: `kind: prd\n${field}: ${quote}\n`, syntax: 'yaml', kind: 'prd', kindFrom: 'forced', candidate: false },
        { ...defaultSettings, today: '2026-11-24' },
      );
      assert.deepEqual(
        findings.filter(({ rule: id }) => id === rule).map(({ pointer }) => pointer.split('/')[1]),
        [field],
      );
    });
});
