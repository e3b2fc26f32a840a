// Numbers beside the text: a table of documents and what stands beside them, in both spellings; and nothing where nothing can be said.
import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { MarkupContent } from 'vscode-languageserver-types';
import { check } from '../../../server/src/core/check.js';
import type { Kind } from '../../../server/src/core/schema/kinds.js';
import { defaultSettings } from '../../../server/src/core/settings.js';
import type { Syntax } from '../../../server/src/core/tree.js';
import { hover } from '../../../server/src/features/hover.js';
import { inlayHints } from '../../../server/src/features/inlayHints.js';

const run = (text: string, syntax: Syntax, kind: Kind) =>
  check({ text, syntax, kind, kindFrom: 'forced', candidate: false }, { ...defaultSettings, today: '2026-11-24' });
const hints = (text: string, syntax: Syntax, kind: Kind, setting?: unknown) =>
  inlayHints(run(text, syntax, kind), [0, text.length], setting);
const labels = (text: string, syntax: Syntax, kind: Kind, setting?: unknown) =>
  hints(text, syntax, kind, setting).map(({ label }) => String(label));

const goal = (sentence: string, baseline = 'CTR 4.0 %') => ({
  yaml: `kind: prd\ngoal: ${sentence}\n${baseline ? `baseline: ${baseline}\n` : ''}`,
  markdown: `# T\n\n## Goal\n\n${sentence}\n${baseline ? `\n## Baseline\n\n${baseline}\n` : ''}`,
});
const slo = (sentence: string) => ({ yaml: `kind: prd\nslos:\n  - ${sentence}\n`, markdown: `# T\n\n## SLOs\n\n- ${sentence}\n` });
const stages = (row: string, users = '20000') => {
  const [name = '', traffic = '', days = ''] = row.split(' | ');
  return {
    yaml: `kind: prd\ntraffic:\n  users_per_day: ${users}\nrollout_plan:\n  stages:\n    - name: ${name}\n      traffic: ${traffic}\n      duration: ${days}\n`,
    markdown: `# T\n\n## Traffic\n\n**Users per day:** ${users}\n\n## Rollout plan\n\n| Stage | Traffic | Duration |\n|---|---|---|\n| ${row} |\n`,
  };
};
const parts = (section: string, heading: string, rows: readonly (readonly [key: string, title: string, value: string])[]) => ({
  yaml: `${section}:\n${rows.map(([key, , value]) => `  ${key}: ${value}\n`).join('')}`,
  markdown: `# T\n\n## ${heading}\n\n${rows.map(([, title, value]) => `- ${title}: ${value}\n`).join('')}`,
});

type Case = readonly [
  name: string,
  kind: Kind,
  document: { readonly yaml: string; readonly markdown: string },
  expected: readonly string[],
];

