import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  budgetMinutes,
  budgetRequests,
  burnCanFire,
  burnErrorRate,
  burnedShare,
  burnFactor,
  detectionMinutes,
  fewestRequestsPerHour,
  incidentShare,
  latencyAlertInside,
  serialAvailability,
  shortWindowHours,
  silentSpend,
  singleFailureBurn,
  singleFailureShare,
  usualBurnAlerts,
  withFallback,
} from '../../../server/src/core/math/availability.js';
import { near } from './close.js';

const objective = 0.999;

describe('A14 a chain of dependencies', () => {
  it('is 99.40 % for 99.9 and 99.5, 99.895 % with a fallback of 99', () => {
    near(serialAvailability([0.999, 0.995]), 0.994, 0.00005);
    near(withFallback(0.995, 0.99), 0.99995, 1e-9);
    near(serialAvailability([0.999, withFallback(0.995, 0.99) as number]), 0.99895, 5e-6);
  });

  it('agrees with going through every combination of failures', () => {
    const up = [0.999, 0.995, 0.99];
    let works = 0;
    for (let state = 0; state < 8; state++) {
      const ok = up.map((_, i) => Boolean(state & (1 << i)));
      const weight = up.reduce((product, a, i) => product * (ok[i] ? a : 1 - a), 1);
      if (ok[0] && (ok[1] || ok[2])) works += weight;
    }
    near(serialAvailability([0.999, withFallback(0.995, 0.99) as number]), works, 1e-12);
  });

  it('gives clear answers at the ends', () => {
    assert.equal(serialAvailability([]), 1);
    assert.equal(serialAvailability([0.9, 99.5]), undefined);
    assert.equal(withFallback(0, 0), 0);
    assert.equal(withFallback(1, 0), 1);
  });

  it('is never better than its weakest part, nor worse for a fallback', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(share, { minLength: 1, maxLength: 6 }), share, (parts, fallback) => {
        assert.ok((serialAvailability(parts) as number) <= Math.min(...parts) + 1e-12);
        assert.ok((withFallback(parts[0] as number, fallback) as number) >= (parts[0] as number) - 1e-12);
      }),
    );
  });
});

describe('A15 error budget', () => {
  it('is 432, 216, 43.2 and 21.6 minutes in 30 days, 40.32 in 28, 129.6 in 90', () => {
    for (const [slo, days, minutes] of [
      [0.99, 30, 432],
      [0.995, 30, 216],
      [0.999, 30, 43.2],
      [0.9995, 30, 21.6],
      [0.999, 28, 40.32],
      [0.999, 90, 129.6],
    ] as const)
      near(budgetMinutes(slo, days), minutes, 1e-9);
  });

  it('allows 36,000 bad requests of 1.2 M a day', () => near(budgetRequests(objective, 1_200_000, 30), 36_000, 1e-6));

  it('loses 29.8 % to an incident of 12 minutes', () => {
    near(incidentShare(12, objective, 28), 0.298, 0.0005);
    near(incidentShare(5, objective, 28), 0.12, 0.005);
  });

  it('gives clear answers at the ends', () => {
    assert.equal(budgetMinutes(1, 30), 0);
    assert.equal(budgetMinutes(99.9, 30), undefined);
    assert.equal(incidentShare(1, 1, 30), Infinity);
    assert.equal(incidentShare(0, 1, 30), 0);
    assert.equal(incidentShare(1, objective, 0), undefined);
  });
});

