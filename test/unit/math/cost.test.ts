import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  breakEvenCost,
  breakEvenLift,
  fallbackMs,
  liftValue,
  longestTimeoutMs,
  monthlyCost,
  overrun,
  requestCost,
  roughChainMs,
} from '../../../server/src/core/math/cost.js';
import { near } from './close.js';

const tokens = { inputTokens: 1500, outputTokens: 400, inputPrice: 3, outputPrice: 15 };
const use = { costPerRequest: 0.0105, requestsPerDay: 40_000 };
const value = { volume: 1_200_000, baseRate: 0.04, valuePerAction: 0.9 };

describe('A12 cost', () => {
  it('is $0.0105 a request, $12,600 a month, 26 % over $10,000', () => {
    near(requestCost(tokens), 0.0105, 1e-12);
    near(monthlyCost(use), 12_600, 1e-6);
    near(overrun(12_600, 10_000), 0.26, 1e-12);
    near(breakEvenCost(10_000, 1_200_000), 0.0083, 0.00005);
  });

  it('agrees with adding up a million tokens at a time', () => {
    const requests = 40_000 * 30;
    near(monthlyCost(use), ((requests * 1500) / 1e6) * 3 + ((requests * 400) / 1e6) * 15, 1e-6);
  });

  it('is $13,710 with retries and a judge; a 14-day shadow adds $5,880', () => {
    near(monthlyCost({ ...use, retryShare: 0.05, judgedShare: 0.1, judgeCost: 0.004 }), 13_710, 1e-6);
    near(monthlyCost({ ...use, days: 14 }), 5880, 1e-6);
  });

  it('is worth $3,456 a month, $9,144 less than it costs', () => {
    near(liftValue(value, 0.08), 3456, 1e-6);
    near((monthlyCost(use) as number) - (liftValue(value, 0.08) as number), 9144, 1e-6);
    near(liftValue(value, breakEvenLift(value, 12_600) as number), 12_600, 1e-6);
  });

  it('gives clear answers at the ends', () => {
    assert.equal(requestCost({ ...tokens, inputPrice: -1 }), undefined);
    assert.equal(monthlyCost({ ...use, judgedShare: 2 }), undefined);
    assert.equal(overrun(5, 0), Infinity);
    assert.equal(overrun(0, 0), 0);
    assert.equal(breakEvenCost(100, 0), Infinity);
    assert.equal(breakEvenLift({ ...value, baseRate: 0 }, 100), Infinity);
    assert.equal(breakEvenLift({ ...value, baseRate: 0 }, 0), 0);
    assert.equal(liftValue(value, Number.NaN), undefined);
    near(liftValue(value, -0.08), -3456, 1e-6);
  });

  it('breaks even exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e7 }), fc.integer({ min: 1, max: 1e6 }), (budget, requestsPerDay) => {
        const costPerRequest = breakEvenCost(budget, requestsPerDay * 30) as number;
        near(overrun(monthlyCost({ costPerRequest, requestsPerDay }) as number, budget), 0, 1e-9);
      }),
    );
  });
});

describe('A12 latency', () => {
  it('breaks 300 ms with a timeout of 500 and a fallback of 50; 250 is the longest', () => {
    assert.equal(fallbackMs(500, 50), 550);
    assert.equal(longestTimeoutMs(300, 50), 250);
    assert.equal(longestTimeoutMs(300, 300), undefined);
    assert.equal(roughChainMs([40, 120, 80]), 240);
    assert.equal(roughChainMs([40, -1]), undefined);
  });
});
