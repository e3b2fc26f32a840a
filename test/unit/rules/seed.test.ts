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