const cases: readonly Case[] = [
  ['99.9 % over 30 days', 'prd', slo('99.9 % of requests answered over 30 days'), ['= 43.2 min / 30 d']],
  ['99 % over 30 days', 'prd', slo('99 % of requests answered over 30 days'), ['= 432 min / 30 d']],
  ['99.5 % over 30 days', 'prd', slo('99.5 % of requests answered over 30 days'), ['= 216 min / 30 d']],
  ['99.95 % over 30 days', 'prd', slo('99.95 % of requests answered over 30 days'), ['= 21.6 min / 30 d']],
  ['99.9 % over 28 days', 'prd', slo('99.9 % of requests answered over 28 days'), ['= 40.32 min / 28 d']],
  ['99.9 % over 90 days', 'prd', slo('99.9 % of requests answered over 90 days'), ['= 129.6 min / 90 d']],
  ['an objective without a window', 'prd', slo('99.9 % of requests answered'), []],
  ['a latency limit without an objective', 'prd', slo('p95 latency below 300 ms'), []],
  [
    'the seed: relative or points',
    'prd',
    goal('Increase click-through by 8% within 90 days while preserving NPS'),
    ['needs 61,119 per arm; as 8 points: 180'],
  ],
  ['a relative gain', 'prd', goal('Increase click-through by 8 % relative within 90 days'), ['needs 61,119 per arm']],
  ['a gain in points', 'prd', goal('Increase click-through by 8 percentage points within 90 days'), ['needs 180 per arm']],
  ['a level to reach', 'prd', goal('Increase click-through to 4.32 % within 90 days'), ['needs 61,119 per arm']],
  ['from and to', 'prd', goal('Increase click-through from 4 % to 4.32 % within 90 days', ''), ['needs 61,119 per arm']],
  ['a base of 3 %', 'prd', goal('Increase click-through by 8 % relative within 90 days', 'CTR 3 %'), ['needs 82,376 per arm']],
  ['a base of 5 %', 'prd', goal('Increase click-through by 8 % relative within 90 days', 'CTR 5 %'), ['needs 48,364 per arm']],
  ['a base of 10 %', 'prd', goal('Increase click-through by 8 % relative within 90 days', 'CTR 10 %'), ['needs 22,855 per arm']],
  ['no baseline', 'prd', goal('Increase click-through by 8 % relative within 90 days', ''), []],
  ['the baseline of another metric', 'prd', goal('Increase click-through by 8 % relative within 90 days', 'conversion rate 2 %'), []],
  ['a target that is no baseline', 'prd', goal('Increase click-through by 8 % relative within 90 days', 'target CTR 4.32 %'), []],
  ['a goal without an amount', 'prd', goal('Improve personalization'), []],
  ['a goal that holds', 'prd', goal('Keep click-through at 4 % for 90 days'), []],
  ['a canary', 'prd', stages('Canary | 5 % | 1 week'), ['= 7,000 users']],
  ['a ramp', 'prd', stages('Ramp | 25 % | 2 days'), ['= 10,000 users']],
  ['a canary of one day', 'prd', stages('Canary | 1 % | 1 day'), ['= 200 users']],
  ['a shadow has no users', 'prd', stages('Shadow | 0 % | 2 weeks'), []],
  ['all traffic is no canary', 'prd', stages('Full | 100 % | 2 weeks'), []],
  ['users that are a range', 'prd', stages('Canary | 5 % | 1 week', '18 k to 22 k'), []],
  [
    'tokens and prices',
    'prd',
    parts('cost', 'Cost', [
      ['tokens_in', 'Tokens in', '1500'],
      ['tokens_out', 'Tokens out', '400'],
      ['price_in', 'Price in', '$3 per 1M tokens'],
      ['price_out', 'Price out', '$15 per 1M tokens'],
      ['requests_per_day', 'Requests per day', '40000'],
      ['budget_per_month', 'Budget per month', '$10,000'],
    ]),
    ['= $12,600 / month, 26 % over $10,000'],
  ],
  [
    'a price a request, in the budget',
    'prd',
    parts('cost', 'Cost', [
      ['cost_per_request', 'Cost per request', '$0.0002'],
      ['requests_per_day', 'Requests per day', '1.2 M'],
      ['budget_per_month', 'Budget per month', '$9,000'],
    ]),
    ['= $7,200 / month, 20 % below $9,000'],
  ],
  [
    'a budget in another currency',
    'prd',
    parts('cost', 'Cost', [
      ['cost_per_request', 'Cost per request', '$0.0002'],
      ['requests_per_day', 'Requests per day', '1.2 M'],
      ['budget_per_month', 'Budget per month', '€9,000'],
    ]),
    ['= $7,200 / month'],
  ],
  ['a price without requests', 'prd', parts('cost', 'Cost', [['cost_per_request', 'Cost per request', '$0.0002']]), []],
  [
    'half of an error budget',
    'prd',
    {
      yaml: 'slos:\n  - 99.9 % of requests over 30 days\nrollback:\n  minutes_to_detect: 5\n  minutes_to_restore: 30\n',
      markdown: '# T\n\n## SLOs\n\n- 99.9 % of requests over 30 days\n\n## Rollback\n\n- Minutes to detect: 5\n- Minutes to restore: 30\n',
    },
    ['= 43.2 min / 30 d', '= 81 % of 43.2 min'],
  ],
  [
    'a plan against its need',
    'experiment-plan',
    {
      yaml: 'hypothesis: Click-through rises by 8 % relative\nprimary_metric:\n  name: Click-through\n  baseline: 4.0 %\nonline_test:\n  eligible_units_per_day: 20000\n  exposure: 20 %\n  duration: 14 days\n',
      markdown:
        '# T\n\n## Hypothesis\n\nClick-through rises by 8 % relative\n\n## Primary metric\n\n- Metric: Click-through\n- Baseline: 4.0 %\n\n## Online test\n\n- Eligible units per day: 20000\n- Exposure: 20 %\n- Duration: 14 days\n',
    },
    ['needs 61,119 per arm', 'needs 61,119 per arm; plan reaches 28,000 (47 % power)'],
  ],
  [
    'a plan of 28 days',
    'experiment-plan',
    {
      yaml: 'hypothesis: Click-through rises by 8 % relative\nprimary_metric: Click-through, baseline 4.0 %\nonline_test: A/B on 20 % of 20,000 visitors a day for 28 days, 50/50\n',
      markdown:
        '# T\n\n## Hypothesis\n\nClick-through rises by 8 % relative\n\n## Primary metric\n\nClick-through, baseline 4.0 %\n\n## Online test\n\nA/B on 20 % of 20,000 visitors a day for 28 days, 50/50\n',
    },
    ['needs 61,119 per arm', 'needs 61,119 per arm; plan reaches 56,000 (76 % power)'],
  ],
  [
    'labels',
    'data-readiness',
    {
      yaml: 'labels:\n  count: 2000\nlabeling:\n  items_per_hour: 40\n  annotators: 2\n  redundancy: 3\nsplits:\n  test: 10 %\n',
      markdown:
        '# T\n\n## Labels\n\n- Count: 2000\n\n## Labelling\n\n- Items per hour: 40\n- Annotators: 2\n- Redundancy: 3\n\n## Splits\n\n- Test: 10 %\n',
    },
    ['= 75 h each', '= 200 items'],
  ],
  [
    'a rotation',
    'monitoring',
    parts('oncall', 'On-call', [
      ['primary', 'Primary', '"@ana"'],
      ['secondary', 'Secondary', '"@li"'],
      ['hours', 'Hours', '24x7'],
      ['rotation_size', 'Rotation size', '8'],
    ]),
    ['25 % of the time each'],
  ],
];

