import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkSampleRatio } from '../../../server/src/core/math/srm.js';
import { binomialWeights, near } from './close.js';

describe('A4 sample ratio mismatch', () => {
  it('stops at 44,000 against 45,000', () => {
    const check = checkSampleRatio([44_000, 45_000], [50, 50]);
    near(check?.chiSquare, 11.24, 0.005);
    near(check?.pValue, 0.0008, 0.00005);
    assert.equal(check?.mismatch, true);
  });

  it('lets 50,100 against 49,900 pass', () => {
    const check = checkSampleRatio([50_100, 49_900], [1, 1]);
    near(check?.pValue, 0.53, 0.005);
    assert.equal(check?.mismatch, false);
  });

  it('agrees with the exact chance of so uneven a split', () => {
    const { first, weights } = binomialWeights(89_000, 0.5, 9);
    const asUneven = weights.reduce((sum, weight, i) => (Math.abs(first + i - 44_500) >= 500 ? sum + weight : sum), 0);
    near((checkSampleRatio([44_000, 45_000], [1, 1])?.pValue as number) / asUneven, 1, 0.02);
  });

  it('takes more arms and uneven plans', () => {
    near(checkSampleRatio([90_000, 10_000], [0.9, 0.1])?.pValue, 1, 1e-12);
    assert.equal(checkSampleRatio([100, 100, 100], [1, 1, 1])?.degreesOfFreedom, 2);
    near(checkSampleRatio([10, 20, 30], [1, 1, 1])?.pValue, Math.exp(-5), 1e-12);
  });

  it('gives clear answers at the ends', () => {
    assert.equal(checkSampleRatio([5, 5, 1], [1, 1, 0])?.chiSquare, Infinity);
    assert.equal(checkSampleRatio([5, 5, 1], [1, 1, 0])?.pValue, 0);
    assert.equal(checkSampleRatio([5, 5, 0], [1, 1, 0])?.pValue, 1);
    for (const [observed, planned] of [
      [[], []],
      [[5], [1]],
      [
        [0, 0],
        [1, 1],
      ],
      [
        [1, 2],
        [0, 0],
      ],
      [
        [1, 2],
        [1, 0],
      ],
      [
        [1, 2, 3],
        [1, 1],
      ],
      [
        [-1, 2],
        [1, 1],
      ],
      [
        [Number.NaN, 2],
        [1, 1],
      ],
    ] as const)
      assert.equal(checkSampleRatio(observed, planned), undefined);
  });

  it('does not care in which order the arms are listed or how the plan is scaled', () => {
    const counts = fc.array(fc.tuple(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 100 })), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(counts, (arms) => {
        const check = checkSampleRatio(
          arms.map(([n]) => n),
          arms.map(([, share]) => share),
        );
        const turned = [...arms].reverse();
        const other = checkSampleRatio(
          turned.map(([n]) => n),
          turned.map(([, share]) => share * 3.5),
        );
        near(other?.pValue, check?.pValue as number, 1e-9);
      }),
    );
  });
});
