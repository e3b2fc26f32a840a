// Days and months as plans write them, and when two of them can be compared at all.
import { strict as assert } from 'node:assert';
import { daysFrom, readMoments } from '../../../server/src/core/language/moment.js';

const read = (text: string) =>
  readMoments(text).map(({ year, month, day }) => [year, month, day].filter((part) => part !== undefined).join('-'));
const apart = (a: string, b: string) => {
  const [first, second] = [readMoments(a)[0], readMoments(b)[0]];
  assert.ok(first && second, `${a} / ${b}`);
  return daysFrom(first, second);
};

describe('moments', () => {
  it('are read with and without their year', () => {
    assert.deepEqual(read('2026-05-03'), ['2026-5-3']);
    assert.deepEqual(read('from 12 May to 3 June'), ['5-12', '6-3']);
    assert.deepEqual(read('audit June, launch May'), ['6', '5']);
    assert.deepEqual(read('end of June 2026'), ['2026-6']);
  });

  it('are no verbs, quarters or years', () => {
    for (const text of ['it may fail', 'they march on', 'Q3 2026', 'in 2027', 'v2.5']) assert.deepEqual(read(text), [], text);
  });

  it('compare only where their years and days allow it', () => {
    assert.equal(apart('2026-05-03', '2026-05-10'), 7);
    assert.equal(apart('12 May', '3 May'), -9);
    assert.ok((apart('May', 'June') as number) > 0);
    assert.equal(apart('May', '3 May'), undefined);
    assert.equal(apart('May 2026', '3 June'), undefined);
    assert.equal(apart('20 December', '10 January'), undefined);
  });
});
