import assert from 'node:assert/strict';
import fc from 'fast-check';
import { meanPower, ratePower } from '../../../server/src/core/math/power.js';
import { meanSample, pairedSample, rateSample, splitSample } from '../../../server/src/core/math/sampleSize.js';
import { binomialWeights, exactPower, near } from './close.js';

const z975 = 1.95996398454;
const ctr = { baseRate: 0.04, targetRate: 0.0432 };

describe('A1 sample size', () => {
  it('is 61,119 per arm for 4.0 → 4.32 %', () => {
    assert.equal(rateSample(ctr), 61_119);
    assert.equal(rateSample({ ...ctr, power: 0.9 }), 81_820);
  });

  it('is 180 when 8 % means percentage points', () => assert.equal(rateSample({ baseRate: 0.04, targetRate: 0.12 }), 180));

  it('falls as the base rate rises', () => {
    const needed = [0.03, 0.05, 0.1].map((baseRate) => rateSample({ baseRate, targetRate: baseRate * 1.08 }));
    assert.deepEqual(needed, [82_376, 48_364, 22_855]);
  });

  it('agrees with a published tutorial for 10 → 11 %', () => {
    assert.equal(rateSample({ baseRate: 0.1, targetRate: 0.11 }), 14_751);
    near(rateSample({ baseRate: 0.1, targetRate: 0.11 }), 15_000, 300);
  });

  it('agrees with the rule of sixteen within a few per cent', () => {
    const rule = (16 * 0.04 * 0.96) / 0.0032 ** 2;
    near(rule, 60_000, 1e-6);
    near((rateSample(ctr) as number) / rule, 1, 0.03);
  });

  it('has the promised power when all pairs of counts are gone through', () => {
    near(exactPower(0.04, 61_119, 0.0432, 61_119, z975), 0.8, 0.003);
    near(exactPower(0.1, 14_751, 0.11, 14_751, z975), 0.8, 0.003);
    near(exactPower(0.04, 180, 0.12, 180, z975), 0.8, 0.025);
  });

  it('pays for unequal arms', () => {
    const even = splitSample({ ...ctr, treatmentPerControl: 1 });
    const uneven = splitSample({ ...ctr, treatmentPerControl: 1 / 9 });
    assert.deepEqual(even, { control: 61_119, treatment: 61_119, total: 122_237 });
    assert.deepEqual(uneven, { control: 301_936, treatment: 33_549, total: 335_484 });
    near(335_484 / 122_237, 2.74, 0.005);
    near(exactPower(0.04, 301_936, 0.0432, 33_549, z975, 3.5), 0.8, 0.01);
  });

  it('is 14,128 per arm for a mean with sd 30 and a difference of 1', () => {
    assert.equal(meanSample({ sd: 30, difference: 1 }), 14_128);
    assert.equal(meanSample({ sd: 30, difference: -1 }), 14_128);
  });

  it('gives clear answers at the ends', () => {
    assert.equal(rateSample({ baseRate: 0.04, targetRate: 0.04 }), Infinity);
    assert.equal(meanSample({ sd: 1, difference: 0 }), Infinity);
    assert.equal(rateSample({ baseRate: 0, targetRate: 1 }), 2);
    assert.equal(rateSample({ ...ctr, power: 0.01 }), 1);
    for (const impossible of [{ baseRate: -0.1 }, { targetRate: 1.2 }, { alpha: 0 }, { power: 1 }, { baseRate: Number.NaN }])
      assert.equal(rateSample({ ...ctr, ...impossible }), undefined);
    assert.equal(splitSample({ ...ctr, treatmentPerControl: 0 }), undefined);
    assert.equal(meanSample({ sd: -1, difference: 1 }), undefined);
  });
});

describe('A9 paired sample size', () => {
  it('is 4,707 for 90 → 91 % with 6 % discordant, against 13,495 unpaired', () => {
    assert.equal(pairedSample({ discordantRate: 0.06, difference: 0.01 }), 4707);
    assert.equal(rateSample({ baseRate: 0.9, targetRate: 0.91 }), 13_495);
  });

  it('has the promised power when all discordant counts are gone through', () => {
    const discordant = binomialWeights(4707, 0.06);
    let power = 0;
    for (const [i, weight] of discordant.weights.entries()) {
      const m = discordant.first + i;
      const wins = binomialWeights(m, 0.035 / 0.06);
      for (const [j, other] of wins.weights.entries()) {
        const difference = 2 * (wins.first + j) - m;
        if (difference > z975 * Math.sqrt(m)) power += weight * other;
      }
    }
    near(power, 0.8, 0.01);
  });

  it('gives clear answers at the ends', () => {
    assert.equal(pairedSample({ discordantRate: 0.06, difference: 0 }), Infinity);
    assert.equal(pairedSample({ discordantRate: 0.06, difference: 0.07 }), undefined);
    assert.equal(pairedSample({ discordantRate: 0, difference: 0 }), undefined);
  });
});

describe('sample size and power', () => {
  const aRate = fc.double({ min: 0.001, max: 0.999, noNaN: true });
  const aPower = fc.double({ min: 0.3, max: 0.99, noNaN: true });

  it('undo each other: the sample is enough, one unit less is not', () => {
    fc.assert(
      fc.property(aRate, aRate, aPower, fc.constantFrom(1 as const, 2 as const), (baseRate, targetRate, power, sides) => {
        fc.pre(Math.abs(baseRate - targetRate) > 1e-4);
        const test = { baseRate, targetRate, sides };
        const n = rateSample({ ...test, power }) as number;
        assert.ok((ratePower({ ...test, control: n, treatment: n }) as number) >= power - 1e-9);
        if (n > 2) assert.ok((ratePower({ ...test, control: n - 1, treatment: n - 1 }) as number) < power + 1e-9);
      }),
    );
  });

  it('undo each other with unequal arms', () => {
    fc.assert(
      fc.property(aRate, aRate, aPower, fc.double({ min: 0.05, max: 20, noNaN: true }), (baseRate, targetRate, power, k) => {
        fc.pre(Math.abs(baseRate - targetRate) > 1e-4 && Math.abs(baseRate - targetRate) < 0.2);
        const { control } = splitSample({ baseRate, targetRate, power, treatmentPerControl: k }) as { control: number };
        fc.pre(control > 100 && control * k > 100);
        near(ratePower({ baseRate, targetRate, control, treatment: control * k }), power, 0.02);
      }),
    );
  });

  it('undo each other for means', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 100, noNaN: true }),
        fc.double({ min: 0.01, max: 10, noNaN: true }),
        aPower,
        (sd, difference, power) => {
          const n = meanSample({ sd, difference, power }) as number;
          assert.ok((meanPower({ sd, difference, control: n, treatment: n }) as number) >= power - 1e-9);
        },
      ),
    );
  });

  it('move the right way: harder tests need more units', () => {
    fc.assert(
      fc.property(aRate, aRate, aPower, (baseRate, targetRate, power) => {
        fc.pre(baseRate !== targetRate);
        const n = rateSample({ baseRate, targetRate, power }) as number;
        assert.ok((rateSample({ baseRate, targetRate, power: power + 0.005 }) as number) >= n);
        assert.ok((rateSample({ baseRate, targetRate, power, alpha: 0.01 }) as number) >= n);
        assert.ok((rateSample({ baseRate, targetRate, power, sides: 1 }) as number) <= n);
        assert.ok((rateSample({ baseRate, targetRate: (baseRate + targetRate) / 2, power }) as number) >= n);
      }),
    );
  });
});
