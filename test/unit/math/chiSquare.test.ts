import assert from 'node:assert/strict';
import fc from 'fast-check';
import { binomialCdf, logGamma } from '../../../server/src/core/math/binomial.js';
import { chiSquareQuantile, chiSquareTail } from '../../../server/src/core/math/chiSquare.js';
import { binomialWeights, near } from './close.js';

describe('the chi-square distribution', () => {
  it('has the critical values of published tables', () => {
    const table: readonly (readonly [p: number, df: number, x: number])[] = [
      [0.95, 1, 3.841],
      [0.99, 1, 6.635],
      [0.999, 1, 10.828],
      [0.95, 2, 5.991],
      [0.95, 4, 9.488],
      [0.95, 9, 16.919],
      [0.99, 9, 21.666],
      [0.95, 20, 31.41],
      [0.99, 30, 50.892],
      [0.95, 100, 124.342],
    ];
    for (const [p, df, x] of table) near(chiSquareQuantile(p, df), x, 0.0006, `${p} with ${df}`);
  });

  it('agrees with integrating the density', () => {
    for (const [x, df] of [
      [3, 3],
      [9, 8],
      [20, 9],
      [70, 51],
    ] as const) {
      const scale = (df / 2) * Math.log(2) + logGamma(df / 2);
      const density = (at: number) => (at === 0 ? 0 : Math.exp((df / 2 - 1) * Math.log(at) - at / 2 - scale));
      const steps = 20_000;
      const width = x / steps;
      let area = 0;
      for (let i = 0; i <= steps; i++) area += (i === 0 || i === steps ? 1 : i % 2 ? 4 : 2) * density(i * width);
      near(chiSquareTail(x, df), 1 - (area * width) / 3, 1e-6, `${x} with ${df}`);
    }
  });

  it('hands over to the cube root without a step', () => {
    for (const x of [900, 1000, 1100]) {
      const [before, after] = [chiSquareTail(x, 1000) as number, chiSquareTail(x, 1001) as number];
      const further = chiSquareTail(x, 999) as number;
      near(after - before, before - further, 0.0005, `at ${x}`);
    }
    near(chiSquareQuantile(0.95, 1001), (chiSquareQuantile(0.95, 1000) as number) + 1.037, 0.02);
  });

  it('gives clear answers at the ends', () => {
    assert.equal(chiSquareTail(0, 3), 1);
    assert.equal(chiSquareTail(Infinity, 3), 0);
    assert.equal(chiSquareTail(-1, 3), undefined);
    assert.equal(chiSquareTail(1, 0), undefined);
    assert.equal(chiSquareTail(1, 2.5), undefined);
    assert.equal(chiSquareQuantile(1, 3), undefined);
  });

  it('undoes itself and falls', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), fc.integer({ min: 1, max: 200 }), (p, df) => {
        near(chiSquareTail(chiSquareQuantile(p, df) as number, df), 1 - p, 1e-10);
      }),
      { numRuns: 50 },
    );
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 400, noNaN: true }),
        fc.double({ min: 0, max: 50, noNaN: true }),
        fc.integer({ min: 1, max: 99 }),
        (x, more, df) => {
          assert.ok((chiSquareTail(x + more, df) as number) <= (chiSquareTail(x, df) as number) + 1e-15);
        },
      ),
    );
  });
});

describe('the binomial distribution', () => {
  it('agrees with adding up single weights', () => {
    for (const [n, rate] of [
      [10, 0.3],
      [100, 0.02],
      [1000, 0.5],
      [61_119, 0.04],
    ] as const) {
      const { first, weights } = binomialWeights(n, rate, 12);
      let sum = 0;
      for (const [i, weight] of weights.entries()) {
        sum += weight;
        if (i % 7 === 0) near(binomialCdf(first + i, n, rate), sum, 1e-10, `${first + i} of ${n}`);
      }
    }
  });

  it('knows ln Γ', () => {
    near(logGamma(0.5), Math.log(Math.PI) / 2, 1e-14);
    near(logGamma(11), Math.log(3_628_800), 1e-13);
    near(logGamma(1), 0, 1e-14);
  });

  it('gives clear answers at the ends', () => {
    assert.equal(binomialCdf(10, 10, 0.5), 1);
    assert.equal(binomialCdf(3, 10, 0), 1);
    assert.equal(binomialCdf(3, 10, 1), 0);
    assert.equal(binomialCdf(-1, 10, 0.5), undefined);
    assert.equal(binomialCdf(1, 10, 1.5), undefined);
  });
});
