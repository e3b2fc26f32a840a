import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  cleanTrialsFor,
  exactUpperBound,
  marginOfError,
  ruleOfThree,
  trialsFor,
  wilsonInterval,
} from '../../../server/src/core/math/interval.js';
import { binomialWeights, near } from './close.js';

const shown = (successes: number, n: number) => {
  const { low, high } = wilsonInterval(successes, n) as { low: number; high: number };
  return `${(100 * low).toFixed(1)}–${(100 * high).toFixed(1)}`;
};

describe('A8 the evidence behind a bound', () => {
  it('gives 76.7–90.7 % for 85 of 100, up to 5.4 % for 1 of 100', () => {
    assert.equal(shown(85, 100), '76.7–90.7');
    assert.equal(shown(1, 100), '0.2–5.4');
    assert.equal(shown(3, 1000), '0.1–0.9');
  });

  it('ends where the score test turns', () => {
    for (const [x, n] of [
      [85, 100],
      [1, 100],
      [7, 20],
    ] as const) {
      const { low, high } = wilsonInterval(x, n) as { low: number; high: number };
      for (const bound of [low, high]) near(Math.abs(x / n - bound) / Math.sqrt((bound * (1 - bound)) / n), 1.95996398454, 1e-8);
    }
  });

  it('covers the truth about 95 % of the time', () => {
    for (const rate of [0.1, 0.3, 0.5]) {
      const { first, weights } = binomialWeights(200, rate, 10);
      const covered = weights.reduce((sum, weight, i) => {
        const { low, high } = wilsonInterval(first + i, 200) as { low: number; high: number };
        return low <= rate && rate <= high ? sum + weight : sum;
      }, 0);
      near(covered, 0.95, 0.015);
    }
  });

  it('shows below 5.8 % with 50 clean trials and below 1.0 % with 300', () => {
    near(exactUpperBound(0, 50), 0.058, 0.0005);
    near(exactUpperBound(0, 300), 0.01, 0.0005);
    near(ruleOfThree(50), 0.06, 1e-12);
    near(ruleOfThree(300), 0.01, 1e-12);
  });

  it('needs 149, 299 and 598 clean trials', () => {
    assert.deepEqual(
      [0.02, 0.01, 0.005].map((bound) => cleanTrialsFor(bound)),
      [149, 299, 598],
    );
    assert.ok(0.98 ** 149 <= 0.05 && 0.98 ** 148 > 0.05);
  });

  it('has the published one-sided exact bounds', () => {
    // Poisson limits 2.996, 4.744, 6.296, 7.754 for 0 to 3 events, approached from below by a large sample.
    for (const [failures, events] of [2.996, 4.744, 6.296, 7.754].entries())
      near((exactUpperBound(failures, 1e6) as number) * 1e6, events, 0.001);
    for (const [failures, events] of [2.996, 4.744, 6.296, 7.754].entries())
      near((exactUpperBound(failures, 1e9) as number) * 1e9, events, 0.001);
    const bound = exactUpperBound(1, 100) as number;
    near((1 - bound) ** 100 + 100 * bound * (1 - bound) ** 99, 0.05, 1e-9);
  });

  it('says how many trials a bound would take', () => {
    const n = trialsFor(0.02, 0.01) as number;
    assert.equal(n, 753);
    const interval = (size: number) => wilsonInterval(size * 0.01, size) as { high: number };
    assert.ok(interval(n).high <= 0.02 && interval(n - 1).high > 0.02);
  });

  it('gives clear answers at the ends', () => {
    assert.deepEqual(wilsonInterval(0, 10)?.low, 0);
    assert.deepEqual(wilsonInterval(10, 10)?.high, 1);
    for (const [x, n] of [
      [0, 0],
      [11, 10],
      [-1, 10],
      [Number.NaN, 10],
    ] as const) {
      assert.equal(wilsonInterval(x, n), undefined);
      assert.equal(exactUpperBound(x, n), undefined);
    }
    assert.equal(exactUpperBound(10, 10), 1);
    assert.equal(exactUpperBound(1e9, 1e9), 1);
    assert.equal(ruleOfThree(1), 1);
    assert.equal(ruleOfThree(0), undefined);
    assert.equal(cleanTrialsFor(0), Infinity);
    assert.equal(cleanTrialsFor(1), 1);
    assert.equal(trialsFor(0.02, 0.02), Infinity);
    assert.equal(marginOfError(0.5, 0), undefined);
  });

  it('holds the measured rate, shrinks with trials, grows with confidence', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, share) => {
        const x = Math.round(n * share);
        const interval = wilsonInterval(x, n) as { low: number; high: number };
        assert.ok(interval.low <= x / n + 1e-12 && interval.high >= x / n - 1e-12);
        const larger = wilsonInterval(x * 4, n * 4) as { low: number; high: number };
        assert.ok(larger.high - larger.low <= interval.high - interval.low + 1e-12);
        const surer = wilsonInterval(x, n, 0.99) as { low: number; high: number };
        assert.ok(surer.low <= interval.low && surer.high >= interval.high);
        assert.ok((exactUpperBound(x, n) as number) >= x / n);
      }),
      { numRuns: 60 },
    );
  });

  it('undoes itself: clean trials and bound', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 1e6 }), (n) => assert.equal(cleanTrialsFor(exactUpperBound(0, n) as number), n)));
  });
});

describe('A9 margin of error', () => {
  it('is ±2.2 pp for 2,000 labels at one half, ±4.2 pp for 200 at 90 %', () => {
    near(marginOfError(0.5, 2000), 0.022, 0.0005);
    near(marginOfError(0.9, 200), 0.042, 0.0005);
  });
});
