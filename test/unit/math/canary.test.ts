import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  abortMinutes,
  blastRadius,
  canaryDays,
  canaryDetectable,
  canaryPower,
  canaryUnits,
  fewestMetricPoints,
  metricPoints,
  promotionMinutes,
  rollbackCost,
} from '../../../server/src/core/math/canary.js';
import { exactPower, near } from './close.js';

const stage = { unitsPerDay: 20_000, traffic: 0.05, days: 7 };
const harm = { ...stage, baseRate: 0.04, targetRate: 0.038 };
const z95 = 1.644853626951;

describe('A5 what a canary can see', () => {
  it('has 7,000 units against 133,000, or against 7,000', () => {
    assert.deepEqual(canaryUnits(stage), { control: 133_000, treatment: 7000 });
    assert.deepEqual(canaryUnits({ ...stage, control: 'equal' }), { control: 7000, treatment: 7000 });
  });

  it('sees +0.23 pp on 0.5 % against the rest, +0.34 pp against an equal baseline', () => {
    const rest = canaryDetectable({ ...stage, baseRate: 0.005 });
    near(rest?.points, 0.0023, 0.00005);
    near(rest?.relative, 0.46, 0.005);
    const equal = canaryDetectable({ ...stage, baseRate: 0.005, control: 'equal' });
    near(equal?.points, 0.0034, 0.00005);
    near(equal?.relative, 0.69, 0.005);
  });

  it('sees 0.61 pp on 4 %', () => {
    const seen = canaryDetectable({ ...stage, baseRate: 0.04 });
    near(seen?.points, 0.0061, 0.00005);
    near(seen?.relative, 0.15, 0.005);
  });

  it('has 32 % and 84 % power for errors, 20 % for product harm', () => {
    near(canaryPower({ ...stage, baseRate: 0.005, targetRate: 0.006 }), 0.32, 0.005);
    near(canaryPower({ ...stage, baseRate: 0.005, targetRate: 0.0075 }), 0.84, 0.005);
    near(canaryPower(harm), 0.2, 0.005);
  });

  it('has about that power when all pairs of counts are gone through', () => {
    near(exactPower(0.04, 133_000, 0.038, 7000, z95, 4), canaryPower(harm) as number, 0.015);
    near(exactPower(0.005, 133_000, 0.0075, 7000, z95, 4), canaryPower({ ...stage, baseRate: 0.005, targetRate: 0.0075 }) as number, 0.03);
  });

  it('needs 62 days for a CTR fall of 5 %, the first day with 80 %', () => {
    assert.equal(canaryDays(harm), 62);
    assert.ok((canaryPower({ ...harm, days: 61 }) as number) < 0.8);
    assert.ok((canaryPower({ ...harm, days: 62 }) as number) >= 0.8);
  });

  it('gives clear answers at the ends', () => {
    assert.equal(canaryUnits({ ...stage, traffic: 1 }), undefined);
    assert.equal(canaryUnits({ ...stage, traffic: 0 }), undefined);
    assert.equal(canaryUnits({ ...stage, traffic: 0.6, control: 'equal' }), undefined);
    assert.equal(canaryDays({ ...harm, traffic: 1 }), undefined);
    assert.equal(canaryDays({ ...harm, unitsPerDay: 0 }), Infinity);
    assert.equal(canaryDays({ ...harm, targetRate: 0.04 }), Infinity);
    assert.equal(canaryPower({ ...harm, days: 0 }), 0);
    assert.deepEqual(canaryDetectable({ ...stage, days: 0, baseRate: 0.04 }), { points: Infinity, relative: Infinity });
  });

  it('sees more with more traffic up to a half, and the days that are named are enough', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 0.4, noNaN: true }),
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0.01, max: 0.3, noNaN: true }),
        (traffic, days, baseRate) => {
          const plan = { unitsPerDay: 20_000, traffic, days, baseRate, targetRate: baseRate * 1.2 };
          const power = canaryPower(plan) as number;
          assert.ok((canaryPower({ ...plan, traffic: traffic * 1.2 }) as number) >= power - 1e-3);
          const enough = canaryDays(plan) as number;
          assert.ok((canaryPower({ ...plan, days: enough }) as number) >= 0.8 - 1e-3);
        },
      ),
    );
  });
});

describe('A5 blast radius and rollback', () => {
  it('spends 233 % of a 30-day budget in a week, 1.4 % in an hour', () => {
    const failure = { traffic: 0.05, failureRate: 0.2, objective: 0.999 };
    const week = blastRadius({ ...failure, days: 7 });
    near(week?.errorRate, 0.01, 1e-12);
    near(week?.burnRate, 10, 1e-9);
    near(week?.budgetShare, 2.33, 0.005);
    near(blastRadius({ ...failure, days: 1 / 24 })?.budgetShare, 0.014, 0.0005);
  });

  it('agrees with counting requests', () => {
    const perDay = 1_200_000;
    const failed = perDay * 7 * 0.05 * 0.2;
    const allowed = perDay * 30 * 0.001;
    near(blastRadius({ traffic: 0.05, failureRate: 0.2, objective: 0.999, days: 7 })?.budgetShare, failed / allowed, 1e-9);
  });

  it('costs 81 % for 35 minutes of full outage, 4.1 % at 5 % exposure', () => {
    const cost = { detectMinutes: 5, restoreMinutes: 30, objective: 0.999 };
    near(rollbackCost(cost), 0.81, 0.005);
    near(rollbackCost({ ...cost, traffic: 0.05 }), 0.041, 0.0005);
    near(rollbackCost(cost), 35 / 43.2, 1e-9);
  });

  it('promotes after 25 minutes and rolls back after the failed checks', () => {
    assert.equal(promotionMinutes(1, 50, 2), 25);
    assert.equal(abortMinutes(1, 5), 5);
    assert.equal(metricPoints(60, 1), 60);
    assert.ok((metricPoints(45, 1) as number) < fewestMetricPoints);
  });

  it('gives clear answers at the ends', () => {
    const failure = { traffic: 0.05, failureRate: 0.2, objective: 1, days: 1 };
    assert.equal(blastRadius(failure)?.budgetShare, Infinity);
    assert.equal(blastRadius({ ...failure, failureRate: 0 })?.budgetShare, 0);
    assert.equal(blastRadius({ ...failure, days: 0 })?.budgetShare, 0);
    assert.equal(blastRadius({ ...failure, traffic: 5 }), undefined);
    assert.equal(rollbackCost({ detectMinutes: -1, restoreMinutes: 1, objective: 0.9 }), undefined);
    assert.equal(promotionMinutes(1, 50, 0), undefined);
  });
});
