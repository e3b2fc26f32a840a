import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  checkPlan,
  daysFor,
  detectableChange,
  detectableDifference,
  meanPower,
  ratePower,
  unitsAfter,
} from '../../../server/src/core/math/power.js';
import { meanSample, rateSample } from '../../../server/src/core/math/sampleSize.js';
import { chance, exactPower, gauss, near } from './close.js';

const ctr = { baseRate: 0.04, targetRate: 0.0432 };
const plan = { ...ctr, unitsPerDay: 20_000, exposure: 0.2, days: 14 };

describe('A2 a plan against its need', () => {
  it('reaches 28,000 per arm, 47 % power, and sees 11.9 %', () => {
    const check = checkPlan(plan);
    assert.deepEqual(check?.needed, { control: 61_119, treatment: 61_119, total: 122_237 });
    assert.deepEqual(check?.reached, { control: 28_000, treatment: 28_000 });
    near(check?.power, 0.47, 0.005);
    near(check?.detectable.relative, 0.119, 0.0005);
    near(check?.daysNeeded, 30.6, 0.05);
  });

  it('reaches 76 % and 8.4 % after 28 days', () => {
    const check = checkPlan({ ...plan, days: 28 });
    near(check?.power, 0.76, 0.005);
    near(check?.detectable.relative, 0.084, 0.0005);
  });

  it('has that power when all pairs of counts are gone through', () => {
    near(
      exactPower(0.04, 28_000, 0.0432, 28_000, 1.95996398454),
      ratePower({ ...ctr, control: 28_000, treatment: 28_000 }) as number,
      0.003,
    );
  });

  it('takes 6.1, 30.6 and 61.1 days', () => {
    const days = [1, 0.2, 0.1].map((exposure) => daysFor(2 * 61_119, { unitsPerDay: 20_000, exposure })?.toFixed(1));
    assert.deepEqual(days, ['6.1', '30.6', '61.1']);
  });

  it('counts different units where the plan says how many there are', () => {
    assert.equal(unitsAfter({ ...plan }), 56_000);
    assert.equal(unitsAfter({ ...plan, uniqueUnits: 100_000 }), 20_000);
    assert.equal(checkPlan({ ...plan, uniqueUnits: 100_000 })?.reached.control, 10_000);
  });

  it('follows uneven arms and falling rates', () => {
    const uneven = checkPlan({ ...plan, treatmentShare: 0.1 });
    assert.deepEqual(uneven?.reached, { control: 50_400, treatment: 5600 });
    assert.equal(uneven?.needed.total, 335_484);
    const fall = checkPlan({ ...plan, targetRate: 0.036 });
    near(ratePower({ baseRate: 0.04, targetRate: 0.04 - (fall?.detectable.points ?? 0), control: 28_000, treatment: 28_000 }), 0.8, 1e-9);
  });

  it('agrees with simulated means', () => {
    const draw = gauss(chance(7));
    let seen = 0;
    for (let run = 0; run < 4000; run++) {
      const difference = 1 + 30 * Math.sqrt(2 / 14_128) * draw();
      if (difference / (30 * Math.sqrt(2 / 14_128)) > 1.95996398454) seen++;
    }
    near(seen / 4000, meanPower({ sd: 30, difference: 1, control: 14_128, treatment: 14_128 }) as number, 0.02);
  });

  it('gives clear answers at the ends', () => {
    const units = { control: 1000, treatment: 1000 };
    assert.equal(ratePower({ ...ctr, control: 0, treatment: 1000 }), 0);
    assert.equal(ratePower({ baseRate: 0.04, targetRate: 0.04, ...units }), 0.025);
    assert.equal(ratePower({ baseRate: 0, targetRate: 1, ...units }), 1);
    assert.equal(ratePower({ baseRate: 0, targetRate: 0, ...units }), 0.025);
    assert.equal(ratePower({ baseRate: 1.1, targetRate: 1, ...units }), undefined);
    assert.deepEqual(detectableChange({ baseRate: 0.04, control: 2, treatment: 2 }), { points: Infinity, relative: Infinity });
    assert.deepEqual(detectableChange({ baseRate: 1, ...units }), { points: Infinity, relative: Infinity });
    assert.equal(detectableChange({ baseRate: 0, ...units })?.relative, Infinity);
    assert.equal(detectableChange({ baseRate: 0.04, ...units, power: 1 }), undefined);
    assert.equal(detectableDifference({ sd: 1, control: 0, treatment: 9 }), Infinity);
    assert.equal(daysFor(10, { unitsPerDay: 0, exposure: 1 }), Infinity);
    assert.equal(daysFor(0, { unitsPerDay: 0, exposure: 1 }), 0);
    assert.equal(unitsAfter({ unitsPerDay: 100, exposure: 2, days: 1 }), undefined);
    assert.equal(checkPlan({ ...plan, exposure: 0 })?.daysNeeded, Infinity);
    assert.equal(checkPlan({ ...plan, days: 0 })?.power, 0);
    assert.equal(checkPlan({ ...plan, treatmentShare: 1 }), undefined);
  });

  it('sees more with more units, and the smallest effect is the one seen with 80 %', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.002, max: 0.9, noNaN: true }),
        fc.integer({ min: 20, max: 1e6 }),
        fc.integer({ min: 1, max: 1e5 }),
        (baseRate, n, more) => {
          const units = { control: n, treatment: n };
          const targetRate = Math.min(1, baseRate * 1.1);
          assert.ok(
            (ratePower({ baseRate, targetRate, control: n + more, treatment: n + more }) as number) >=
              (ratePower({ baseRate, targetRate, ...units }) as number) - 1e-12,
          );
          const { points } = detectableChange({ baseRate, ...units }) as { points: number };
          if (points === Infinity) return;
          near(ratePower({ baseRate, targetRate: baseRate + points, ...units }), 0.8, 1e-9);
          const back = rateSample({ baseRate, targetRate: baseRate + points }) as number;
          assert.ok(Math.abs(back - n) <= 1, `${back} is not ${n}`);
        },
      ),
    );
  });

  it('undoes days and units, and means', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e7 }),
        fc.integer({ min: 1, max: 1e6 }),
        fc.double({ min: 0.001, max: 1, noNaN: true }),
        (units, unitsPerDay, exposure) => {
          const days = daysFor(units, { unitsPerDay, exposure }) as number;
          near(unitsAfter({ unitsPerDay, exposure, days }), units, 1);
        },
      ),
    );
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 100, noNaN: true }), fc.integer({ min: 2, max: 1e6 }), (sd, n) => {
        const difference = detectableDifference({ sd, control: n, treatment: n }) as number;
        near(meanSample({ sd, difference }), n, 1);
      }),
    );
  });
});
