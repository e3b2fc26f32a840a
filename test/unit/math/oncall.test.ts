import assert from 'node:assert/strict';
import fc from 'fast-check';
import { alertLoad, onCallLimit, onCallShare, peoplePerSite } from '../../../server/src/core/math/oncall.js';
import { near } from './close.js';

describe('A17 on call', () => {
  it('takes 8 people at one site, 6 at each of two', () => {
    assert.equal(peoplePerSite(2), 8);
    assert.equal(peoplePerSite(2, 2), 6);
    assert.equal(peoplePerSite(1), 4);
  });

  it('puts each of three on call two weeks in three', () => near(onCallShare(2, 3), 2 / 3, 1e-12));

  it('agrees with turning the rotation week by week', () => {
    const weeks = new Array<number>(8).fill(0);
    for (let week = 0; week < 800; week++) for (const seat of [0, 1]) (weeks[(week * 2 + seat) % 8] as number) += 1;
    assert.ok(weeks.every((count) => count / 800 === onCallShare(2, 8) && count / 800 <= onCallLimit));
  });

  it('expects 5 pages a day, 2.5 a shift, from 25 alerts', () => {
    const load = alertLoad(new Array<number>(25).fill(0.2));
    near(load?.perDay, 5, 1e-9);
    near(load?.perShift, 2.5, 1e-9);
    assert.equal(load?.tooMany, true);
    assert.equal(alertLoad(new Array<number>(20).fill(0.2))?.tooMany, false);
  });

  it('gives clear answers at the ends', () => {
    assert.equal(peoplePerSite(0), undefined);
    assert.equal(peoplePerSite(2, 0), undefined);
    assert.equal(onCallShare(2, 0), undefined);
    assert.equal(onCallShare(2, 1), 1);
    assert.deepEqual(alertLoad([]), { perDay: 0, perShift: 0, tooMany: false });
    assert.equal(alertLoad([-1]), undefined);
  });

  it('keeps everybody within the limit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), (seats) =>
        assert.ok((onCallShare(seats, peoplePerSite(seats) as number) as number) <= onCallLimit),
      ),
    );
  });
});
