import assert from 'node:assert/strict';
import fc from 'fast-check';
import { majorityAccuracy } from '../../../server/src/core/math/classification.js';
import {
  chanceAgreement,
  kappa,
  labelFloor,
  labelingCost,
  labelingDays,
  labelsForPositives,
  testPositives,
} from '../../../server/src/core/math/labels.js';
import { near } from './close.js';

const plan = { items: 2000, redundancy: 3, annotators: 2, itemsPerHour: 40, hoursPerDay: 5 };

describe('A9 labels', () => {
  it('leaves 4 positives of 2,000 labels; 100 need 50,000', () => {
    near(testPositives(2000, 0.02, 0.1), 4, 1e-9);
    assert.equal(labelsForPositives(100, 0.02, 0.1), 50_000);
    assert.equal(labelFloor, 2000);
  });

  it('gets 96 % for free at 4 % positives', () => near(majorityAccuracy(0.04), 0.96, 1e-12));

  it('gives clear answers at the ends', () => {
    assert.equal(labelsForPositives(100, 0, 0.1), Infinity);
    assert.equal(labelsForPositives(0, 0.1, 0.1), undefined);
    assert.equal(testPositives(2000, 2, 0.1), undefined);
  });

  it('undoes itself: positives and labels', () => {
    const share = fc.double({ min: 0.001, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e5 }), share, share, (positives, prevalence, testShare) => {
        const labels = labelsForPositives(positives, prevalence, testShare) as number;
        assert.ok((testPositives(labels, prevalence, testShare) as number) >= positives * (1 - 1e-9));
        assert.ok((testPositives(labels - 1, prevalence, testShare) as number) < positives * (1 + 1e-9));
      }),
    );
  });
});

describe('A10 labelling', () => {
  it('takes 15 working days', () => {
    assert.equal(labelingDays(plan), 15);
    assert.equal(labelingDays({ items: 6000, annotators: 1, itemsPerHour: 50, hoursPerDay: 8 }), 15);
  });

  it('agrees with working through the queue hour by hour', () => {
    let left = 2000 * 3;
    let hours = 0;
    for (; left > 0; hours++) left -= 2 * 40;
    assert.equal(hours / 5, labelingDays(plan));
  });

  it('costs items × judgements × price', () => near(labelingCost(2000, 3, 0.08), 480, 1e-9));

  it('has a kappa of .44 at 90 % raw agreement', () => {
    near(kappa(0.9, 0.82), 0.44, 0.005);
    near(chanceAgreement([0.9, 0.1]), 0.82, 1e-12);
  });

  it('gives clear answers at the ends', () => {
    assert.equal(labelingDays({ ...plan, annotators: 0 }), Infinity);
    assert.equal(labelingDays({ ...plan, items: 0, annotators: 0 }), 0);
    assert.equal(labelingDays({ ...plan, items: -1 }), undefined);
    assert.equal(kappa(1, 1), undefined);
    assert.equal(kappa(1, 0.5), 1);
    assert.equal(chanceAgreement([0.5, 0.6]), undefined);
    assert.equal(chanceAgreement([]), undefined);
  });

  it('keeps kappa at or below raw agreement', () => {
    const share = fc.double({ min: 0, max: 0.999, noNaN: true });
    fc.assert(fc.property(share, share, (observed, byChance) => assert.ok((kappa(observed, byChance) as number) <= observed + 1e-12)));
  });
});
