import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  alarmFlood,
  psi,
  psiBands,
  quietAlarmShare,
  quietPsiMean,
  quietPsiQuantile,
  quietSample,
} from '../../../server/src/core/math/drift.js';
import { chance, near } from './close.js';

const even = [0.2, 0.2, 0.2, 0.2, 0.2];
const tilted = [0.1, 0.15, 0.2, 0.25, 0.3];

describe('A11 population stability index', () => {
  it('is .135 for five even bins that tilt', () => near(psi(even, tilted), 0.135, 0.0005));

  it('is the sum of both divergences', () => {
    const divergence = (from: number[], to: number[]) => from.reduce((sum, p, i) => sum + p * Math.log(p / (to[i] as number)), 0);
    near(psi(even, tilted), divergence(even, tilted) + divergence(tilted, even), 1e-12);
  });

  it('gives clear answers at the ends', () => {
    assert.equal(psi([1, 1], [5, 5]), 0);
    assert.equal(psi([1, 0], [1, 0]), 0);
    assert.equal(psi([1, 1], [1, 0]), Infinity);
    for (const [before, now] of [
      [[], []],
      [[1], [1]],
      [
        [1, 1],
        [1, 1, 1],
      ],
      [
        [0, 0],
        [1, 1],
      ],
      [
        [-1, 2],
        [1, 1],
      ],
    ] as const)
      assert.equal(psi(before, now), undefined);
  });

  it('is symmetric, never negative, and does not care about scale', () => {
    const bins = fc.array(fc.tuple(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 1000 })), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(bins, (pairs) => {
        const before = pairs.map(([a]) => a);
        const now = pairs.map(([, b]) => b);
        const value = psi(before, now) as number;
        assert.ok(value >= 0);
        near(psi(now, before), value, 1e-9);
        near(
          psi(
            before.map((n) => n / 7),
            now,
          ),
          value,
          1e-9,
        );
      }),
    );
  });
});

describe('A11 noise when nothing drifts', () => {
  it('has mean .092, 95 % below .17, and 37 % of windows above .1 with 200 rows', () => {
    near(quietPsiMean({ sample: 200 }), 0.0925, 0.0005);
    near(quietPsiQuantile({ sample: 200 }), 0.17, 0.005);
    near(quietAlarmShare({ sample: 200 }), 0.37, 0.005);
  });

  it('has 95 % below .034 with 1,000 rows', () => near(quietPsiQuantile({ sample: 1000 }), 0.034, 0.0005));

  it('needs 339 rows for .1, 434 for 99 %', () => {
    assert.equal(quietSample({}), 339);
    assert.equal(quietSample({}, 0.99), 434);
    assert.deepEqual(psiBands, { warn: 0.1, alert: 0.25 });
  });

  it('agrees with seeded simulation', () => {
    const uniform = chance(11);
    const draw = (rows: number) => {
      const counts = new Array<number>(10).fill(0);
      for (let row = 0; row < rows; row++) (counts[Math.floor(uniform() * 10)] as number) += 1;
      return counts;
    };
    for (const [rows, runs, tolerance] of [
      [200, 4000, 0.025],
      [339, 2000, 0.015],
    ] as const) {
      let alarms = 0;
      let sum = 0;
      for (let run = 0; run < runs; run++) {
        const value = psi(draw(rows), draw(rows)) as number;
        sum += value;
        if (value > 0.1) alarms++;
      }
      near(sum / runs, quietPsiMean({ sample: rows }) as number, 0.003);
      near(alarms / runs, quietAlarmShare({ sample: rows }) as number, tolerance, `${rows} rows`);
    }
  });

  it('takes a larger reference into account', () => {
    const sample = quietSample({ reference: 100_000 }) as number;
    assert.equal(sample, 170);
    assert.ok((quietPsiQuantile({ sample, reference: 100_000 }) as number) <= 0.1);
    assert.equal(quietSample({ reference: 100 }), Infinity);
  });

  it('gives clear answers at the ends', () => {
    assert.equal(quietPsiQuantile({ sample: 0 }), undefined);
    assert.equal(quietPsiQuantile({ sample: 100, bins: 1 }), undefined);
    assert.equal(quietPsiMean({ sample: 100, bins: 2.5 }), undefined);
    assert.equal(quietAlarmShare({ sample: 100 }, 0), 1);
    assert.equal(quietAlarmShare({ sample: 100 }, Infinity), 0);
    assert.equal(quietAlarmShare({ sample: 100 }, -1), undefined);
    assert.equal(quietSample({ threshold: 0 }), Infinity);
    assert.equal(quietSample({ bins: 1 }), undefined);
  });

  it('quietens with rows, and the rows named are just enough', () => {
    fc.assert(
      fc.property(fc.integer({ min: 50, max: 1e5 }), fc.integer({ min: 2, max: 50 }), (sample, bins) => {
        assert.ok((quietAlarmShare({ sample: sample * 2, bins }) as number) <= (quietAlarmShare({ sample, bins }) as number) + 1e-12);
        const threshold = quietPsiQuantile({ sample, bins }) as number;
        assert.equal(quietSample({ threshold, bins }), sample);
      }),
      { numRuns: 50 },
    );
  });
});

describe('A11 floods', () => {
  it('expects 2 false alarms a day of 40 features, at least one on 87 % of days', () => {
    near(alarmFlood(40, 0.05)?.perDay, 2, 1e-12);
    near(alarmFlood(40, 0.05)?.atLeastOne, 0.87, 0.005);
    near(alarmFlood(40, 0.05, 24)?.perDay, 48, 1e-9);
  });

  it('gives clear answers at the ends', () => {
    assert.deepEqual(alarmFlood(0, 0.05), { perDay: 0, atLeastOne: 0 });
    assert.equal(alarmFlood(40, 1), undefined);
    assert.equal(alarmFlood(-1, 0.05), undefined);
  });
});
