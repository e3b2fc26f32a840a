// The chart's data: in order, within its axes, and said in a sentence; what is drawn is the same numbers.
import { strict as assert } from 'node:assert';
import type { Readiness } from '../../../server/src/core/readiness/readiness.js';
import { phases } from '../../../server/src/core/schema/look.js';
import { trendOf } from '../../../server/src/core/trend.js';
import { chart, trendRows } from '../../../server/src/features/mapFile/trendChart.js';

const readiness = (score: number): Readiness => ({
  phase: 'build',
  score,
  phases: phases.map((phase) => ({ phase, score, status: 'in progress', gate: false, boundBy: 'R1' })),
  cells: [],
  next: [],
  lenses: [],
});
const steps = (...rows: readonly (readonly [day: string, score: number])[]) =>
  rows.map(([day, score], at) => ({ day, commit: `${at}`.repeat(40), readiness: readiness(score) }));

describe('the trend', () => {
  it('places commits by their days, and those of one day beside each other', () => {
    const { points } = trendOf(steps(['2026-01-01', 0.2], ['2026-01-11', 0.4], ['2026-01-21', 0.6], ['2026-01-21', 0.8]), false);
    const places = points.map(({ x }) => x);
    assert.deepEqual(
      [...places].sort((a, b) => a - b),
      places,
    );
    assert.equal(places[0], 0);
    assert.equal(places.at(-1), 1);
    assert.equal(new Set(places).size, 4);
    assert.deepEqual(
      trendOf(steps(['2026-01-01', 0], ['2026-01-01', 0.5], ['2026-01-01', 1]), false).points.map(({ x }) => x),
      [0, 0.5, 1],
    );
  });

  it('says from where to where, and that there is more', () => {
    assert.equal(
      trendOf(steps(['2026-01-01', 0.2], ['2026-02-01', 0.996]), true).words,
      'From 20 % in build on 2026-01-01 to 99 % in build on 2026-02-01, over the last 2 commits that touched its documents; there are older ones.',
    );
    assert.equal(trendOf([], false).words, 'No commit has touched its documents yet.');
    assert.match(trendOf(steps(['2026-01-01', 0.2]), false).words, /^20 % ready in build on 2026-01-01/);
  });

  it('is drawn inside its frame, the same numbers as in its rows', () => {
    const trend = trendOf(steps(['2026-01-01', 0], ['2026-01-05', 0.5], ['2026-03-01', 1]), false);
    const svg = chart(trend, 900);
    for (const [, numbers = ''] of svg.matchAll(/points="([^"]+)"/g))
      for (const pair of numbers.split(' ')) {
        const [x = -1, y = -1] = pair.split(',').map(Number);
        assert.ok(x >= 0 && x <= 900 && y >= 0 && y <= 190, pair);
      }
    assert.deepEqual(
      trendRows(trend).map((row) => row.slice(3)),
      [['0 %', '0 %', '0 %', '0 %', '0 %'], Array(5).fill('50 %'), Array(5).fill('100 %')],
    );
    assert.match(chart(trendOf([], false), 900), /No commit has touched/);
  });
});
