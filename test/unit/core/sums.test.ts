// What is computed from one artifact: the seed's own sums as typed, each number with its formula, and nothing guessed.
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { check } from '../../../server/src/core/check.js';
import { calendarOf } from '../../../server/src/core/facts/sums/rollout.js';
import { sumKinds } from '../../../server/src/core/facts/sums/sum.js';
import type { Sum } from '../../../server/src/core/facts/sums.js';
import { type Kind, kinds } from '../../../server/src/core/schema/kinds.js';
import { defaultSettings } from '../../../server/src/core/settings.js';
import type { Syntax } from '../../../server/src/core/tree.js';

const run = (text: string, syntax: Syntax, kind: Kind) =>
  check({ text, syntax, kind, kindFrom: 'forced', candidate: false }, { ...defaultSettings, today: '2026-11-24' });
const sums = (text: string, syntax: Syntax, kind: Kind): readonly Sum[] => run(text, syntax, kind).facts.sums;
const one = (text: string, syntax: Syntax, kind: Kind, wanted: string): Sum => {
  const found = sums(text, syntax, kind).find((sum) => sum.kind === wanted);
  assert.ok(found, `${wanted} is not computed`);
  return found;
};

const seed = `# Recommendations

## Goal

Increase click-through on recommended items by 8% within 90 days while preserving NPS.

## Target users

Returning visitors, 20,000 a day

## Baseline

CTR 4.0 %

## Rollout plan

- Shadow mode for 2 weeks (no impact on users)
- Canary on 5% traffic for 1 week
- Monitor metrics, then ramp to 100% if green
- Post-launch A/B test for business lift
`;