describe('A15 burn-rate alerts', () => {
  it('has the factors of the specification for 30, 28, 7 and 90 days', () => {
    for (const [days, expected] of [
      [30, [14.4, 6, 1]],
      [28, [13.44, 5.6, 0.93]],
      [7, [3.36, 1.4, 0.23]],
      [90, [43.2, 18, 3]],
    ] as const)
      for (const [i, { budgetShare, alertHours }] of usualBurnAlerts.entries())
        near(burnFactor(budgetShare, alertHours, days), expected[i] as number, 0.005, `${days} d`);
  });

  it('fires at 1.44, 0.6 and 0.1 % for 99.9 %; at 14.4, 6 and 1 % for 99 %', () => {
    for (const [slo, expected] of [
      [0.999, [0.0144, 0.006, 0.001]],
      [0.99, [0.144, 0.06, 0.01]],
    ] as const)
      for (const [i, factor] of [14.4, 6, 1].entries()) near(burnErrorRate(factor, slo), expected[i] as number, 1e-9);
  });

  it('can never fire at 93 %', () => {
    near(burnErrorRate(14.4, 0.93), 1.008, 1e-9);
    assert.equal(burnCanFire(14.4, 0.93), false);
    assert.equal(burnCanFire(14.4, 0.99), true);
    assert.equal(burnCanFire(10, 0.9), false);
  });

  it('spends 8.6 % of a 7-day budget with the 30-day factor', () => {
    near(burnedShare(14.4, 1, 7), 0.086, 0.0005);
    assert.equal(shortWindowHours(1) * 60, 5);
  });

  it('speaks after 0.86 min of a full outage, after 5.8 min at 15 % errors', () => {
    const alert = { factor: 14.4, objective, alertMinutes: 60 };
    near(detectionMinutes({ ...alert, errorRate: 1 }), 0.86, 0.005);
    near(detectionMinutes({ ...alert, errorRate: 0.15 }), 5.8, 0.05);
    assert.equal(detectionMinutes({ ...alert, errorRate: 0.01 }), Infinity);
    assert.equal(detectionMinutes({ ...alert, errorRate: 0 }), Infinity);
  });

  it('agrees with sliding the window second by second', () => {
    let second = 0;
    for (let failed = 0; failed / 3600 < 14.4 * 0.001; second++) failed += 0.15;
    near(detectionMinutes({ factor: 14.4, objective, alertMinutes: 60, errorRate: 0.15 }), second / 60, 1 / 60);
  });

  it('burns 100 times and 13.9 % of the month with one failure at ten requests an hour', () => {
    near(singleFailureBurn(10, objective), 100, 1e-9);
    near(singleFailureShare(10, objective, 30), 0.139, 0.0005);
    near(singleFailureShare(10, objective, 30), 1 / (budgetRequests(objective, 240, 30) as number), 1e-9);
  });

  it('pages on one failure below 69 requests an hour', () => {
    near(fewestRequestsPerHour(14.4, objective), 69.4, 0.05);
    assert.ok((singleFailureBurn(69, objective) as number) > 14.4 && (singleFailureBurn(70, objective) as number) < 14.4);
  });

  it('gives clear answers at the ends', () => {
    assert.equal(burnFactor(0.02, 0, 30), undefined);
    assert.equal(burnErrorRate(-1, 0.9), undefined);
    assert.equal(burnCanFire(14.4, 1), true);
    assert.equal(burnCanFire(14.4, 99.9), undefined);
    assert.equal(singleFailureBurn(0, objective), Infinity);
    assert.equal(singleFailureBurn(10, 1), Infinity);
    assert.equal(fewestRequestsPerHour(14.4, 1), Infinity);
  });

  it('undoes itself: factor and share', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 1, noNaN: true }),
        fc.double({ min: 0.1, max: 100, noNaN: true }),
        fc.integer({ min: 1, max: 365 }),
        (budgetShare, hours, days) => {
          near(burnedShare(burnFactor(budgetShare, hours, days) as number, hours, days), budgetShare, 1e-9);
        },
      ),
    );
  });
});

describe('A16 a static alert against the objective', () => {
  it('is silent for 7.5 days at burn 4', () => {
    const silent = silentSpend(0.995, 0.02);
    near(silent?.burnRate, 4, 1e-9);
    near(silent?.silentDays, 7.5, 1e-9);
  });

  it('agrees with spending the budget minute by minute', () => {
    let spent = 0;
    let minutes = 0;
    for (; spent < 216 - 1e-9; minutes++) spent += 0.02;
    near(silentSpend(0.995, 0.02)?.silentDays, minutes / 1440, 0.001);
  });

  it('compares latency at the same percentile', () => {
    assert.equal(latencyAlertInside(500, 300), false);
    assert.equal(latencyAlertInside(300, 300), true);
    assert.equal(latencyAlertInside(Number.NaN, 300), undefined);
  });

  it('gives clear answers at the ends', () => {
    assert.equal(silentSpend(0.995, 0.005)?.silentDays, Infinity);
    assert.deepEqual(silentSpend(1, 0.02), { burnRate: Infinity, silentDays: 0 });
    assert.deepEqual(silentSpend(1, 0), { burnRate: 0, silentDays: Infinity });
    assert.equal(silentSpend(0.995, 2), undefined);
  });
});
