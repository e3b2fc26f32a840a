// What `inspect` gives as the value of a field: each text read by the reader that its schema names.
import { strict as assert } from 'node:assert';
import { check } from '../../../server/src/core/check.js';
import { typedAt } from '../../../server/src/core/facts/typed.js';
import type { Kind } from '../../../server/src/core/schema/kinds.js';
import { defaultSettings } from '../../../server/src/core/settings.js';

const valueIn = (kind: Kind, text: string, pointer: string): unknown => {
  const { artifact, facts } = check({ text, syntax: 'markdown', kind, kindFrom: 'declared', candidate: false }, defaultSettings);
  return typedAt(artifact, facts, pointer);
};

describe('typed values', () => {
  it('of a goal are its slots', () =>
    assert.deepEqual(
      valueIn('prd', '## Goal\nIncrease CTR by 8 % relative within 90 days of full rollout while NPS drops at most 3 points.\n', '/goal'),
      {
        direction: 'increase',
        metric: 'CTR',
        metricId: 'ctr',
        magnitude: { value: 8, unit: '%', basis: 'relative' },
        window: 'P90D',
        anchor: 'full rollout',
        guardrails: ['NPS'],
        bounds: [{ metric: 'NPS', value: 3, unit: 'points', comparator: '<=' }],
        confidence: 0.95,
      },
    ));

  it('of a stage are type, traffic, time and exit', () => {
    const stage = {
      type: 'canary',
      traffic: 5,
      duration: 'P7D',
      exit: 'error rate ≤ 0.6 %',
      conditions: [{ metric: 'error rate', metricId: 'error-rate', value: 0.6, unit: '%', comparator: '<=' }],
    };
    const line = 'Canary on 5% traffic for 1 week, exit: error rate ≤ 0.6 %';
    assert.deepEqual(valueIn('prd', `## Rollout plan\n- Shadow for 2 weeks\n- ${line}\n`, '/rollout_plan/stages/1'), stage);
    assert.deepEqual(valueIn('prd', `## Rollout plan\n${line}\n`, '/rollout_plan'), [stage]);
  });

  it('of objectives, triggers, owners, metrics and money are what their readers say', () => {
    assert.deepEqual(valueIn('prd', '## SLOs\n- 99.9 % of requests < 300 ms over 30 d\n', '/slos/0'), {
      sli: 'requests',
      threshold: { value: 300, unit: 'ms', comparator: '<' },
      objective: 99.9,
      window: 'P30D',
    });
    assert.deepEqual(valueIn('prd', '## Rollback\nRoll back if 5xx > 1.4 % for 5 min.\n', '/rollback'), [
      { metric: '5xx', metricId: 'error-rate', value: 1.4, unit: '%', comparator: '>', for: 'PT5M' },
    ]);
    assert.deepEqual(valueIn('prd', '## Owners\n- Product: @ana\n', '/owners/0/who'), { name: '@ana', sort: 'handle' });
    assert.deepEqual(valueIn('prd', '## Metrics\n- p95 latency ≤ 300 ms\n', '/metrics/technical/0'), {
      metric: 'p95 latency',
      metricId: 'latency',
      direction: 'decrease',
      target: { value: 300, unit: 'ms', comparator: '<=', percentile: 95 },
    });
    assert.deepEqual(valueIn('prd', '## Cost\n$0.02 per request\n', '/cost'), { amount: 0.02, currency: 'USD', per: 'request' });
  });

  it('are absent where nothing was understood', () => {
    assert.equal(valueIn('prd', '## Rollback\nWe will see.\n', '/rollback'), undefined);
    assert.equal(valueIn('prd', '## Problem\nShoppers leave after 3 pages.\n', '/problem'), undefined);
  });
});
