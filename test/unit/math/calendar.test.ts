import assert from 'node:assert/strict';
import fc from 'fast-check';
import { holdbackTest, lagFactor, layCalendar, testDays } from '../../../server/src/core/math/calendar.js';
import { daysFor, ratePower } from '../../../server/src/core/math/power.js';
import { near } from './close.js';

const ctr = { baseRate: 0.04, targetRate: 0.0432 };

function seedPlan(exposure: number) {
  const test = testDays(daysFor(122_238, { unitsPerDay: 20_000, exposure }) as number) as number;
  return layCalendar(
    [
      { name: 'shadow', days: 14 },
      { name: 'canary', days: 7 },
      { name: 'ramp', days: 6 },
      { name: 'test', days: test },
      { name: 'attribution', days: 7 },
      { name: 'readout', days: 3 },
    ],
    90,
  );
}

describe('A6 the rollout’s calendar', () => {
  it('rounds tests to whole weeks, at least two', () => {
    assert.deepEqual([6.1, 14, 14.1, 30.6, 61.1].map(testDays), [14, 14, 21, 35, 63]);
  });

  it('takes 51, 72 and 100 days at 100, 20 and 10 % exposure', () => {
    const totals = [1, 0.2, 0.1].map((exposure) => seedPlan(exposure));
    assert.deepEqual(
      totals.map((calendar) => [calendar?.totalDays, calendar?.spareDays]),
      [
        [51, 39],
        [72, 18],
        [100, -10],
      ],
    );
  });

  it('lays the parts end to end', () => {
    const steps = seedPlan(0.2)?.steps.map(({ name, from, to }) => `${name} ${from}–${to}`);
    assert.deepEqual(steps, ['shadow 0–14', 'canary 14–21', 'ramp 21–27', 'test 27–62', 'attribution 62–69', 'readout 69–72']);
  });

  it('needs a holdback after full rollout: 343,463 users in 17.2 days, 651,681 in 32.6', () => {
    const ten = holdbackTest({ ...ctr, holdback: 0.1, unitsPerDay: 20_000 });
    const five = holdbackTest({ ...ctr, holdback: 0.05, unitsPerDay: 20_000 });
    assert.equal(ten?.total, 343_463);
    near(ten?.days, 17.2, 0.05);
    assert.equal(five?.total, 651_681);
    near(five?.days, 32.6, 0.05);
  });

  it('has the promised power on the last day and not the day before', () => {
    const power = (days: number) => ratePower({ ...ctr, control: 20_000 * 0.1 * days, treatment: 20_000 * 0.9 * days }) as number;
    const { days } = holdbackTest({ ...ctr, holdback: 0.1, unitsPerDay: 20_000 }) as { days: number };
    near(power(days), 0.8, 1e-5);
    assert.ok(power(Math.ceil(days)) >= 0.8 && power(Math.floor(days)) < 0.8);
  });

  it('finds a weekly feed seven times too slow', () => assert.equal(lagFactor(7, 1), 7));

  it('gives clear answers at the ends', () => {
    assert.equal(testDays(0), 14);
    assert.equal(testDays(Infinity), Infinity);
    assert.equal(testDays(-1), undefined);
    assert.equal(testDays(Number.NaN), undefined);
    assert.equal(layCalendar([{ name: 'test', days: Infinity }], 90)?.spareDays, -Infinity);
    assert.equal(layCalendar([])?.totalDays, 0);
    assert.equal(layCalendar([], 90)?.spareDays, 90);
    assert.equal('spareDays' in (layCalendar([]) ?? {}), false);
    assert.equal(layCalendar([{ name: 'test', days: -1 }]), undefined);
    assert.equal(holdbackTest({ ...ctr, holdback: 0, unitsPerDay: 1 }), undefined);
    assert.equal(holdbackTest({ ...ctr, holdback: 0.1, unitsPerDay: 0 })?.days, Infinity);
    assert.equal(lagFactor(7, 0), undefined);
  });

  it('plans at least what is needed, less than a week more beyond two', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1000, noNaN: true }), (days) => {
        const planned = testDays(days) as number;
        assert.ok(planned >= days - 1e-6 && planned % 7 === 0 && (planned === 14 || planned < days + 7));
      }),
    );
  });
});
