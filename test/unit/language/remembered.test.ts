// A reader that remembers answers as one that does not, asks about each text once, and forgets what nobody asks about.
import { strict as assert } from 'node:assert';
import { remembered, rememberedReading } from '../../../server/src/core/language/remembered.js';
import type { Reading } from '../../../server/src/core/language/tokens.js';
import type { MetricEntry } from '../../../server/src/core/language/types.js';

describe('what was read is remembered', () => {
  it('each text is read once, an answer of nothing too', () => {
    const asked: string[] = [];
    const read = remembered((text): number | undefined => {
      asked.push(text);
      return text.length > 3 ? text.length : undefined;
    });
    assert.deepEqual(['goals', 'at', 'goals', 'at'].map(read), [5, undefined, 5, undefined]);
    assert.deepEqual(asked, ['goals', 'at']);
  });

  it('parts to be skipped and the words of a team make another reading', () => {
    let times = 0;
    const read = rememberedReading((text: string, { masked = [], metrics = [], sprintDays = 14 }: Reading) => {
      times++;
      return [text, masked.length, metrics.length, sprintDays].join(' ');
    });
    const metrics: readonly MetricEntry[] = [
      { id: 'own', names: ['own'], type: 'count', better: 'up', group: 'business', timing: 'lagging' },
    ];
    const readings: readonly Reading[] = [
      {},
      { masked: [] },
      { masked: [[0, 1]] },
      { metrics },
      { sprintDays: 21 },
      { metrics, sprintDays: 21 },
    ];
    const expected = ['t 0 0 14', 't 0 0 14', 't 1 0 14', 't 0 1 14', 't 0 0 21', 't 0 1 21'];
    for (const round of [1, 2])
      assert.deepEqual(
        readings.map((reading) => read('t', reading)),
        expected,
        `round ${round}`,
      );
    assert.equal(times, 6, 'five readings, and the one with parts to be skipped twice');
  });

  it('what nobody asks about any more is forgotten', () => {
    let times = 0;
    const read = remembered((text) => {
      if (text === 'first') times++;
      return text.length;
    });
    read('first');
    for (let at = 0; at < 40; at++) read(`${at}`.padEnd(100_000, 'x'));
    read('first');
    assert.equal(times, 2);
  });
});