describe('sums', () => {
  it('the seed’s goal: 61,119 per arm when relative, 180 when points', () => {
    const size = one(seed, 'markdown', 'prd', 'sampleSize');
    assert.equal(seed.slice(...size.span), '8%');
    assert.equal(size.result, 'needs 61,119 per arm; as 8 points: 180');
    assert.deepEqual(size.missing, []);
  });

  it('the seed’s plan: 51, 72 or 100 days against 90, and what that takes for granted is named', () => {
    const { artifact, facts } = run(seed, 'markdown', 'prd');
    const calendar = calendarOf(artifact, facts);
    assert.deepEqual(calendar?.scenarios, [
      { exposure: 1, totalDays: 51 },
      { exposure: 0.2, totalDays: 72 },
      { exposure: 0.1, totalDays: 100 },
    ]);
    const sum = one(seed, 'markdown', 'prd', 'calendar');
    assert.deepEqual(sum.more, ['100 %: 51 d, 39 spare.', '20 %: 72 d, 18 spare.', '10 %: 100 d, 10 late.']);
    assert.match(sum.assumption, /not written and taken as usual: ramp 6 d, attribution 7 d, readout 3 d/);
    assert.deepEqual(sum.missing, ['the length of ramp', 'the length of A/B test']);
  });

  it('the seed’s canary: 7,000 users, who would hardly see the goal', () => {
    const canary = one(seed, 'markdown', 'prd', 'stage');
    assert.equal(canary.result, '= 7,000 users');
    assert.match(canary.more.join(' '), /would be seen with \d+ %/);
    assert.match(canary.missing.join(), /error rate today/);
  });

  it('the seed without its traffic and baseline: nothing is guessed, everything is named', () => {
    const bare = seed.replace(/## Target users[\s\S]*(?=## Rollout)/, '');
    const { artifact, facts } = run(bare, 'markdown', 'prd');
    assert.deepEqual(calendarOf(artifact, facts)?.scenarios, []);
    assert.equal(one(bare, 'markdown', 'prd', 'sampleSize').result, undefined);
    assert.match(one(bare, 'markdown', 'prd', 'sampleSize').missing.join(), /today’s rate/);
    assert.match(one(bare, 'markdown', 'prd', 'stage').missing.join(), /users a day/);
  });

  it('NPS: the canary shows 23 points at best, three need 8,381 answers', () => {
    const text = `${seed}\n## Guardrails\n\n- NPS drops by at most 3 points (50 % promoters, 20 % detractors, 2 % respond)\n`;
    const nps = one(text, 'markdown', 'prd', 'guardrail');
    assert.equal(nps.result, 'needs 8,381 answers per arm');
    assert.match(nps.more.join(), /7,000 users give 140 answers: 23 points at best/);
  });

  it('a canary with an error rate: +0.23 points', () => {
    const text = `${seed}\n## Technical metrics\n\n| Metric | Baseline | Target |\n|---|---|---|\n| Error rate | 0.5 % | ≤ 0.6 % |\n`;
    const canary = one(text, 'markdown', 'prd', 'stage');
    assert.equal(canary.result, '= 7,000 users; sees errors from 0.73 % on');
    assert.match(canary.more.join(), /0\.23 points \(46 %\)/);
  });

  it('a plan sees 11.9 % at best and needs 35 days', () => {
    const text =
      'hypothesis: CTR rises by 8 % relative\nprimary_metric:\n  name: CTR\n  baseline: 4.0 %\nonline_test:\n  eligible_units_per_day: 20000\n  exposure: 20 %\n  duration: 14 days\n';
    const plan = one(text, 'yaml', 'experiment-plan', 'planPower');
    assert.match(plan.more.join(), /11\.9 % relative at best; enough units are there after 30\.6 d, so plan 35 d/);
    const strict = one(`${text}  power: 0.9\n`, 'yaml', 'experiment-plan', 'sampleSize');
    assert.equal(strict.result, 'needs 81,820 per arm');
    const ratio = one(`${text}  randomization_unit: visitor\n  analysis_unit: session\n`, 'yaml', 'experiment-plan', 'sampleSize');
    assert.equal(ratio.result, undefined);
    assert.match(ratio.missing.join(), /standard deviation per visitor/);
  });

  it('a mean needs its standard deviation', () => {
    const text = 'hypothesis: revenue per visitor rises by $1\nprimary_metric:\n  name: revenue per visitor\n';
    assert.match(one(text, 'yaml', 'experiment-plan', 'sampleSize').missing.join(), /standard deviation/);
    assert.equal(one(`${text}  sd: 30\n`, 'yaml', 'experiment-plan', 'sampleSize').result, 'needs 14,128 per arm');
  });

  it('alerts, drift and the rotation', () => {
    const text =
      'slos:\n  - objective: 99.5 %\n    window: 30 days\nalerts:\n  - name: a\n    burn_rate: 14.4\n    long_window: 1 h\n    severity: page\n    expected_per_day: 0.2\n  - name: b\n    signal: error rate\n    op: ">"\n    threshold: 2 %\n    severity: page\n    expected_per_day: 4.8\ndrift:\n  - signal: x\n    metric: PSI\n    bins: 10\n    warn: 0.1\n    min_sample: 200\n';
    const results = sums(text, 'yaml', 'monitoring').map(({ result }) => result);
    assert.deepEqual(results, [
      '= 216 min / 30 d',
      'fires at 7.2 % errors',
      'just below, the budget is gone in 7.5 d',
      'together 2.5 a shift',
      '37 % of quiet windows warn',
    ]);
    const never = text.replace('99.5 %', '93 %');
    assert.ok(sums(never, 'yaml', 'monitoring').some(({ result }) => result === '100.8 % errors: never fires'));
  });

  it('say everything that a reader needs, in every example', () => {
    let seen = 0;
    for (const [file, syntax, kind] of [
      ['recs.prd.md', 'markdown', 'prd'],
      ['recs.runbook.yaml', 'yaml', 'runbook'],
    ] as const) {
      const text = readFileSync(`examples/recommender/${file}`, 'utf8');
      for (const sum of sums(text, syntax, kind)) {
        seen++;
        assert.ok(sum.kind in sumKinds && /^A\d+$/.test(sum.id) && sum.formula && sum.assumption && sum.title);
        assert.ok(sum.span[0] < sum.span[1] && sum.span[1] <= text.length, sum.title);
        assert.ok(sum.result !== undefined || sum.missing.length > 0, `${sum.title} says neither a result nor what it misses`);
        assert.doesNotMatch(JSON.stringify(sum), /NaN|undefined|∞/);
      }
    }
    assert.ok(seen > 10, String(seen));
  });

  it('never throw', () => {
    const number = fc.constantFrom('0', '-1', '8 %', '100 %', '1e308', '99.9 %', '30 days', '$5', '20,000 a day', '', '1/0', 'p95', '0.5');
    const field = fc.constantFrom(
      'goal',
      'slos',
      'cost',
      'traffic',
      'online_test',
      'labels',
      'labeling',
      'oncall',
      'alerts',
      'rollback',
      'splits',
      'drift',
    );
    const part = fc.constantFrom(
      'objective',
      'window',
      'count',
      'duration',
      'exposure',
      'mde',
      'cost_per_request',
      'users_per_day',
      'rotation_size',
      'burn_rate',
      'magnitude',
      'items_per_hour',
      'annotators',
      'test',
    );
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.array(fc.tuple(field, part, number, fc.boolean()), { maxLength: 10 }), (kind, rows) => {
        const text = rows.map(([key, inner, value, list]) => `${key}:\n  ${list ? '- ' : ''}${inner}: ${value}\n`).join('');
        for (const sum of sums(text, 'yaml', kind)) assert.doesNotMatch(JSON.stringify(sum), /NaN|undefined/);
      }),
      { numRuns: 50 },
    );
  });
});

describe('sums of a team with its own significance and power', () => {
  it('say the number that the findings say', () => {
    const text =
      'kind: experiment-plan\nhypothesis: click-through rises from 4.0 % to 4.32 %\nonline_test: {eligible_units_per_day: 20000, exposure: 20 %, duration: 14 days}\n';
    const source = { text, syntax: 'yaml', kind: 'experiment-plan', kindFrom: 'forced', candidate: false } as const;
    const strict = { ...defaultSettings, thresholds: new Map([['power', 0.9]]) };
    const shown = (settings: typeof defaultSettings) =>
      check(source, settings).facts.sums.find(({ kind }) => kind === 'sampleSize')?.result;
    assert.match(shown(defaultSettings) ?? '', /61,119/);
    assert.match(shown(strict) ?? '', /81,820/);
  });
});