describe('inlay hints', () => {
  for (const [name, kind, document, expected] of cases) {
    for (const syntax of ['yaml', 'markdown'] as const)
      it(`say it beside ${name}, in ${syntax}`, () => assert.deepEqual(labels(document[syntax], syntax, kind), expected));
  }

  it('stand right behind the number, in a table and in a sentence', () => {
    const text = '# T\n\n## SLOs\n\n- 99.9 % of requests answered over 30 days\n';
    assert.deepEqual(hints(text, 'markdown', 'prd')[0]?.position, { line: 4, character: 8 });
  });

  it('are asked for a part of the file', () => {
    const text = slo('99.9 % of requests answered over 30 days').yaml;
    assert.deepEqual(inlayHints(run(text, 'yaml', 'prd'), [0, 10]), []);
  });

  it('are off by kind, or altogether', () => {
    const text = slo('99.9 % of requests answered over 30 days').yaml;
    for (const off of [false, { errorBudget: false }]) assert.deepEqual(labels(text, 'yaml', 'prd', off), []);
    for (const on of [undefined, true, {}, null, [], { sampleSize: false }, JSON.parse('{"__proto__":{"errorBudget":false}}')])
      assert.equal(labels(text, 'yaml', 'prd', on).length, 1);
  });

  it('explain themselves: formula, inputs, assumption, and the hover says the same', () => {
    const text = goal('Increase click-through by 8 % relative within 90 days').markdown;
    const [hint] = hints(text, 'markdown', 'prd');
    const words = (hint?.tooltip as MarkupContent | undefined)?.value ?? '';
    for (const part of [/Sample size/, /61,119/, /p₂ − p₁/, /Rate today 4 %/, /Assumes: α 0\.05 two\\-sided/]) assert.match(words, part);
    const shown = hover(run(text, 'markdown', 'prd'), text.indexOf('8 %'))?.contents as MarkupContent;
    assert.ok(shown.value.includes(words));
    assert.ok(shown.value.split('\n').length <= 12, shown.value);
  });

  it('say in the hover what is not written', () => {
    const text = goal('Increase click-through by 8 % relative within 90 days', '').markdown;
    const shown = hover(run(text, 'markdown', 'prd'), text.indexOf('8 %'))?.contents as MarkupContent;
    assert.match(shown.value, /Not written: today’s rate of “click\\-through”/);
  });

  it('never throw and never show document text as markup, whatever is typed', () => {
    const words = [
      '[a](command:x)',
      '<img src=x>',
      '`',
      '**',
      '$(zap)',
      '8 %',
      '4 %',
      'CTR',
      '20,000 a day',
      '5 %',
      '1 week',
      'NaN',
      '1e308',
      '-0',
      '99.9 %',
      '30 days',
      '0 days',
      '|',
      '\n',
      ':',
      '- ',
    ];
    const fields = ['goal', 'baseline', 'slos', 'target_users', 'cost', 'adoption', 'rollout_plan', 'guardrails'];
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...fields), fc.array(fc.constantFrom(...words), { maxLength: 6 })), { maxLength: 6 }),
        (typed) => {
          const yaml = typed.map(([field, value]) => `${field}: ${value.join(' ')}\n`).join('');
          const markdown = typed.map(([field, value]) => `## ${field}\n\nIncrease ${value.join(' ')}\n\n`).join('');
          for (const [text, syntax] of [
            [yaml, 'yaml'],
            [markdown, 'markdown'],
          ] as const) {
            for (const hint of hints(text, syntax, 'prd')) {
              assert.doesNotMatch(String(hint.label), /NaN|undefined|∞/);
              assert.doesNotMatch((hint.tooltip as MarkupContent).value, /(?<!\\)\]\(|(?<!\\)<img|(?<!\\)\$\(/);
            }
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
