// The small sums: complexity, dilution, classifiers, changes.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { afterRelative, relativeChange } from '../../../server/src/core/math/change.js';
import { f1, fourFifths, majorityAccuracy, selectionRatio } from '../../../server/src/core/math/classification.js';
import { complexityFactor, errorReduction, judgeComplexity } from '../../../server/src/core/math/complexity.js';
import { dilutedLift, liftAmongAdopters } from '../../../server/src/core/math/dilution.js';
import { near } from './close.js';

const share = fc.double({ min: 0.001, max: 1, noNaN: true });

describe('A13 worth its complexity', () => {
  const complexity = complexityFactor([3.17, 2.4, 2.5, 2.57]) as number;

  it('weighs 2.64 for the example', () => {
    near(complexity, 2.64, 0.005);
    near(complexity, (3.17 * 2.4 * 2.5 * 2.57) ** (1 / 4), 1e-12);
  });

  it('flags 1.0 % better at 2.64 times the weight: 0.6 % per extra unit', () => {
    const judged = judgeComplexity({ gain: relativeChange(0.25, 0.2525) as number, complexity });
    assert.equal(judged?.verdict, 'thin');
    assert.equal(judged?.soft, false);
    near(judged?.gainPerUnit, 0.006, 0.0005);
  });

  it('lets +6 % at 1.4 times pass, and any gain that comes with less weight', () => {
    assert.equal(judgeComplexity({ gain: 0.06, complexity: 1.4 })?.verdict, 'worth it');
    assert.deepEqual(judgeComplexity({ gain: 0.001, complexity: 0.8 }), { verdict: 'worth it', soft: false, gainPerUnit: Infinity });
  });

  it('flags poor gain per unit from 1.5 times on', () => {
    assert.equal(judgeComplexity({ gain: 0.012, complexity: 3 })?.verdict, 'thin');
    assert.equal(judgeComplexity({ gain: 0.005, complexity: 1.5 })?.verdict, 'thin');
    assert.equal(judgeComplexity({ gain: 0.006, complexity: 1.5 })?.verdict, 'worth it');
    assert.equal(judgeComplexity({ gain: 0.004, complexity: 1.49 })?.verdict, 'worth it');
  });

  it('softens when at least a fifth of the errors disappears: 98 → 99 % halves them', () => {
    near(errorReduction(0.98, 0.99), 0.5, 1e-9);
    assert.equal(judgeComplexity({ gain: 0.01, complexity: 2, errorReduction: 0.5 })?.soft, true);
    assert.equal(judgeComplexity({ gain: 0.01, complexity: 2, errorReduction: 0.2 })?.soft, true);
    assert.equal(judgeComplexity({ gain: 0.01, complexity: 2, errorReduction: 0.1 })?.soft, false);
  });

  it('flags a gain that is not shown, whatever the weight', () => {
    const judged = judgeComplexity({ gain: 0.2, complexity: 1, gainLow: 0, errorReduction: 0.9 });
    assert.equal(judged?.verdict, 'unproven');
    assert.equal(judged?.soft, false);
  });

  it('gives clear answers at the ends', () => {
    assert.equal(complexityFactor([]), undefined);
    assert.equal(complexityFactor([2, 0]), undefined);
    assert.equal(errorReduction(1, 1), undefined);
    assert.equal(judgeComplexity({ gain: Number.NaN, complexity: 2 }), undefined);
    assert.equal(judgeComplexity({ gain: 0.1, complexity: 0 }), undefined);
  });

  it('does not depend on the order, and undoes inverse ratios', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: 1, maxLength: 8 }), (ratios) => {
        const factor = complexityFactor(ratios) as number;
        near((complexityFactor([...ratios].reverse()) as number) / factor, 1, 1e-9);
        near((complexityFactor(ratios.map((ratio) => 1 / ratio)) as number) * factor, 1, 1e-9);
        assert.ok(factor <= Math.max(...ratios) * (1 + 1e-9) && factor >= Math.min(...ratios) * (1 - 1e-9));
      }),
    );
  });
});

describe('A18 dilution', () => {
  it('needs +26.7 % among adopters for 8 % at 30 % adoption', () => near(liftAmongAdopters(0.08, 0.3), 0.267, 0.0005));

  it('agrees with counting users', () => {
    const before = 10_000 * 0.04;
    const after = 3000 * 0.04 * (1 + (liftAmongAdopters(0.08, 0.3) as number)) + 7000 * 0.04;
    near(after / before - 1, 0.08, 1e-12);
  });

  it('undoes itself and gives clear answers at the ends', () => {
    fc.assert(
      fc.property(fc.double({ min: -1, max: 10, noNaN: true }), share, (lift, adoption) => {
        near(dilutedLift(liftAmongAdopters(lift, adoption) as number, adoption), lift, 1e-9);
      }),
    );
    assert.equal(liftAmongAdopters(0.08, 0), Infinity);
    assert.equal(liftAmongAdopters(0, 0), 0);
    assert.equal(liftAmongAdopters(0.08, 1.2), undefined);
  });
});

describe('classifiers and groups', () => {
  it('has F1 .615 for precision .8 and recall .5', () => {
    near(f1(0.8, 0.5), 0.615, 0.0005);
    // 40 hits, 10 false alarms, 40 misses.
    near(f1(0.8, 0.5), (2 * 40) / (2 * 40 + 10 + 40), 1e-12);
  });

  it('lies between precision and recall', () => {
    fc.assert(
      fc.property(share, share, (precision, recall) => {
        const score = f1(precision, recall) as number;
        assert.ok(score >= Math.min(precision, recall) - 1e-12 && score <= Math.max(precision, recall) + 1e-12);
      }),
    );
  });

  it('gets .70 for 42 % against 60 %, .92 for 55 %', () => {
    near(selectionRatio(0.42, 0.6), 0.7, 1e-12);
    near(selectionRatio(0.6, 0.55), 0.92, 0.005);
    assert.ok((selectionRatio(0.42, 0.6) as number) < fourFifths);
  });

  it('gives clear answers at the ends', () => {
    assert.equal(f1(0, 0), 0);
    assert.equal(f1(1.04, 0.5), undefined);
    assert.equal(selectionRatio(0, 0), 1);
    assert.equal(selectionRatio(0, 0.5), 0);
    assert.equal(selectionRatio(-1, 0.5), undefined);
    assert.equal(majorityAccuracy(0.5), 0.5);
    assert.equal(majorityAccuracy(2), undefined);
  });
});

describe('a change', () => {
  it('is +10 % from 4.0 to 4.4 %', () => {
    near(relativeChange(4, 4.4), 0.1, 1e-12);
    near(relativeChange(0.042, 0.04), -0.0476, 0.00005);
    near(afterRelative(0.04, 0.08), 0.0432, 1e-12);
  });

  it('gives clear answers at the ends', () => {
    assert.equal(relativeChange(0, 0), 0);
    assert.equal(relativeChange(0, 3), Infinity);
    assert.equal(relativeChange(-10, -5), 0.5);
    assert.equal(relativeChange(Number.NaN, 1), undefined);
  });

  it('undoes itself', () => {
    const value = fc.double({ min: -1e6, max: 1e6, noNaN: true }).filter((number) => Math.abs(number) > 1e-3);
    fc.assert(fc.property(value, value, (from, to) => near(afterRelative(from, relativeChange(from, to) as number), to, 1e-6)));
  });
});
