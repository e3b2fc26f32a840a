import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bonferroniAlpha, familyError, guardrailPower, peekingError, pocockAlpha } from '../../../server/src/core/math/inflation.js';
import { normalQuantile } from '../../../server/src/core/math/normal.js';
import { rateSample } from '../../../server/src/core/math/sampleSize.js';
import { chance, gauss, near } from './close.js';

describe('A3 looking before the end', () => {
  it('inflates 5 % as the specification says', () => {
    const percent = [1, 2, 5, 7, 10, 14, 28].map((looks) => (100 * (peekingError(looks) as number)).toFixed(1));
    assert.deepEqual(percent, ['5.0', '8.3', '14.2', '16.6', '19.3', '22.0', '27.5']);
  });

  it('agrees with the table of Armitage, McPherson and Rowe', () => {
    const table = { 2: 0.083, 3: 0.107, 4: 0.126, 5: 0.142, 10: 0.193, 20: 0.248, 50: 0.32, 100: 0.374 };
    for (const [looks, error] of Object.entries(table)) near(peekingError(Number(looks)), error, 0.0006, `${looks} looks`);
  });

  it('agrees with seeded simulation', () => {
    const draw = gauss(chance(20));
    const runs = 20_000;
    const firstCross = new Array<number>(15).fill(0);
    for (let run = 0; run < runs; run++) {
      let sum = 0;
      for (let look = 1; look <= 14; look++) {
        sum += draw();
        if (Math.abs(sum) > 1.95996398454 * Math.sqrt(look)) {
          for (let later = look; later <= 14; later++) (firstCross[later] as number) += 1 / runs;
          break;
        }
      }
    }
    for (const looks of [1, 2, 5, 10, 14]) near(peekingError(looks), firstCross[looks] as number, 0.009, `${looks} looks`);
  });

  it('stays below what independent looks would give', () => {
    near(peekingError(5), 0.142, 0.001);
    for (const looks of [2, 5, 10, 28]) assert.ok((peekingError(looks) as number) < (familyError(looks) as number));
  });

  it('grows with looks and alpha, from alpha on', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.double({ min: 0.001, max: 0.3, noNaN: true }),
        fc.constantFrom(1 as const, 2 as const),
        (looks, alpha, sides) => {
          const error = peekingError(looks, alpha, sides) as number;
          assert.ok(error >= alpha - 1e-7 && error <= (familyError(looks, alpha) as number) + 1e-7);
          assert.ok((peekingError(looks + 1, alpha, sides) as number) > error);
          assert.ok((peekingError(looks, alpha * 1.1, sides) as number) > error);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('has Pocock’s published boundaries', () => {
    const table: readonly (readonly [looks: number, alpha: number, z: number])[] = [
      [2, 0.05, 2.178],
      [3, 0.05, 2.289],
      [4, 0.05, 2.361],
      [5, 0.05, 2.413],
      [10, 0.05, 2.555],
      [2, 0.01, 2.772],
      [5, 0.01, 2.986],
      [2, 0.1, 1.875],
      [5, 0.1, 2.122],
    ];
    for (const [looks, alpha, z] of table) {
      const level = pocockAlpha(looks, alpha) as number;
      near(-(normalQuantile(level / 2) as number), z, 0.0006, `${looks} looks at ${alpha}`);
      near(peekingError(looks, level), alpha, 1e-7);
    }
  });

  it('gives clear answers at the ends', () => {
    for (const looks of [0, -1, 1.5, Number.NaN, Infinity]) {
      assert.equal(peekingError(looks), undefined);
      assert.equal(pocockAlpha(looks), undefined);
    }
    assert.equal(peekingError(3, 0), undefined);
    assert.equal(peekingError(3, 1), undefined);
    assert.equal(pocockAlpha(1), 0.05);
    near(peekingError(3, 0.99), 1, 0.001);
    assert.equal(peekingError(10_000), peekingError(400));
  });
});

describe('A3 several metrics', () => {
  it('gives 14.3, 22.6 and 40.1 %', () => {
    assert.deepEqual(
      [3, 5, 10].map((k) => (100 * (familyError(k) as number)).toFixed(1)),
      ['14.3', '22.6', '40.1'],
    );
    near(familyError(5), 1 - 0.95 ** 5, 1e-12);
  });

  it('corrects with Bonferroni', () => {
    assert.equal(bonferroniAlpha(5), 0.01);
    for (const k of [1, 2, 7, 40]) assert.ok((familyError(k, bonferroniAlpha(k)) as number) <= 0.05);
  });

  it('raises each metric’s power for guardrails: 93.3 % for two, 93,277 per arm', () => {
    const power = guardrailPower(2) as number;
    near(power, 0.933, 0.0005);
    assert.equal(rateSample({ baseRate: 0.04, targetRate: 0.0432, power }), 93_277);
    near(guardrailPower(0), 0.8, 1e-12);
    for (const guardrails of [1, 2, 5, 20]) assert.ok((guardrailPower(guardrails) as number) ** (guardrails + 1) >= 0.8);
  });

  it('gives clear answers at the ends', () => {
    assert.equal(familyError(0), 0);
    assert.equal(familyError(-1), undefined);
    assert.equal(bonferroniAlpha(0), undefined);
    assert.equal(guardrailPower(-1), undefined);
    assert.equal(guardrailPower(1, 1), undefined);
  });
});
